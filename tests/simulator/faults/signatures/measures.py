"""What an operator computes of what is published."""

import numpy as np

from tests.simulator.faults.signatures.signature import Measure, Values

_SHUT = 0.01

OUTDOOR_SHARE = Measure(
    "outdoor air in the mixed air, by temperatures",
    ("readings.return_air", "readings.mixed_air", "readings.outdoor_air"),
    lambda returned, mixed, outdoor: (returned - mixed) / (returned - outdoor),
)
DAMPER_OFF_COMMAND = Measure(
    "outdoor air in the mixed air beyond the damper's command",
    (*OUTDOOR_SHARE.paths, "control_air_handlers.damper_command"),
    lambda returned, mixed, outdoor, command: OUTDOOR_SHARE.formula(returned, mixed, outdoor) - command,
)


def _while_shut(after: Values, before: Values, command: Values, moving: Values) -> Values:
    return (after - before) * (command < _SHUT) * (moving > 0)


WARMED_WHILE_SHUT = Measure(
    "supply air above mixed air while the heating valve is told to shut",
    (
        "readings.supply_air",
        "readings.mixed_air",
        "control_air_handlers.heating_command",
        "control_air_handlers.fan_command",
    ),
    _while_shut,
)
COOLED_WHILE_SHUT = Measure(
    "supply air above mixed air while the cooling valve is told to shut",
    (
        "readings.supply_air",
        "readings.mixed_air",
        "control_air_handlers.cooling_command",
        "control_air_handlers.fan_command",
    ),
    _while_shut,
)
REHEATED_WHILE_SHUT = Measure(
    "discharge air above supply air while the reheat is told to shut",
    (
        "boxes.discharge_air",
        "readings.supply_air",
        "control_boxes.reheat_command",
        "control_air_handlers.fan_command",
    ),
    _while_shut,
)
FAN_COIL_WARMED_WHILE_SHUT = Measure(
    "discharge air above room air while the heating valve is told to shut",
    (
        "fan_coils.discharge_air",
        "readings.zone_air",
        "control_fan_coils.heating_command",
        "fan_coils.fan_running",
    ),
    _while_shut,
)
FAN_COIL_COOLED_WHILE_SHUT = Measure(
    "discharge air above room air while the cooling valve is told to shut",
    (
        "fan_coils.discharge_air",
        "readings.zone_air",
        "control_fan_coils.cooling_command",
        "fan_coils.fan_running",
    ),
    _while_shut,
)
SUPPLY_OFF_SETPOINT = Measure(
    "supply air above its setpoint",
    ("readings.supply_air", "control_air_handlers.supply_setpoint"),
    np.subtract,
)
STATIC_OVER_SETPOINT = Measure(
    "duct pressure over its setpoint",
    ("readings.static_pressure", "control_air_handlers.static_setpoint"),
    np.divide,
)
FLOW_OFF_SETPOINT = Measure(
    "flow above its setpoint", ("boxes.flow", "control_boxes.flow_setpoint"), np.subtract
)
LOST_ON_THE_WAY = Measure(
    "share of the supply air that reaches no box",
    ("readings.box_flow", "air_handlers.supply_flow"),
    lambda boxes, supply: 1.0 - boxes.sum(axis=1) / supply[:, 0],
)
TOLD_BUT_STILL = Measure(
    "fan told to run and not running",
    ("control_air_handlers.fan_command", "air_handlers.fan_running"),
    np.subtract,
)
FAN_COIL_TOLD_BUT_STILL = Measure(
    "fan coil's fan told to run and not running",
    ("control_fan_coils.fan_command", "fan_coils.fan_running"),
    lambda told, running: (told > 0) * (running < 1),
)
ROOFTOP_TOLD_BUT_STILL = Measure(
    "rooftop unit's fan told to run and not running",
    ("control_rooftops.fan_command", "rooftops.fan_running"),
    np.subtract,
)
SETPOINTS_APART = Measure(
    "cooling setpoint above heating setpoint",
    ("control_zones.cooling_setpoint", "control_zones.heating_setpoint"),
    np.subtract,
)
CHILLER_POWER_SHARE = Measure(
    "chiller's power over its load",
    ("chilled_water.chiller_power", "chilled_water.chiller_load"),
    lambda power, load: power / np.maximum(load, 1.0),
)
TOWER_APPROACH = Measure(
    "condenser water above its setpoint",
    ("readings.condenser_supply", "control_plant.condenser_setpoint"),
    np.subtract,
)
HEATED_BY_GAS = Measure(
    "gas burnt over heat given",
    ("hot_water.gas", "hot_water.source_heat"),
    lambda gas, heat: gas.sum() / heat.sum() + 0 * gas,
)


def travel_of(path: str) -> Measure:
    """How far a field moves from step to step."""
    return Measure(
        f"travel of {path}", (path,), lambda values: abs(np.diff(values, axis=0, prepend=values[:1]))
    )


def error_of(reading: str, truth: str) -> Measure:
    """By how much a reading is above the truth."""
    return Measure(f"error of {reading}", (reading, truth), np.subtract)


def rate_of(counter: str) -> Measure:
    """What a counter counts in a step."""
    return Measure(f"growth of {counter}", (counter,), lambda values: np.gradient(values, axis=0))
