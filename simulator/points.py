# ruff: noqa: E501  # a table, a line a point
"""Which points a simulated building publishes, under which names and in which units."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from model.site.graph import Point
from model.site.roles import QUANTITIES
from model.site.units import conversion


@dataclass(frozen=True, slots=True)
class Unit:
    """SI = raw * scale + offset; raw values are published in steps of ``resolution``."""

    name: str
    scale: float
    offset: float
    resolution: float


@dataclass(frozen=True, slots=True)
class PointKind:
    """A reading: the field of the state that it shows, its quantity, its role and its names in two styles.

    ``role`` is None for what the model has no use for.
    """

    field: str
    quantity: str
    role: str | None
    names: Mapping[str, str]


# Unit and resolution by quantity, in the two systems in which the buildings are wired.
_DECLARED: Mapping[str, Mapping[str, tuple[str, float]]] = {
    "imperial": {
        "temperature": ("degF", 0.1),
        "fraction": ("percent", 0.1),
        "pressure": ("inH2O", 0.01),
        "air_flow": ("ft**3/min", 1.0),
        "power": ("kW", 0.01),
        "switch": ("1", 1.0),
    },
    "metric": {
        "temperature": ("degC", 0.1),
        "fraction": ("percent", 0.5),
        "pressure": ("Pa", 1.0),
        "air_flow": ("m**3/hour", 5.0),
        "power": ("kW", 0.01),
        "switch": ("1", 1.0),
    },
}


@cache
def unit_of(system: str, quantity: str) -> Unit:
    """The unit of a quantity in the system "imperial" or "metric"."""
    name, resolution = _DECLARED[system][quantity]
    step = conversion(name, QUANTITIES[quantity])
    return Unit(step.unit, step.scale, step.offset, resolution)


def _kind(field: str, quantity: str, role: str | None, long: str, short: str) -> PointKind:
    return PointKind(field, quantity, role, {"long": long, "short": short})


AIR_HANDLER = (
    _kind("supply_reading", "temperature", "supply_air_temperature", "supply_air_temperature_sensor", "sat"),
    _kind("supply_setpoint", "temperature", "supply_air_temperature_setpoint", "supply_air_temperature_setpoint", "sat_sp"),
    _kind("mixed_reading", "temperature", "mixed_air_temperature", "mixed_air_temperature_sensor", "mat"),
    _kind("return_reading", "temperature", "return_air_temperature", "return_air_temperature_sensor", "rat"),
    _kind("damper_command", "fraction", "outdoor_air_damper_command", "outside_air_damper_command", "oa_dmpr_cmd"),
    _kind("heating_command", "fraction", "heating_valve_command", "heating_valve_command", "htg_vlv_cmd"),
    _kind("cooling_command", "fraction", "cooling_valve_command", "cooling_valve_command", "clg_vlv_cmd"),
    _kind("fan_on", "switch", "supply_fan_status", "supply_fan_status", "sf_sts"),
    _kind("fan_speed", "fraction", "supply_fan_speed", "supply_fan_speed_command", "sf_spd"),
    _kind("static_reading", "pressure", "supply_air_static_pressure", "supply_air_static_pressure_sensor", "dsp"),
    _kind("static_setpoint", "pressure", "supply_air_static_pressure_setpoint", "supply_air_static_pressure_setpoint", "dsp_sp"),
    _kind("supply_flow_reading", "air_flow", "supply_air_flow", "supply_air_flow_sensor", "sa_flow"),
    _kind("fan_power", "power", "supply_fan_power", "supply_fan_power_sensor", "sf_kw"),
    _kind("occupied", "switch", "occupied", "occupancy_command", "occ"),
)  # fmt: skip
VAV_BOX = (
    _kind("zone_reading", "temperature", "zone_air_temperature", "zone_air_temperature_sensor", "zn_t"),
    _kind("heating_setpoint", "temperature", "zone_air_temperature_heating_setpoint", "zone_air_heating_temperature_setpoint", "zn_htg_sp"),
    _kind("cooling_setpoint", "temperature", "zone_air_temperature_cooling_setpoint", "zone_air_cooling_temperature_setpoint", "zn_clg_sp"),
    _kind("discharge_reading", "temperature", "discharge_air_temperature", "discharge_air_temperature_sensor", "dat"),
    _kind("reheat_command", "fraction", "reheat_valve_command", "reheat_valve_command", "rh_vlv_cmd"),
    _kind("box_command", "fraction", "box_damper_command", "damper_command", "dmpr_cmd"),
    _kind("flow_reading", "air_flow", "discharge_air_flow", "discharge_air_flow_sensor", "flow"),
    _kind("flow_setpoint", "air_flow", "discharge_air_flow_setpoint", "discharge_air_flow_setpoint", "flow_sp"),
)  # fmt: skip
HOT_WATER_PLANT = (
    _kind("hot_water", "temperature", "hot_water_supply_temperature", "hot_water_supply_temperature_sensor", "hws_t"),
    _kind("hot_water_setpoint", "temperature", "hot_water_supply_temperature_setpoint", "hot_water_supply_temperature_setpoint", "hws_sp"),
    _kind("hot_water_return", "temperature", "hot_water_return_temperature", "hot_water_return_temperature_sensor", "hwr_t"),
    _kind("plant_on", "switch", "hot_water_pump_status", "hot_water_pump_status", "hwp_sts"),
    _kind("pump_speed", "fraction", "hot_water_pump_speed", "hot_water_pump_speed_command", "hwp_spd"),
    _kind("boiler_on", "switch", "boiler_status", "boiler_status", "blr_sts"),
)  # fmt: skip
WEATHER_STATION = (
    _kind(
        "outdoor_reading", "temperature", "outdoor_air_temperature", "outside_air_temperature_sensor", "oat"
    ),
)


def point_of(kind: PointKind, device: str, style: str, units: str) -> Point:
    """The point's record in the site."""
    unit = unit_of(units, kind.quantity)
    return Point(
        source=f"{device}/{kind.names[style]}",
        role=kind.role,
        unit=unit.name,
        scale=unit.scale,
        offset=unit.offset,
    )
