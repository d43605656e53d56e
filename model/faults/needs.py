"""Roles that many faults need alike: any one of the alternatives of each."""

PROOF_OF_FAN = ("supply_fan_status", "supply_fan_command", "supply_fan_speed", "supply_air_static_pressure")
DAMPER = ("outdoor_air_damper_command", "outdoor_air_damper_position")
MIXED_AIR = (("mixed_air_temperature",), ("return_air_temperature",), ("outdoor_air_temperature",))
