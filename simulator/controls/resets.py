"""Setpoints of supply air and static pressure by trim and respond, after ASHRAE Guideline 36, 5.1.14."""

import numpy as np

from simulator.controls.modes import Mode
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array

PERIOD = 120.0  # of trim and respond [s]
WARM_SUPPLY = 26.0  # supply setpoint while warming up [degC]
STATIC_LOWEST = 80.0  # [Pa]
HEATED, HEATING = 0.3, 0.1  # response of the supply setpoint to a heating valve open so far [K]
TRIM = 4.0  # of the static pressure in a period [Pa]
RESPONSE = 5.0  # to a box that stands open [Pa]
MOST_RESPONSE = 20.0  # [Pa]
NOT_HUNGRY = 0.85  # position up to which a box asks for nothing
IGNORED = 1.0  # requests that are not heard, for one box may be odd


def reset_supply(instant: Instant) -> None:
    """As warm as rooms allow: trimmed up step by step, down with each room that asks for colder air.

    Down too while the unit has to heat for it: rooms that are cold have reheat of their own, the others
    would only ask for more of the warm air.
    """
    layout, control = instant.layout, instant.state.control_air_handlers
    parameters, effects = instant.fleet.air_handlers, instant.effects.air_handlers
    zones, rooms = instant.state.control_zones, layout.box_zones
    periods = instant.seconds / PERIOD
    pressing = zones.cooling_signal[rooms] > 0.95
    hot = instant.state.readings.zone_air[rooms] > zones.cooling_setpoint[rooms] + 1.5
    requests = layout.sum_of_boxes(pressing.astype(FLOAT) + 2.0 * hot.astype(FLOAT))
    response = np.minimum(0.17 * np.maximum(requests - IGNORED, 0.0), 0.6)
    response = np.maximum(response, HEATED * np.minimum(control.heating_command * (1.0 / HEATING), 1.0))
    ceiling = _ceiling(instant)
    before = control.supply_setpoint - effects.supply_setpoint_shift
    resting = (control.mode != Mode.OCCUPIED) | (before > parameters.supply_highest)
    trimmed = before + periods * (0.11 - response)
    trimmed = np.where(resting, ceiling, np.minimum(np.maximum(trimmed, parameters.supply_lowest), ceiling))
    fixed = (parameters.supply_reset == 0) | (effects.supply_reset_lost > 0)
    trimmed = np.where(fixed, parameters.supply_lowest, trimmed)
    warm = (control.mode == Mode.WARM_UP) | (control.mode == Mode.NIGHT_HEATING)
    control.supply_setpoint = np.where(warm, FLOAT(WARM_SUPPLY), trimmed) + effects.supply_setpoint_shift


def _ceiling(instant: Instant) -> Array:
    """Highest setpoint: the highest at 10 degC outdoors, falling to the lowest at 21."""
    parameters = instant.fleet.air_handlers
    mild = np.minimum(np.maximum((instant.state.readings.outdoor_air - 10.0) / 11.0, 0.0), 1.0)
    span = parameters.supply_highest - parameters.supply_lowest
    ceiling: Array = parameters.supply_highest - span * mild.take(instant.layout.air_handler_building)
    return ceiling


def reset_static(instant: Instant) -> None:
    """As low as boxes allow: trimmed down step by step, up with each box that stands open."""
    layout, control = instant.layout, instant.state.control_air_handlers
    parameters, effects = instant.fleet.air_handlers, instant.effects.air_handlers
    periods = instant.seconds / PERIOD
    boxes = instant.state.control_boxes
    # Requests grow from one position to another, not at once, so that the pressure finds its rest.
    opened = np.minimum(np.maximum((boxes.damper_command - NOT_HUNGRY) / (1.0 - NOT_HUNGRY), 0.0), 1.0)
    response = np.minimum(RESPONSE * layout.sum_of_boxes(opened), MOST_RESPONSE)
    factor = effects.static_setpoint_factor
    trimmed = control.static_setpoint / factor + periods * (response - TRIM)
    trimmed = np.minimum(np.maximum(trimmed, STATIC_LOWEST), parameters.static_setpoint)
    trimmed = np.where(control.fan_command > 0, trimmed, 0.6 * parameters.static_setpoint)
    fixed = (parameters.static_reset == 0) | (effects.static_reset_lost > 0)
    control.static_setpoint = np.where(fixed, parameters.static_setpoint, trimmed) * factor
