"""How faults of rooms and of their units show."""

from tests.simulator.faults.signatures.measures import (
    FAN_COIL_COOLED_WHILE_SHUT,
    FAN_COIL_TOLD_BUT_STILL,
    FAN_COIL_WARMED_WHILE_SHUT,
    FLOW_OFF_SETPOINT,
    REHEATED_WHILE_SHUT,
    ROOFTOP_TOLD_BUT_STILL,
    SETPOINTS_APART,
    error_of,
    travel_of,
)
from tests.simulator.faults.signatures.seasons import MAY, SPRING, SUMMER, WINTER
from tests.simulator.faults.signatures.signature import DAY, NIGHT, On, Signature

box, fan_coil, rooftop = On("VAV-1-02"), On("FCU-01"), On("RTU-2")

BOXES = [
    box("box_damper_stuck", SUMMER, FLOW_OFF_SETPOINT, -0.3),
    box("box_damper_stuck", SUMMER, "zones.air", 3.0),
    box("box_damper_stuck", SUMMER, FLOW_OFF_SETPOINT, -0.05, severity=0.35),
    box("zone_reheat_leaking", SPRING, REHEATED_WHILE_SHUT, 2.0, (8.0, 11.0)),
    box("zone_reheat_leaking", SPRING, "boxes.reheat_heat", 200.0),
    box("zone_reheat_stuck_open", WINTER, "boxes.discharge_air", 4.0),
    box("zone_reheat_stuck_open", WINTER, "zones.air", 2.0),
    box("zone_reheat_stuck_closed", WINTER, "control_boxes.reheat_command", 0.3),
    box("zone_reheat_stuck_closed", WINTER, "zones.air", -1.0),
    box("reheat_coil_fouled", WINTER, "control_boxes.reheat_command", 0.2),
    box("box_minimum_too_high", WINTER, "readings.box_flow", 0.1),
    box("box_minimum_too_high", WINTER, "boxes.reheat_heat", 500.0),
    box("box_hunting", MAY, travel_of("control_boxes.damper_command"), 0.05),
    box("box_hunting", MAY, travel_of("readings.box_flow"), 0.05),
    box(
        "box_flow_sensor_wrong",
        WINTER,
        error_of("readings.box_flow", "boxes.flow"),
        -0.1,
        sensor="readings.box_flow",
    ),
    box("box_flow_sensor_wrong", WINTER, "boxes.flow", 0.1, sensor="readings.box_flow"),
    box(
        "co2_sensor_wrong",
        WINTER,
        error_of("readings.zone_co2", "zones.co2"),
        400.0,
        sensor="readings.zone_co2",
    ),
    box("zone_setpoints_crossed", MAY, "boxes.reheat_heat", 1e3),
    box("zone_setpoints_crossed", WINTER, "boxes.flow", 0.1),
    box("zone_cooling_setpoint_too_low", SUMMER, "boxes.flow", 0.1),
    box("window_left_open", WINTER, "boxes.reheat_heat", 1e3, DAY),
    box("thermostat_in_draught", SUMMER, "zones.air", 0.5),
]
FAN_COILS = [
    fan_coil("fan_coil_heating_valve_leaking", WINTER, FAN_COIL_WARMED_WHILE_SHUT, 3.0),
    fan_coil("fan_coil_heating_valve_leaking", WINTER, "zones.air", 0.5, NIGHT),
    fan_coil("fan_coil_cooling_valve_leaking", MAY, FAN_COIL_COOLED_WHILE_SHUT, -2.0),
    fan_coil("fan_coil_heating_stuck_closed", WINTER, "control_fan_coils.heating_command", 0.3),
    fan_coil("fan_coil_heating_stuck_closed", WINTER, "zones.air", -3.0),
    fan_coil("fan_coil_cooling_stuck_closed", SUMMER, "control_fan_coils.cooling_command", 0.3),
    fan_coil("fan_coil_cooling_stuck_closed", SUMMER, "zones.air", 2.0),
    fan_coil("fan_coil_clogged", SUMMER, "fan_coils.discharge_air", -3.0),
    fan_coil("fan_coil_clogged", SUMMER, "control_fan_coils.cooling_command", 0.2),
    fan_coil("fan_coil_fan_failed", SUMMER, FAN_COIL_TOLD_BUT_STILL, 0.9),
    fan_coil("fan_coil_fan_failed", SUMMER, "zones.air", 2.0),
    fan_coil("fan_coil_running_unoccupied", WINTER, "fan_coils.fan_running", 0.3, NIGHT),
    fan_coil("fan_coil_running_unoccupied", WINTER, "zones.air", 1.0, NIGHT),
    fan_coil(
        "co2_sensor_wrong",
        WINTER,
        error_of("readings.zone_co2", "zones.co2"),
        400.0,
        sensor="readings.zone_co2",
    ),
    fan_coil("zone_setpoints_crossed", MAY, "fan_coils.heating_heat", 1e3),
    fan_coil("zone_setpoints_crossed", MAY, "fan_coils.cooling_heat", 1e3),
    fan_coil("zone_cooling_setpoint_too_low", SUMMER, "fan_coils.cooling_heat", 500.0),
    fan_coil("window_left_open", WINTER, "fan_coils.heating_heat", 1e3, DAY),
    fan_coil("thermostat_in_draught", SUMMER, "zones.air", 0.3),
    fan_coil("thermostat_in_draught", WINTER, "zones.air", -0.3),
]
ROOFTOPS = [
    rooftop("rooftop_damper_stuck_open", WINTER, "readings.rooftop_mixed_air", -5.0),
    rooftop("rooftop_damper_stuck_open", WINTER, "rooftops.gas", 3e3),
    rooftop("rooftop_damper_stuck_closed", WINTER, "readings.rooftop_mixed_air", 1.0),
    rooftop("rooftop_damper_stuck_closed", WINTER, "zones.co2", 150.0),
    rooftop("rooftop_economizer_not_used", MAY, "control_rooftops.damper_command", -0.1),
    rooftop("rooftop_economizer_not_used", MAY, "rooftops.compressor_power", 300.0),
    rooftop("rooftop_refrigerant_low", SUMMER, "rooftops.cooling_share", 0.1),
    rooftop("rooftop_refrigerant_low", SUMMER, "rooftops.compressor_power", 300.0),
    rooftop("rooftop_condenser_fouled", SUMMER, "rooftops.compressor_power", 300.0),
    rooftop("rooftop_filter_loaded", SUMMER, "rooftops.flow", -0.1),
    rooftop("rooftop_filter_loaded", SUMMER, "readings.rooftop_supply_air", -0.5),
    rooftop("rooftop_stage_failed", SUMMER, "rooftops.cooling_share", -0.1),
    rooftop("rooftop_stage_failed", SUMMER, "zones.air", 0.5),
    rooftop("rooftop_furnace_failed", WINTER, "rooftops.heating_heat", -1e3),
    rooftop("rooftop_furnace_failed", WINTER, "control_rooftops.heating_command", 0.3),
    rooftop("rooftop_furnace_failed", WINTER, "zones.air", -3.0),
    rooftop("rooftop_fan_failed", SUMMER, ROOFTOP_TOLD_BUT_STILL, 0.9),
    rooftop("rooftop_fan_failed", SUMMER, "zones.air", 3.0),
    rooftop("rooftop_running_unoccupied", WINTER, "rooftops.fan_running", 0.3, NIGHT),
    rooftop("rooftop_running_unoccupied", WINTER, "zones.air", 1.0, NIGHT),
    rooftop("rooftop_compressor_cycling", SUMMER, "rooftops.compressor_power", 150.0),
    rooftop("rooftop_compressor_cycling", SUMMER, "control_rooftops.cooling_command", 0.1),
    rooftop(
        "co2_sensor_wrong",
        WINTER,
        error_of("readings.zone_co2", "zones.co2"),
        400.0,
        sensor="readings.zone_co2",
    ),
    rooftop("zone_setpoints_crossed", MAY, "rooftops.heating_heat", 500.0),
    rooftop("zone_cooling_setpoint_too_low", SUMMER, "rooftops.compressor_power", 200.0),
    rooftop("window_left_open", WINTER, "rooftops.gas", 1e3, DAY),
    rooftop("thermostat_in_draught", SUMMER, "zones.air", 0.3),
]


def _of_any(unit: On) -> list[Signature]:
    """What shows in a room whatever unit it has."""
    air = "readings.zone_air"
    return [
        unit("zone_temperature_sensor_wrong", SUMMER, error_of(air, "zones.air"), 3.0, sensor=air),
        unit("zone_temperature_sensor_wrong", SUMMER, "zones.air", -2.0, sensor=air),
        unit("thermostat_in_draught", SUMMER, error_of(air, "zones.air"), -1.0),
        unit("zone_setpoints_crossed", SUMMER, SETPOINTS_APART, -5.0),
        unit("zone_cooling_setpoint_too_low", SUMMER, "zones.air", -1.5),
        unit("window_left_open", WINTER, "zones.co2", -50.0),
    ]


ROOMS = [*BOXES, *FAN_COILS, *ROOFTOPS, *_of_any(box), *_of_any(fan_coil), *_of_any(rooftop)]
