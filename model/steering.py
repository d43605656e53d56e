"""Sensors that controls steer by: what reads wrong there is felt, whatever the readings say."""

ROOM_SENSOR = "zone_air_temperature"
SUPPLY_SENSORS = frozenset(
    {"supply_air_temperature", "hot_water_supply_temperature", "chilled_water_supply_temperature"}
)
STEERING = SUPPLY_SENSORS | {ROOM_SENSOR}
