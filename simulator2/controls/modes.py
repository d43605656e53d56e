"""When air handlers run, and for what: schedule, optimal start, night setback and setup."""

import numpy as np

from simulator2.controls.setpoints import Setpoints
from simulator2.controls.zone_loops import Running, start_hours
from simulator2.layout import Layout
from simulator2.physics.instant import Instant
from simulator2.record import FLOAT, Array, Flags

NIGHT_BAND = 1.5  # by which rooms are taken past the setback before the unit stops again [K]
LONGEST_START = 3.5  # hours
LONGEST_PRECOOL = 2.0


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
    building, votes = layout.air_handler_building, instant.fleet.air_handlers.votes
    rooms = layout.box_zones
    air = instant.state.readings.zone_air[rooms]
    setback, setup = wanted.setback[rooms], wanted.setup[rooms]
    asking = _votes(layout, air < setback, votes)
    content = ~_votes(layout, air < setback + NIGHT_BAND, votes)
    control.night_heating = _latch(control.night_heating, asking, content)
    asking = _votes(layout, air > setup, votes)
    content = ~_votes(layout, air > setup - 1.0, votes)
    control.night_cooling = _latch(control.night_cooling, asking, content)

    wait = instant.hours_to_start.take(layout.box_building)
    pace = instant.fleet.zones.warm_up[rooms]
    cold = _votes(layout, wait < start_hours(wanted.heating[rooms] - air, pace, LONGEST_START), votes)
    warm = _votes(layout, wait < start_hours(air - wanted.cooling[rooms], pace, LONGEST_PRECOOL), votes)
    soon = instant.hours_to_start.take(building)
    # Once begun, a warm-up goes on until people come; else it would stop as soon as it works.
    cold |= (control.mode == Mode.WARM_UP) & (soon < LONGEST_START)
    warm |= (control.mode == Mode.COOL_DOWN) & (soon < LONGEST_PRECOOL)
    people = instant.occupied.take(building) | (instant.effects.air_handlers.schedule_overridden > 0)
    # The later stand above the earlier.
    mode = np.where(control.night_cooling > 0, FLOAT(Mode.NIGHT_COOLING), FLOAT(Mode.OFF))
    mode[control.night_heating > 0] = Mode.NIGHT_HEATING
    mode[warm] = Mode.COOL_DOWN
    mode[cold] = Mode.WARM_UP
    mode[people] = Mode.OCCUPIED
    control.mode = mode
    control.occupied = people.astype(FLOAT)
    control.fan_command = (mode != Mode.OFF).astype(FLOAT)
    comfort = ((mode > Mode.OFF) & (mode < Mode.NIGHT_HEATING)).astype(FLOAT)
    warming = (mode == Mode.WARM_UP) | (mode == Mode.NIGHT_HEATING)
    past = (mode == Mode.NIGHT_HEATING) * FLOAT(NIGHT_BAND + 1.0)
    owner = layout.box_air_handler
    return Running(
        on=control.fan_command.take(owner),
        comfort=comfort.take(owner),
        warming=warming.astype(FLOAT).take(owner),
        past=past.take(owner),
    )


def _votes(layout: Layout, rooms: Flags, needed: Array) -> Flags:
    """Whether enough rooms of an air handler say so."""
    return layout.sum_of_boxes(rooms.astype(FLOAT)) >= needed


def _latch(held: Array, begin: Flags, end: Flags) -> Array:
    return (begin | ((held > 0) & ~end)).astype(FLOAT)
