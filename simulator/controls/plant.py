"""Controls of the plants and lights: when they run, how warm and cold their water is, the tower's fan."""

import numpy as np

from simulator.constants import ONE, ZERO, number
from simulator.layout import Layout
from simulator.physics.instant import Instant
from simulator.physics.services import SHED
from simulator.physics.state import State
from simulator.physics.tower import wet_bulb
from simulator.record import FLOAT, Array

_ASK = number(0.2)  # sum of open valves that starts a plant
_ENOUGH = number(0.02)  # below which it stops
_SLACK = number(1.0)  # of the outdoor lockout [K]
_MILD, _PER_COLD = number(15.0), number(0.04)  # outdoor air of the lowest hot water; 25 K further the highest
_FRESH, _PER_WARM = number(16.0), number(1 / 11)  # of the warmest chilled water; 11 K further the coldest
_NEAREST = number(4.0)  # condenser water above the wet bulb [K]
_COOLEST, _WARMEST = number(20.0), number(29.0)  # setpoints of condenser water
_TOWER_GAIN = 0.06  # of fan speed a kelvin, every 300 s
_TOWER_STEP = 0.2  # largest change of fan speed in 300 s


def control_plant(instant: Instant) -> None:
    """Enables and setpoints, from readings and from what the units ask for."""
    state, control = instant.state, instant.state.control_plant
    hot, chilled, broken = instant.fleet.hot_water, instant.fleet.chilled_water, instant.effects.plant
    outdoor = state.readings.outdoor_air
    heating, cooling = _requests(instant.layout, state)
    control.hot_water_enabled = _enabled(
        control.hot_water_enabled, heating, hot.heat_below - outdoor, hot.capacity
    )
    control.chilled_water_enabled = _enabled(
        control.chilled_water_enabled, cooling, outdoor - chilled.cool_above, chilled.capacity
    )
    cold = np.minimum(np.maximum((_MILD - outdoor) * _PER_COLD, ZERO), ONE)
    cold = np.maximum(cold, broken.hot_reset_lost)
    control.hot_water_setpoint = hot.setpoint_mild + cold * (hot.setpoint_cold - hot.setpoint_mild)
    warm = np.minimum(np.maximum((outdoor - _FRESH) * _PER_WARM, ZERO), ONE)
    control.chilled_water_setpoint = (
        chilled.setpoint_mild
        + warm * (chilled.setpoint_warm - chilled.setpoint_mild)
        + broken.chilled_setpoint_shift
    )
    _control_tower(instant)
    shed = ONE - SHED * instant.orders.demand_response
    control.lights_command = instant.occupied.astype(FLOAT) * shed


def _requests(layout: Layout, state: State) -> tuple[Array, Array]:
    """Sums of the valve commands of all water coils of a building, for heating and for cooling."""
    air_handlers = state.control_air_handlers
    owned = layout.segments["air_handler"]
    reheat = layout.sum_of_boxes(state.control_boxes.reheat_command)
    heating = owned.sum(air_handlers.heating_command + reheat)
    cooling = owned.sum(air_handlers.cooling_command)
    if layout.count("fan_coil"):
        owned = layout.segments["fan_coil"]
        heating = heating + owned.sum(state.control_fan_coils.heating_command)
        cooling = cooling + owned.sum(state.control_fan_coils.cooling_command)
    return heating, cooling


def _enabled(was: Array, requests: Array, margin: Array, capacity: Array) -> Array:
    """1 where the plant runs: enough valves ask, more to start than to go on, and the weather lets it.

    ``margin`` to the outdoor lockout [K].
    """
    asked = requests > _ASK - was * (_ASK - _ENOUGH)
    let = margin + _SLACK * was > ZERO
    return (asked & let & (capacity > ZERO)).astype(FLOAT)


def _control_tower(instant: Instant) -> None:
    """Follow the wet bulb at a little more than the tower's approach, by the fan's speed."""
    state, control = instant.state, instant.state.control_plant
    readings = state.readings
    nearest = wet_bulb(readings.outdoor_air, readings.outdoor_humidity) + _NEAREST
    control.condenser_setpoint = np.minimum(np.maximum(nearest, _COOLEST), _WARMEST)
    steps = instant.seconds / 300.0
    change = _TOWER_GAIN * steps * (readings.condenser_supply - control.condenser_setpoint)
    change = np.minimum(np.maximum(change, -_TOWER_STEP * steps), _TOWER_STEP * steps)
    command = np.minimum(np.maximum(control.tower_fan_command + change, ZERO), ONE)
    control.tower_fan_command = command * state.chilled_water.chiller_running
