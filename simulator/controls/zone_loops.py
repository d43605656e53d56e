"""The loops of rooms, of whatever unit: setpoint of the moment, proportional and integral."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from simulator.controls.setpoints import Setpoints
from simulator.layout import Index
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array

PROPORTIONAL = 0.4  # [1/K]
INTEGRAL = 2.2e-4  # [1/K s]
NIGHT_BAND = 1.0  # by which rooms are taken past the setback before a unit stops again [K]
CALLING = 0.1  # signal from which an unoccupied room's fan runs
COLD_START = 0.5  # below which rooms are not worth an early start [K]
LONGEST_START = 3.5  # hours
LONGEST_PRECOOL = 2.0
FIXED_START = 1.0  # hours of warm-up where it is not optimised


@dataclass(frozen=True, slots=True)
class Running:
    """What the unit of each room is at, 0 or 1, (n,): ``on``, held at ``comfort`` or else at the setback.

    ``warming``: its air is warm, so that no room can be cooled; ``past``: how far a room is heated past its
    setpoint, so that the unit does not cycle [K].
    """

    on: Array
    comfort: Array
    warming: Array
    past: Array


def warming_pace(instant: Instant, rooms: slice, building: Index) -> Array:
    """Hours a kelvin that rooms take to warm up, fewer the milder it is outside; 0 where starts are fixed."""
    colder = (22.0 - instant.state.readings.outdoor_air) * (1.0 / 30.0)
    share = np.minimum(np.maximum(colder, 0.3), 1.2)
    pace: Array = instant.fleet.zones.warm_up[rooms] * share.take(building)
    return pace


def start_hours(lack: Array, pace: Array, longest: float) -> Array:
    """Hours before people come at which a room that lacks ``lack`` [K] has to start; 0 for none."""
    optimal = np.minimum(np.maximum(pace * lack, 0.3), longest)
    hours = np.where(pace > 0, optimal, FLOAT(FIXED_START))
    started: Array = hours * (lack > COLD_START)
    return started


def room_units_running(instant: Instant, wanted: Setpoints) -> list[Running]:
    """Fan coils and rooftop units: thermostats of their own, so always on; comfort for people, or soon."""
    layout, state, effects = instant.layout, instant.state, instant.effects
    running = []
    if layout.count("fan_coil"):
        fan_coils = state.control_fan_coils
        now = _room_units(
            instant,
            wanted,
            rooms=layout.fan_coil_zones,
            building=layout.fan_coil_building,
            overridden=effects.fan_coils.schedule_overridden,
            fan=fan_coils.fan_command,
        )
        fan_coils.occupied = now.comfort
        running.append(now)
    if layout.count("rooftop"):
        rooftops = state.control_rooftops
        now = _room_units(
            instant,
            wanted,
            rooms=layout.rooftop_zones,
            building=layout.rooftop_building,
            overridden=effects.rooftops.schedule_overridden,
            fan=rooftops.fan_command,
        )
        rooftops.occupied = now.comfort
        running.append(now)
    return running


def _room_units(
    instant: Instant, wanted: Setpoints, *, rooms: slice, building: Index, overridden: Array, fan: Array
) -> Running:
    people = instant.occupied.take(building) | (overridden > 0)
    air, pace = instant.state.readings.zone_air[rooms], instant.fleet.zones.warm_up[rooms]
    warming = warming_pace(instant, rooms, building)
    wait = instant.hours_to_start.take(building)
    held = instant.state.control_zones.heating_setpoint[rooms] > wanted.setback[rooms] + 0.01
    cold = wait < start_hours(wanted.heating[rooms] - air, warming, LONGEST_START)
    warm = wait < start_hours(air - wanted.cooling[rooms], pace, LONGEST_PRECOOL)
    # Once begun, a start goes on until people come.
    comfort = people | cold | warm | (held & (wait < LONGEST_START))
    # A room that is heated at night is taken past its setback, lest its unit never stops.
    past = ((fan > 0) & ~comfort).astype(FLOAT) * NIGHT_BAND
    return Running(np.ones_like(air), comfort.astype(FLOAT), np.zeros_like(air), past)


def called(instant: Instant, rooms: slice, fan: Array, occupied: Array) -> Array:
    """1 where a room unit's fan runs: for people, or when the room calls, until it is content again."""
    control, air = instant.state.control_zones, instant.state.readings.zone_air[rooms]
    cool = control.cooling_signal[rooms]
    signal = np.maximum(control.heating_signal[rooms], cool)
    # Nearly as far past the setback as it is aimed at.
    warm = air > control.heating_setpoint[rooms] + 0.8 * NIGHT_BAND
    calling = (signal > CALLING) | ((fan > 0) & (signal > 0))
    runs: Array = ((occupied > 0) | (calling & ~(warm & (cool == 0)))).astype(FLOAT)
    return runs


def run_zone_loops(instant: Instant, wanted: Setpoints, running: Sequence[Running]) -> None:
    """Setpoints of the moment, and the heating and cooling signals 0..1 of all rooms."""
    control, seconds = instant.state.control_zones, instant.seconds
    air = instant.state.readings.zone_air
    now = running[0] if len(running) == 1 else _join(running)
    control.heating_setpoint = wanted.setback + now.comfort * (wanted.heating - wanted.setback)
    control.cooling_setpoint = wanted.setup + now.comfort * (wanted.cooling - wanted.setup)
    too_cold = control.heating_setpoint + now.past - air
    too_hot = air - control.cooling_setpoint
    cooled = now.on - now.on * now.warming
    control.heating_integral, control.heating_signal = _loop(
        control.heating_integral, too_cold, now.on, seconds
    )
    control.cooling_integral, control.cooling_signal = _loop(
        control.cooling_integral, too_hot, cooled, seconds
    )


def _loop(integral: Array, error: Array, on: Array, seconds: float) -> tuple[Array, Array]:
    """Integral and signal 0..1; the integral takes no more than the proportional part leaves free."""
    direct = PROPORTIONAL * error
    summed = integral + (INTEGRAL * seconds) * error
    left = np.maximum(1.0 - np.maximum(direct, 0.0), 0.0)
    integral = np.minimum(np.maximum(summed, 0.0), left) * on
    signal = np.minimum(np.maximum(direct + integral, 0.0), 1.0) * on
    return integral, signal


def _join(running: Sequence[Running]) -> Running:
    return Running(
        **{
            field.name: np.concatenate([getattr(each, field.name) for each in running])
            for field in fields(Running)
        }
    )
