"""What the plants and services of a building are like, one value a building, and how they are drawn.

Pump and fan powers after the flows that a watt may move in ASHRAE 90.1 appendix G (heating and condenser
water 301, chilled water 349, tower fan 309 W per L/s); widths, water contents and heat losses are estimates.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.physics.heat_pump import rate_heat_pump
from simulator.physics.parameters.ranges import Ranges
from simulator.physics.parameters.sizing import DesignLoads
from simulator.record import FLOAT, Array, Record, at

_WATER_HEAT = 4186.0  # [J/L K]
_FULL_DRAW = 6.0  # hours of the largest draw that make a day's use of water
_BOILER_DROP, _PUMP_DROP, _CHILLED_RISE = 16.0, 10.0, 6.0  # of water through coils, at design [K]
_RANGE = 5.6  # of condenser water, at design [K]
Drawn = dict[str, dict[str, Array]]


@dataclass(slots=True)
class HotWaterParameters(Record):
    """Boilers or air-to-water heat pumps, their loop and its pump; ``capacity`` 0 where there is none."""

    heat_pump: Array = at("building")  # 1: a heat pump, 0: boilers
    capacity: Array = at("building")  # [W], of a heat pump at 7 degC outside and 45 degC supply
    efficiency: Array = at("building", 0.87)  # of boilers at full fire, return at the dew point of flue gas
    condensing: Array = at("building")  # 1: boilers gain from a cold return
    least_fire: Array = at("building", 0.25)  # of the capacity, below which the source cycles
    dead_band: Array = at("building", 6.0)  # between stopping and starting [K]
    purge: Array = at("building")  # gas lost by each start [J]
    performance: Array = at("building", 1.0)  # factor on the heat pump's COP
    backup: Array = at("building")  # electric, beside the heat pump [W]
    water_heat: Array = at("building", 1e7)  # capacity of the loop's water and steel [J/K]
    loss: Array = at("building")  # of the pipes [W/K]
    setpoint_cold: Array = at("building", 70.0)  # supply at -10 degC outside
    setpoint_mild: Array = at("building", 45.0)  # supply at 15 degC outside
    heat_below: Array = at("building", 18.0)  # outdoor air above which it is locked out
    pump_flow: Array = at("building")  # design [W/K]
    pump_power: Array = at("building")  # at the design flow [W]
    pump_least: Array = at("building", 0.25)  # speed


@dataclass(slots=True)
class ChilledWaterParameters(Record):
    """A chiller, its loop, and what takes its heat away; ``capacity`` 0 where there is none."""

    air_cooled: Array = at("building")  # 1: air-cooled condenser, 0: cooling tower
    capacity: Array = at("building")  # at rating: 6.7 degC supply, 29.4 degC water or 35 degC air [W]
    performance: Array = at("building", 5.0)  # COP at rating
    least_load: Array = at("building", 0.15)  # of the capacity, below which it cycles
    dead_band: Array = at("building", 2.0)  # [K]
    water_heat: Array = at("building", 1e7)  # [J/K]
    gain: Array = at("building")  # of the pipes from their surroundings [W/K]
    setpoint_warm: Array = at("building", 6.7)  # supply at 27 degC outside
    setpoint_mild: Array = at("building", 9.0)  # supply at 16 degC outside
    cool_above: Array = at("building", 10.0)  # outdoor air below which it is locked out
    pump_flow: Array = at("building")  # design [W/K]
    pump_power: Array = at("building")  # [W]
    pump_least: Array = at("building", 0.3)  # speed
    condenser_flow: Array = at("building", 1e4)  # of the condenser water [W/K]
    condenser_heat: Array = at("building", 1e7)  # of the condenser water and basin [J/K]
    condenser_pump: Array = at("building")  # [W]
    tower_transfer: Array = at("building", 1.5)  # number of transfer units at full fan speed
    tower_fan: Array = at("building")  # power at full speed [W]


@dataclass(slots=True)
class ServiceParameters(Record):
    """Lights and plugs, the sums over the zones, and domestic water."""

    lights: Array = at("building")  # installed [W]
    plugs: Array = at("building")  # largest [W]
    people: Array = at("building", 1.0)  # design number
    lights_by_people: Array = at("building", 0.5)  # share of lights switched by presence, not by schedule
    lights_at_night: Array = at("building", 0.05)  # share that burns in an empty building
    plugs_at_night: Array = at("building", 0.3)  # share of plug loads in an empty building
    water: Array = at("building")  # largest draw of all domestic water [m3/s]
    hot_share: Array = at("building", 0.3)  # of the water drawn, from the tank
    cold_water: Array = at("building", 12.0)  # from the main [degC]
    tank_heat: Array = at("building", 1e6)  # [J/K]
    tank_loss: Array = at("building", 2.0)  # [W/K]
    tank_capacity: Array = at("building", 1e4)  # of its heater [W]
    tank_setpoint: Array = at("building", 58.0)
    tank_gas: Array = at("building")  # 1: heated by gas, 0: by electricity
    tank_efficiency: Array = at("building", 0.98)


def draw_plant(
    plan: Plan, rng: np.random.Generator, loads: DesignLoads, zones: dict[str, NDArray[np.float64]]
) -> Drawn:
    """Group -> field -> (1,) of ``plan``; ``loads`` of the coils [W], ``zones`` the drawn zone parameters."""
    ranges = Ranges.of(plan)
    drawn = {
        "hot_water": _hot_water(plan, rng, ranges, loads.heating),
        "chilled_water": _chilled_water(plan, rng, ranges, loads.cooling),
        "services": _services(plan, rng, ranges, zones),
    }
    return {
        group: {name: np.array([value], dtype=FLOAT) for name, value in values.items()}
        for group, values in drawn.items()
    }


def _hot_water(plan: Plan, rng: np.random.Generator, ranges: Ranges, load: float) -> dict[str, float]:
    pumped = plan.heat_source == "heat_pump"
    oversizing = rng.uniform(0.95, 1.2) if pumped else float(ranges.uniform(rng, "boiler_oversizing"))
    capacity = load * oversizing * (plan.heat_source != "none")
    litres = capacity / 1000.0 * (rng.uniform(15.0, 25.0) if pumped else rng.uniform(9.0, 15.0))
    efficiency = float(ranges.uniform(rng, "boiler_efficiency"))
    cop = float(ranges.uniform(rng, "heat_pump_cop"))
    hottest = float(ranges.uniform(rng, "hot_water_setpoint_high"))
    mildest = float(ranges.uniform(rng, "hot_water_setpoint_low"))
    flow = load / (_PUMP_DROP if pumped else _BOILER_DROP)
    return {
        "heat_pump": float(pumped),
        "capacity": capacity,
        # Above the dew point of its flue gas no boiler gives more than this of the upper heating value.
        "efficiency": min(efficiency, 0.89),
        "condensing": float(efficiency > 0.87 and plan.built >= 1995),
        "least_fire": float(ranges.uniform(rng, "boiler_minimum_fire")),
        "dead_band": rng.uniform(4.0, 8.0),
        "purge": capacity * rng.uniform(1.5, 3.0),
        "performance": cop / _rated_performance(),
        "backup": 0.45 * load * pumped,
        "water_heat": max(litres * _WATER_HEAT, 1e5),
        "loss": rng.uniform(0.006, 0.015) * capacity / 45.0,
        "setpoint_cold": rng.uniform(48.0, 52.0) if pumped else hottest,
        "setpoint_mild": rng.uniform(38.0, 42.0) if pumped else min(mildest, hottest - 5.0),
        "heat_below": float(ranges.uniform(rng, "hot_water_below")),
        "pump_flow": flow,
        "pump_power": flow / _WATER_HEAT * rng.uniform(250.0, 400.0),
        "pump_least": rng.uniform(0.15, 0.3),
    }


def _chilled_water(plan: Plan, rng: np.random.Generator, ranges: Ranges, load: float) -> dict[str, float]:
    air_cooled = plan.cooling_source == "air_cooled"
    capacity = load * float(ranges.uniform(rng, "chiller_oversizing")) * (plan.cooling_source != "none")
    litres = capacity / 1000.0 * rng.uniform(10.0, 16.0)
    cop = float(ranges.uniform(rng, "air_cooled_chiller_cop" if air_cooled else "chiller_cop"))
    setpoint = float(ranges.uniform(rng, "chilled_water_setpoint"))
    approach = float(ranges.uniform(rng, "tower_approach"))
    flow = load / _CHILLED_RISE
    condenser_flow = max(capacity * (1.0 + 1.0 / cop) / _RANGE, 1.0)
    has_tower = float(not air_cooled)
    return {
        "air_cooled": float(air_cooled),
        "capacity": capacity,
        "performance": cop,
        "least_load": rng.uniform(0.1, 0.25),
        "dead_band": rng.uniform(1.5, 3.0),
        "water_heat": max(litres * _WATER_HEAT, 1e5),
        "gain": rng.uniform(0.004, 0.010) * capacity / 18.0,
        "setpoint_warm": setpoint,
        "setpoint_mild": setpoint + (rng.uniform(1.5, 4.0) if plan.built >= 1990 else 0.0),
        "cool_above": float(ranges.uniform(rng, "chilled_water_above")),
        "pump_flow": flow,
        "pump_power": flow / _WATER_HEAT * rng.uniform(280.0, 450.0),
        "pump_least": rng.uniform(0.2, 0.35),
        "condenser_flow": condenser_flow,
        "condenser_heat": max(capacity / 1000.0 * rng.uniform(12.0, 20.0) * _WATER_HEAT, 1e5),
        "condenser_pump": condenser_flow / _WATER_HEAT * rng.uniform(250.0, 380.0) * has_tower,
        "tower_transfer": _RANGE / approach,
        "tower_fan": condenser_flow / _WATER_HEAT * rng.uniform(200.0, 330.0) * has_tower,
    }


def _services(
    plan: Plan, rng: np.random.Generator, ranges: Ranges, zones: dict[str, NDArray[np.float64]]
) -> dict[str, float]:
    people = max(float(zones["people"].sum()), 1.0)
    daily = people * float(ranges.uniform(rng, "water_per_person"))  # [L]
    hot_share = float(ranges.uniform(rng, "hot_water_share"))
    water = daily / 1000.0 / (_FULL_DRAW * 3600.0)
    hot_heat = water * 1000.0 * hot_share * _WATER_HEAT * 45.0  # of the largest draw [W]
    litres = max(0.35 * daily * hot_share, 80.0)
    gas = plan.heat_source == "boiler" or (plan.heat_source == "none" and rng.uniform() < 0.5)
    modern = plan.built >= 2005
    return {
        "lights": float(zones["lights"].sum()),
        "plugs": float(zones["plugs"].sum()),
        "people": people,
        "lights_by_people": rng.uniform(0.4, 0.8) if modern else rng.uniform(0.0, 0.35),
        "lights_at_night": float(ranges.uniform(rng, "night_lights")),
        "plugs_at_night": float(ranges.uniform(rng, "night_plugs")),
        "water": water,
        "hot_share": hot_share,
        "cold_water": rng.uniform(9.0, 15.0),
        "tank_heat": litres * _WATER_HEAT,
        "tank_loss": 1.5 + 0.006 * litres,
        "tank_capacity": 0.7 * hot_heat + 1500.0,
        "tank_setpoint": rng.uniform(55.0, 62.0),
        "tank_gas": float(gas),
        "tank_efficiency": rng.uniform(0.78, 0.92) if gas else 0.98,
    }


def _rated_performance() -> float:
    """COP of the heat pump's curve at 7 degC outside and 45 degC supply, where ranges name it."""
    at = np.array([7.0, 45.0, 1.0], dtype=FLOAT)
    return float(rate_heat_pump(at[:1], at[1:2], coil=at[2:], charge=at[2:]).performance[0])
