"""How faults of air handlers show."""

from tests.simulator.faults.signatures.measures import (
    COOLED_WHILE_SHUT,
    DAMPER_OFF_COMMAND,
    LOST_ON_THE_WAY,
    OUTDOOR_SHARE,
    STATIC_OVER_SETPOINT,
    SUPPLY_OFF_SETPOINT,
    TOLD_BUT_STILL,
    WARMED_WHILE_SHUT,
    error_of,
    travel_of,
)
from tests.simulator.faults.signatures.seasons import MAY, SPRING, SUMMER, WINTER
from tests.simulator.faults.signatures.signature import NIGHT, On

unit = On("AHU-1")
COLD_MORNING = (5.0, 7.0)

DAMPERS = [
    unit("outdoor_air_damper_stuck_open", WINTER, DAMPER_OFF_COMMAND, 0.2),
    unit("outdoor_air_damper_stuck_open", WINTER, "air_handlers.heating_heat", 5e3),
    unit("outdoor_air_damper_stuck_open", SUMMER, "air_handlers.cooling_heat", 5e3),
    unit("outdoor_air_damper_stuck_closed", WINTER, DAMPER_OFF_COMMAND, -0.3),
    unit("outdoor_air_damper_stuck_closed", WINTER, "zones.co2", 150.0),
    unit("outdoor_air_damper_leaking", SUMMER, DAMPER_OFF_COMMAND, 0.05),
    unit("outdoor_air_damper_leaking", SUMMER, "air_handlers.cooling_heat", 2e3),
    unit("outdoor_air_damper_leaking", WINTER, "readings.mixed_air", -2.0, COLD_MORNING),
    unit("outdoor_air_damper_reversed", SUMMER, DAMPER_OFF_COMMAND, 0.2),
    unit("outdoor_air_damper_reversed", SUMMER, "air_handlers.cooling_heat", 5e3),
    unit("outdoor_air_damper_reversed", MAY, DAMPER_OFF_COMMAND, -0.3),
    unit("economizer_not_used", MAY, "control_air_handlers.damper_command", -0.2),
    unit("economizer_not_used", MAY, "chilled_water.load", 3e3),
    unit("excess_outdoor_air", SUMMER, OUTDOOR_SHARE, 0.2),
    unit("excess_outdoor_air", SUMMER, "air_handlers.cooling_heat", 5e3),
    unit("excess_outdoor_air", WINTER, "air_handlers.heating_heat", 5e3),
    unit("too_little_outdoor_air", WINTER, OUTDOOR_SHARE, -0.2),
    unit("too_little_outdoor_air", WINTER, "zones.co2", 150.0),
]
COILS = [
    unit("heating_valve_leaking", WINTER, WARMED_WHILE_SHUT, 5.0),
    unit("heating_valve_leaking", WINTER, "hot_water.load", 5e3),
    unit("cooling_valve_leaking", MAY, COOLED_WHILE_SHUT, -2.0),
    unit("cooling_valve_leaking", MAY, "chilled_water.load", 5e3),
    unit("heating_valve_stuck", WINTER, SUPPLY_OFF_SETPOINT, 5.0),
    unit("heating_valve_stuck", WINTER, SUPPLY_OFF_SETPOINT, -1.0, COLD_MORNING, severity=0.0),
    unit("cooling_valve_stuck", MAY, "control_air_handlers.heating_command", 0.3),
    unit("cooling_valve_stuck", MAY, "chilled_water.load", 1e4),
    unit("cooling_valve_stuck", SUMMER, SUPPLY_OFF_SETPOINT, 5.0, severity=0.0),
    unit("cooling_valve_stuck", SUMMER, "zones.air", 2.0, severity=0.0),
    unit("heating_coil_fouled", WINTER, "control_air_handlers.heating_command", 0.02),
    unit("cooling_coil_fouled", SUMMER, "control_air_handlers.cooling_command", 0.2),
    unit("cooling_coil_fouled", SUMMER, SUPPLY_OFF_SETPOINT, 2.0),
]
FANS = [
    unit("filter_loaded", SUMMER, "air_handlers.fan_speed", 0.1),
    unit("filter_loaded", SUMMER, "air_handlers.fan_power", 500.0),
    unit("belt_slipping", SUMMER, "air_handlers.fan_speed", 0.2),
    unit("belt_slipping", SUMMER, STATIC_OVER_SETPOINT, -0.3),
    unit("belt_slipping", MAY, "air_handlers.fan_power", 100.0, severity=0.35),
    unit("fan_failed", SUMMER, TOLD_BUT_STILL, 0.9),
    unit("fan_failed", SUMMER, "zones.air", 3.0),
    unit("fan_failed", WINTER, "zones.co2", 200.0),
    unit("drive_in_hand", SUMMER, "air_handlers.fan_power", 1e3, NIGHT),
    unit("drive_in_hand", SUMMER, STATIC_OVER_SETPOINT, 0.5),
    unit("duct_leaking", SUMMER, LOST_ON_THE_WAY, 0.2),
    unit("duct_leaking", SUMMER, "air_handlers.fan_power", 500.0),
]
HABITS = [
    unit("fan_running_unoccupied", WINTER, "air_handlers.fan_running", 0.5, NIGHT),
    unit("fan_running_unoccupied", WINTER, "hot_water.load", 5e3, NIGHT),
    unit("setback_lost", WINTER, "control_zones.heating_setpoint", 2.0, NIGHT),
    unit("setback_lost", WINTER, "zones.air", 1.0, NIGHT),
    unit("supply_reset_lost", SPRING, "readings.supply_air", -2.0),
    unit("supply_reset_lost", SPRING, "boxes.reheat_heat", 100.0),
    unit("supply_setpoint_too_low", SUMMER, "readings.supply_air", -3.0),
    unit("supply_setpoint_too_low", WINTER, "boxes.reheat_heat", 300.0),
    unit("static_reset_lost", WINTER, "readings.static_pressure", 50.0),
    unit("static_reset_lost", WINTER, "air_handlers.fan_power", 100.0),
    unit("static_setpoint_too_high", WINTER, "readings.static_pressure", 50.0),
    unit("static_setpoint_too_high", WINTER, "air_handlers.fan_power", 100.0),
    unit("control_hunting", SUMMER, travel_of("control_air_handlers.cooling_command"), 0.1),
    unit("control_hunting", SUMMER, travel_of("readings.supply_air"), 1.0),
    unit("control_hunting", WINTER, travel_of("readings.supply_air"), 1.0),
    unit("fan_speed_hunting", SUMMER, travel_of("air_handlers.fan_speed"), 0.05),
    unit("fan_speed_hunting", SUMMER, travel_of("readings.static_pressure"), 20.0),
]
SENSORS = [
    unit(
        "supply_air_temperature_sensor_wrong",
        SUMMER,
        error_of("readings.supply_air", "air_handlers.supply_air"),
        4.0,
        sensor="readings.supply_air",
    ),
    unit(
        "supply_air_temperature_sensor_wrong",
        SUMMER,
        "air_handlers.supply_air",
        -3.0,
        sensor="readings.supply_air",
    ),
    unit(
        "mixed_air_temperature_sensor_wrong",
        SUMMER,
        error_of("readings.mixed_air", "air_handlers.mixed_air"),
        6.0,
        sensor="readings.mixed_air",
    ),
    unit(
        "return_air_temperature_sensor_wrong",
        MAY,
        error_of("readings.return_air", "air_handlers.return_air"),
        -4.0,
        sensor="readings.return_air",
        value=-5.0,
    ),
    unit(
        "return_air_temperature_sensor_wrong",
        MAY,
        "air_handlers.damper_position",
        -0.1,
        sensor="readings.return_air",
        value=-5.0,
    ),
    unit(
        "static_pressure_sensor_wrong",
        SUMMER,
        error_of("readings.static_pressure", "air_handlers.static_pressure"),
        -50.0,
        sensor="readings.static_pressure",
    ),
    unit(
        "static_pressure_sensor_wrong",
        WINTER,
        "air_handlers.static_pressure",
        50.0,
        sensor="readings.static_pressure",
    ),
    unit(
        "static_pressure_sensor_wrong",
        WINTER,
        "air_handlers.fan_power",
        100.0,
        sensor="readings.static_pressure",
    ),
]
AIR_HANDLERS = [*DAMPERS, *COILS, *FANS, *HABITS, *SENSORS]
