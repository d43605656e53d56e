"""What each building is made of, drawn from a seed: one array row a building."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from simulator.arrays import Array, RowRecord

AIR_HEAT = 1206.0  # volumetric heat of air [J/m3K]
HEATING_DESIGN_WATER = 70.0  # [degC]
CHILLED_WATER = 6.7  # [degC]


@dataclass(frozen=True, slots=True)
class Size:
    """Buildings, air handlers of a building, zones of an air handler."""

    buildings: int
    air_handlers: int
    zones: int


@dataclass(frozen=True, slots=True)
class Fleet(RowRecord):
    """Fixed properties; (N,), (N, A) or (N, A, Z) for N buildings of A air handlers of Z zones."""

    # of a building
    heating_setpoint: Array  # occupied [degC]
    cooling_setpoint: Array  # occupied [degC]
    resets_static_pressure: Array  # 0 or 1
    chilled_water_above: Array  # outdoor air above which the chiller runs [degC]
    hot_water_below: Array  # outdoor air below which the boiler stands ready [degC]
    boiler_capacity: Array  # [W]
    water_heat: Array  # heat held by the hot water loop [J/K]
    # of an air handler
    supply_flow: Array  # design [m3/s]
    minimum_outdoor_air: Array  # share at design
    minimum_damper: Array  # position that gives it
    damper_leak: Array  # share of the open area that stays
    damper_curve: Array  # exponent of area over position
    duct_resistance: Array  # pressure lost up to the duct sensor [Pa s2/m6]
    fan_pressure: Array  # at full speed [Pa]
    static_setpoint: Array  # design, at the duct sensor [Pa]
    heating_ua: Array  # preheat coil at design [W/K]
    heating_water: Array  # its largest water flow as heat capacity rate [W/K]
    cooling_ua: Array
    cooling_water: Array
    loop_gain: Array  # share of the error mended in 150 s
    # of a zone
    area: Array  # [m2]
    people: Array  # design
    lights: Array  # [W]
    plugs: Array  # [W]
    solar_area: Array  # window area times its transmittance [m2]
    orientation: Array  # index in weather.ORIENTATIONS
    wall_ua: Array  # [W/K], with infiltration
    air_heat: Array  # air and what follows it at once [J/K]
    mass_heat: Array  # [J/K]
    mass_ua: Array  # between air and mass [W/K]
    largest_flow: Array  # [m3/s]
    minimum_flow: Array
    heating_flow: Array
    box_leak: Array
    reheat_ua: Array
    reheat_water: Array
    # sensors: error of each [K]
    supply_sensor: Array
    mixed_sensor: Array
    return_sensor: Array
    outdoor_sensor: Array  # (N,)
    zone_sensor: Array

    @property
    def size(self) -> Size:
        return Size(*self.area.shape)


@cache
def building_types() -> Mapping[str, Any]:
    """The kinds of building of ``building_types.yaml``."""
    loaded: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "building_types.yaml").read_text())
    return loaded


def draw_fleet(seed: int, kinds: list[str], air_handlers: int, zones: int) -> Fleet:
    """Buildings of the given ``kinds``, each from a seed of its own: one more changes none of the others."""
    rows = [
        _draw(np.random.default_rng([seed, 11, row]), building_types()[kind], air_handlers, zones)
        for row, kind in enumerate(kinds)
    ]
    return Fleet(**{name: np.stack([row[name] for row in rows]) for name in rows[0]})


def _draw(
    rng: np.random.Generator, kind: Mapping[str, Any], air_handlers: int, zones: int
) -> dict[str, Array]:
    zone = (air_handlers, zones)
    air_handler = (air_handlers,)

    def uniform(name: str, shape: tuple[int, ...] = zone) -> Array:
        low, high = kind[name]
        return rng.uniform(low, high, shape)

    # North, east, south, west, then two zones inside, and again.
    orientation = np.array([0, 1, 2, 3, 4, 4])[np.arange(zones) % 6] + np.zeros(zone)
    perimeter = orientation < 4
    area = uniform("zone_area")
    facade = area * uniform("facade") * np.where(perimeter, 1.0, 0.1)
    people = np.round(area * uniform("people_density"))
    lights = area * uniform("lights")
    plugs = area * uniform("plugs")
    solar_area = facade * uniform("window_share") * rng.uniform(0.28, 0.38, zone) * perimeter
    wall_ua = facade * uniform("u_value") + area * 0.22
    gains = solar_area * 560.0 + people * 75.0 + (0.7 * lights + plugs) * 0.9 + wall_ua * 8.0
    largest = gains * rng.uniform(1.1, 1.4, zone) / (AIR_HEAT * 10.5)
    minimum = largest * uniform("minimum_flow")
    heating = np.maximum(largest * 0.5, minimum)
    heat_needed = wall_ua * 42.0 + minimum * AIR_HEAT * 6.0
    heating = np.maximum(heating, heat_needed / (AIR_HEAT * 14.0))
    largest = np.maximum(largest, heating)
    heating_rate = heating * AIR_HEAT
    supply_flow = largest.sum(axis=1) * 0.9
    static = rng.uniform(230, 300, air_handler).round(-1)
    lost = rng.uniform(550, 800, air_handler)
    minimum_share = uniform("minimum_outdoor_air", air_handler)
    leak = rng.uniform(0.01, 0.035, air_handler)
    curve = rng.uniform(0.9, 1.2, air_handler)
    supply_rate = supply_flow * AIR_HEAT
    cooling_water = 2.9 * supply_rate
    boiler = (heat_needed.sum() + 0.35 * supply_rate.sum() * 35.0) * 1.3
    return {
        "heating_setpoint": np.array(float(kind["heating_setpoint"])),
        "cooling_setpoint": np.array(float(kind["cooling_setpoint"])),
        "resets_static_pressure": np.array(float(kind["resets_static_pressure"])),
        "chilled_water_above": np.array(float(kind["chilled_water_above"])),
        "hot_water_below": np.array(float(kind["hot_water_below"])),
        "boiler_capacity": np.array(boiler),
        "water_heat": np.array(boiler * 15.0),
        "supply_flow": supply_flow,
        "minimum_outdoor_air": minimum_share,
        "minimum_damper": _damper_for(minimum_share, leak, curve),
        "damper_leak": leak,
        "damper_curve": curve,
        "duct_resistance": lost / supply_flow**2,
        "fan_pressure": (static + lost) * 1.15,
        "static_setpoint": static,
        "heating_ua": 0.75 * supply_rate,
        "heating_water": supply_rate,
        "cooling_ua": 1.9 * supply_rate,
        "cooling_water": cooling_water,
        "loop_gain": rng.uniform(0.17, 0.25, air_handler),
        "area": area,
        "people": people,
        "lights": lights,
        "plugs": plugs,
        "solar_area": solar_area,
        "orientation": orientation,
        "wall_ua": wall_ua,
        "air_heat": area * 3.0 * 1206.0 * 6.0,
        "mass_heat": area * rng.uniform(120e3, 220e3, zone),
        "mass_ua": area * rng.uniform(7.0, 10.0, zone),
        "largest_flow": largest,
        "minimum_flow": minimum,
        "heating_flow": heating,
        "box_leak": rng.uniform(0.005, 0.03, zone),
        "reheat_ua": 0.65 * heating_rate,
        "reheat_water": 0.9 * heating_rate,
        "supply_sensor": rng.normal(0, 0.15, air_handler),
        "mixed_sensor": rng.normal(0, 0.35, air_handler),
        "return_sensor": rng.normal(0, 0.2, air_handler),
        "outdoor_sensor": np.array(rng.normal(0, 0.2)),
        "zone_sensor": rng.normal(0, 0.15, zone),
    }


def _damper_for(share: Array, leak: Array, curve: Array) -> Array:
    """Position of linked dampers that lets in ``share`` of outdoor air, by bisection; see ``mixing``."""
    low, high = np.zeros_like(share), np.ones_like(share)
    for _ in range(30):
        middle = (low + high) / 2
        outdoor = leak + (1 - leak) * middle**curve
        returned = leak + (1 - leak) * (1 - middle) ** curve
        above = outdoor / (outdoor + returned) > share
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2
