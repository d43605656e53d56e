"""How faults of plants, lights, water and meters show."""

from tests.simulator.faults.signatures.measures import (
    CHILLER_POWER_SHARE,
    HEATED_BY_GAS,
    TOWER_APPROACH,
    error_of,
    rate_of,
)
from tests.simulator.faults.signatures.seasons import MAY, SUMMER, WINTER
from tests.simulator.faults.signatures.signature import DAY, NIGHT, On

boiler, chiller, weather = On("HWP-1"), On("CHP-1"), On("OAT-1")
heat_pump, air_cooled = On("HWP-1", "heat_pump"), On("CHP-1", "heat_pump")
lights, tank = On("LTG-1"), On("DHW-1")
electricity, gas, heat, water = On("EM-1"), On("GM-1"), On("HM-1"), On("WM-1")
DRAWING = (12.0, 15.0)

HOT_WATER = [
    boiler("boiler_fouled", WINTER, "hot_water.flue", 50.0),
    boiler("boiler_fouled", WINTER, HEATED_BY_GAS, 0.15, DAY),
    boiler("boiler_failed", WINTER, "hot_water.source_running", -0.3),
    boiler("boiler_failed", WINTER, "readings.hot_water_supply", -20.0),
    boiler("boiler_failed", WINTER, "zones.air", -2.0),
    boiler("boiler_short_cycling", WINTER, "hot_water.starts", 0.5),
    boiler("boiler_short_cycling", WINTER, "meters.gas", 500.0),
    boiler("hot_water_pump_always_on", SUMMER, "hot_water.pump_running", 0.9, DAY),
    boiler("hot_water_pump_always_on", SUMMER, "meters.hvac", 50.0, DAY),
    boiler("hot_water_pump_worn", WINTER, "hot_water.pump_speed", 0.05),
    boiler("hot_water_pump_worn", WINTER, "hot_water.returned", -5.0),
    boiler("hot_water_pump_worn", WINTER, "boxes.reheat_position", 0.05),
    boiler("hot_water_reset_lost", WINTER, "readings.hot_water_supply", 3.0),
    boiler("hot_water_reset_lost", WINTER, "hot_water.returned", 5.0),
    heat_pump("heat_pump_stuck", WINTER, "readings.hot_water_supply", -3.0),
    heat_pump("heat_pump_stuck", WINTER, "meters.electricity", 1e4),
    heat_pump("heat_pump_refrigerant_low", WINTER, "hot_water.evaporating", -5.0),
    heat_pump("heat_pump_refrigerant_low", WINTER, "hot_water.source_power", 3e3),
    heat_pump("heat_pump_outdoor_coil_iced", WINTER, "hot_water.evaporating", -5.0),
    heat_pump("heat_pump_outdoor_coil_iced", WINTER, "hot_water.source_power", 3e3),
]
CHILLED_WATER = [
    chiller("chiller_condenser_fouled", SUMMER, CHILLER_POWER_SHARE, 0.01),
    air_cooled("chiller_condenser_fouled", SUMMER, CHILLER_POWER_SHARE, 0.02),
    chiller("chiller_refrigerant_low", SUMMER, CHILLER_POWER_SHARE, 0.02),
    chiller("chiller_failed", SUMMER, "readings.chilled_water_supply", 10.0),
    chiller("chiller_failed", SUMMER, "zones.air", 3.0),
    chiller("chilled_water_pump_always_on", WINTER, "chilled_water.pump_running", 0.9, DAY),
    chiller("chilled_water_pump_always_on", WINTER, "meters.hvac", 50.0, DAY),
    chiller("chilled_water_setpoint_too_low", SUMMER, "readings.chilled_water_supply", -2.0),
    chiller("chilled_water_setpoint_too_low", SUMMER, CHILLER_POWER_SHARE, 0.005),
    chiller("tower_fan_failed", SUMMER, "chilled_water.tower_fan_running", -0.9),
    chiller("tower_fan_failed", SUMMER, TOWER_APPROACH, 5.0),
    chiller("tower_fan_failed", SUMMER, CHILLER_POWER_SHARE, 0.03),
    chiller("tower_fouled", SUMMER, TOWER_APPROACH, 1.0),
    chiller("tower_fouled", SUMMER, "chilled_water.tower_fan_speed", 0.2),
    chiller("tower_fan_in_hand", SUMMER, TOWER_APPROACH, -0.5),
    chiller("tower_fan_in_hand", WINTER, "meters.hvac", 500.0, NIGHT),
]
SERVICES = [
    lights("lights_left_on", WINTER, "meters.lighting", 5e3, NIGHT),
    tank("domestic_water_too_hot", WINTER, "services.domestic_hot", 10.0, DAY),
    tank("domestic_water_too_hot", WINTER, "meters.gas", 100.0, DAY),
    water("water_leak", WINTER, "meters.water", 2.5e-4, NIGHT),
    water("water_leak", WINTER, rate_of("meters.water_count"), 0.06, DAY),
    water("water_running_at_night", WINTER, "meters.water", 5e-4, NIGHT),
    electricity("electricity_meter_wrong", WINTER, rate_of("meters.electricity_count"), -0.5, DAY),
    gas("gas_meter_wrong", WINTER, rate_of("meters.gas_count"), -0.5, DAY),
    heat("heat_meter_wrong", WINTER, rate_of("meters.heat_count"), -0.5, DAY),
    water("water_meter_wrong", WINTER, rate_of("meters.water_count"), -0.003, DAY),
    water("water_meter_wrong", WINTER, rate_of("meters.water_count"), 0.003, DAY, value=1.4),
]
OUTDOOR, HOT, CHILLED, TOWER = (
    f"readings.{name}"
    for name in ("outdoor_air", "hot_water_supply", "chilled_water_supply", "condenser_supply")
)
SENSORS = [
    weather(
        "outdoor_air_temperature_sensor_wrong", MAY, error_of(OUTDOOR, "outdoors.air"), 6.0, sensor=OUTDOOR
    ),
    weather(
        "outdoor_air_temperature_sensor_wrong", MAY, "air_handlers.damper_position", -0.1, sensor=OUTDOOR
    ),
    weather("outdoor_air_temperature_sensor_wrong", MAY, "meters.electricity", 500.0, sensor=OUTDOOR),
    weather("outdoor_air_temperature_sensor_wrong", WINTER, "hot_water.supply", -3.0, sensor=OUTDOOR),
    boiler("plant_temperature_sensor_wrong", WINTER, error_of(HOT, "hot_water.supply"), 4.0, sensor=HOT),
    boiler("plant_temperature_sensor_wrong", WINTER, "hot_water.supply", -4.0, sensor=HOT),
    chiller(
        "plant_temperature_sensor_wrong", SUMMER, "chilled_water.supply", 4.0, sensor=CHILLED, value=-5.0
    ),
    chiller("plant_temperature_sensor_wrong", MAY, "chilled_water.condenser_supply", -1.0, sensor=TOWER),
]
PLANTS = [*HOT_WATER, *CHILLED_WATER, *SERVICES, *SENSORS]
