"""Sensors that controls steer by: what reads wrong there is felt, whatever the readings say."""

ROOM_SENSOR = "zone_air_temperature"
SUPPLY_SENSORS = frozenset(
    {"supply_air_temperature", "hot_water_supply_temperature", "chilled_water_supply_temperature"}
)
# Without these nothing could be kept, so that they are there whether anything was ever heard of them or not.
ALWAYS_THERE = SUPPLY_SENSORS | {ROOM_SENSOR}
# A box that no longer feels its flow drives its damper to one of its ends, and so does a fan its speed that
# no longer feels its pressure.
STEERING = ALWAYS_THERE | {"discharge_air_flow", "supply_air_static_pressure"}
