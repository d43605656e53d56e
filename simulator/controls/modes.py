"""When air handlers run, and for what: schedule, optimal start, night setback and setup."""

import numpy as np

from simulator.controls.setpoints import Setpoints
from simulator.controls.zone_loops import (
    LONGEST_PRECOOL,
    LONGEST_START,
    NIGHT_BAND,
    Running,
    start_hours,
    warming_pace,
)
from simulator.layout import Layout
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array, Flags

SETUP_BAND = 1.0  # the same past the setup [K]


class Mode:
    """What an air handler is doing; plain numbers, for they are compared with arrays at every step."""

    OFF = 0.0
    OCCUPIED = 1.0
    WARM_UP = 2.0
    COOL_DOWN = 3.0
    NIGHT_HEATING = 4.0
    NIGHT_COOLING = 5.0


def choose_modes(instant: Instant, wanted: Setpoints) -> Running:
    """Set ``mode``, ``fan_command`` and ``occupied`` of the air handlers; what their boxes do by it.

    One room alone, which may be an odd sensor, does not run a unit: rooms vote, as in Guideline 36.
    """
    layout, control = instant.layout, instant.state.control_air_handlers
    building = layout.air_handler_building
    people = instant.occupied.take(building) | (instant.effects.air_handlers.schedule_overridden > 0)
    _keep_night(instant, wanted, people)
    # The later stand above the earlier.
    mode = np.where(control.night_cooling > 0, FLOAT(Mode.NIGHT_COOLING), FLOAT(Mode.OFF))
    mode[control.night_heating > 0] = Mode.NIGHT_HEATING
    cold, warm = _start_early(instant, wanted)
    mode[warm] = Mode.COOL_DOWN
    mode[cold] = Mode.WARM_UP
    mode[people] = Mode.OCCUPIED
    control.mode = mode
    control.occupied = people.astype(FLOAT)
    control.fan_command = (mode != Mode.OFF).astype(FLOAT)
    comfort = ((mode > Mode.OFF) & (mode < Mode.NIGHT_HEATING)).astype(FLOAT)
    warming = (mode == Mode.WARM_UP) | (mode == Mode.NIGHT_HEATING)
    past = (mode == Mode.NIGHT_HEATING) * FLOAT(NIGHT_BAND + 0.5)
    owner = layout.box_air_handler
    return Running(
        on=control.fan_command.take(owner),
        comfort=comfort.take(owner),
        warming=warming.astype(FLOAT).take(owner),
        past=past.take(owner),
    )


def _keep_night(instant: Instant, wanted: Setpoints, people: Flags) -> None:
    """Whether rooms have to be kept from the setback or the setup, where there are no people."""
    layout, control = instant.layout, instant.state.control_air_handlers
    if people.all():
        control.night_heating = np.zeros_like(control.night_heating)
        control.night_cooling = control.night_heating
        return
    rooms, votes = layout.box_zones, instant.fleet.air_handlers.votes
    air = instant.state.readings.zone_air[rooms]
    setback, setup = wanted.setback[rooms], wanted.setup[rooms]
    asking = _votes(layout, air < setback, votes)
    content = ~_votes(layout, air < setback + NIGHT_BAND, votes)
    control.night_heating = _latch(control.night_heating, asking, content | people)
    asking = _votes(layout, air > setup, votes)
    content = ~_votes(layout, air > setup - SETUP_BAND, votes)
    control.night_cooling = _latch(control.night_cooling, asking, content | people)


def _start_early(instant: Instant, wanted: Setpoints) -> tuple[Flags, Flags]:
    """Whether the rooms have to be warmed up, and cooled down, from now until people come, (A,)."""
    layout, control = instant.layout, instant.state.control_air_handlers
    soon = instant.hours_to_start.take(layout.air_handler_building)
    if not ((soon > 0) & (soon < LONGEST_START)).any():
        never = np.zeros(len(soon), dtype=np.bool_)
        return never, never
    rooms, votes = layout.box_zones, instant.fleet.air_handlers.votes
    air = instant.state.readings.zone_air[rooms]
    wait = instant.hours_to_start.take(layout.box_building)
    pace = instant.fleet.zones.warm_up[rooms]
    warming = warming_pace(instant, rooms, layout.box_building)
    cold = _votes(layout, wait < start_hours(wanted.heating[rooms] - air, warming, LONGEST_START), votes)
    warm = _votes(layout, wait < start_hours(air - wanted.cooling[rooms], pace, LONGEST_PRECOOL), votes)
    # Once begun, a warm-up goes on until people come; else it would stop as soon as it works.
    cold |= (control.mode == Mode.WARM_UP) & (soon < LONGEST_START)
    warm |= (control.mode == Mode.COOL_DOWN) & (soon < LONGEST_PRECOOL)
    return cold, warm


def _votes(layout: Layout, rooms: Flags, needed: Array) -> Flags:
    """Whether enough rooms of an air handler say so."""
    return layout.sum_of_boxes(rooms.astype(FLOAT)) >= needed


def _latch(held: Array, begin: Flags, end: Flags) -> Array:
    return ((begin | (held > 0)) & ~end).astype(FLOAT)
