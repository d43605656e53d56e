"""What a chilled-water plant is asked for, what it does, and what its surroundings let it do."""

from collections.abc import Callable

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for, trailing_max, trailing_min
from model.healthy.air.operation import cooling_command, fan_runs
from model.healthy.services import people_in_building
from model.healthy.water.plant import chilled_water_pump_stands

WATER_J_PER_M3_K = 4.18e6
_AIR_UNITS = ("air_handler", "fan_coil")
_OPEN, _WIDE_OPEN = 0.3, 0.95
_SHUT = 0.02
_STANDBY_W = 500.0
# Tanks of water and ice are drawn down with 8 to 12 K between what leaves and what comes back.
STORED_COLD_K = 14.0
# 85 degF: water that towers are designed to make (AHRI 550/590). 44 degF: chilled water of its rating.
RATED_CONDENSER_C, RATED_CHILLED_C = 29.4, 6.7
# Cooling of 100 W/m2 and 12 m2 a person; pumps of 300 kPa at 60 % and 6 K; tower fans of 1 % of the heat.
_COOLING_W_PER_PERSON = 1200.0
# ASHRAE 90.1 table 6.8.1-3, usual machines at full load. Gauges and nameplates agree within a tenth.
_RATED_COP_WATER, _RATED_COP_AIR = 5.5, 3.2
_NEARLY_ALL = 0.9
_PUMP_SHARE, _FAN_SHARE = 0.02, 0.012


def valves_open(frames: Frames) -> Floats:
    """Sum (T, E) of the cooling valves that a plant feeds and whose air moves; NaN where none is known.

    Where nobody described what a plant feeds, all valves of its building.
    """
    return _of_units(frames, lambda valve: np.clip(valve, 0.0, 1.0))


def valves_wide_open(frames: Frames) -> Floats:
    """How many of those valves stand wide open (T, E); NaN where none is known."""
    return _of_units(frames, lambda valve: (valve >= _WIDE_OPEN).astype(np.float64))


def called(frames: Frames) -> Flags:
    """Where rooms ask for chilled water, for half an hour: a valve's worth of valves is a third open."""
    return held_for(valves_open(frames) >= _OPEN, STEPS_PER_HOUR // 2)


def nobody_calls(frames: Frames) -> Flags:
    """Where all valves are known and shut, and have been for an hour."""
    return held_for(valves_open(frames) <= _SHUT, STEPS_PER_HOUR)


def no_valve_open(frames: Frames) -> Flags:
    """Where all valves are known and shut for an hour, with or without air: pumps follow valves alone."""
    return held_for(_of_units(frames, lambda valve: valve, still=True) <= _SHUT, STEPS_PER_HOUR)


def _of_units(frames: Frames, read: Callable[[Floats], Floats], *, still: bool = False) -> Floats:
    """Sum of what is ``read`` of the valves that a plant feeds; of units without air only if ``still``."""
    total, known = np.zeros(frames.shape), np.zeros(frames.shape)
    for kind in _AIR_UNITS:
        units = frames.others.get(kind)
        if units is None:
            continue
        valve = cooling_command(units)
        there = (~np.isnan(valve)).astype(np.float64)
        asks = np.where(_air_stands(units) & (not still), 0.0, read(valve))
        fed = frames.over(kind, np.ones(units.shape)) > 0
        total += np.where(fed, frames.over(kind, asks), frames.in_building(kind, asks))
        known += np.where(fed, frames.over(kind, there), frames.in_building(kind, there))
    return np.where(known > 0, total, np.nan)


def _air_stands(units: Frames) -> Flags:
    if units.kind == "fan_coil":
        return np.asarray(units.first_of("fan_status", "fan_command") < _SHUT)
    return np.asarray(fan_runs(units) == 0)


def pump_runs(frames: Frames) -> Floats:
    """1 where the chilled-water pump is known to run, 0 where it stands, NaN where nothing tells. (T, E)."""
    known = ~np.isnan(
        frames.first_of("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow")
    )
    return np.where(known, (~chilled_water_pump_stands(frames)).astype(np.float64), np.nan)


def chiller_runs(frames: Frames) -> Floats:
    """1 where the chiller is known to run, by status, else power; 0 where it rests; NaN else. (T, E)."""
    status, power = frames.role("chiller_status"), frames.role("chiller_power")
    by_power = np.where(np.isnan(power), np.nan, (power > _STANDBY_W).astype(np.float64))
    return np.where(np.isnan(status), by_power, (status >= 0.5).astype(np.float64))


def cooling_w(frames: Frames) -> Floats:
    """Cooling that the water carries to the building [W] (T, E): flow x difference; NaN without a flow."""
    difference = frames.role("chilled_water_return_temperature") - frames.role(
        "chilled_water_supply_temperature"
    )
    return frames.role("chilled_water_flow") * difference * WATER_J_PER_M3_K


def gives_all(frames: Frames) -> Flags:
    """Where chillers are known to give the cooling that they were built for, or to draw its power. (T, E).

    What is short then is the plant, on a day hotter than it was made for.
    """
    capacity = frames.design("cooling_capacity")[None, :]
    by_water = frames.described("condenser_water_supply_temperature")[None, :]
    rated_w = capacity / np.where(by_water, _RATED_COP_WATER, _RATED_COP_AIR)
    cooling = cooling_w(frames)
    by_power = frames.role("chiller_power") >= _NEARLY_ALL * rated_w
    return np.asarray(np.where(np.isnan(cooling), by_power, cooling >= _NEARLY_ALL * capacity), dtype=bool)


def of_plant(frames: Frames, role: str) -> Floats:
    """What the chilled-water plant of a unit says, or the only one of its building. (T, E)."""
    fed = frames.of_parent("chilled_water_plant", role)
    plants = frames.others.get("chilled_water_plant")
    if plants is None:
        return fed
    return np.where(np.isnan(fed), _of_only_plant(frames, plants, role), fed)


def _of_only_plant(frames: Frames, plants: Frames, role: str) -> Floats:
    value = plants.role(role)
    total = frames.in_building(plants.kind, np.nan_to_num(value))
    known = frames.in_building(plants.kind, (~np.isnan(value)).astype(np.float64))
    return np.where(known == 1, total, np.nan)


def supply_setpoint(frames: Frames) -> Floats:
    """Chilled-water setpoint [degC] (T, E); the rated temperature where it is not known."""
    setpoint = frames.role("chilled_water_supply_temperature_setpoint")
    return np.where(np.isnan(setpoint), RATED_CHILLED_C, setpoint)


def pump_w(frames: Frames) -> Floats:
    """Power of the running chilled-water pump [W] (T, E), an order of magnitude: by flow, else by people."""
    by_flow = frames.role("chilled_water_flow") * 300_000.0 / 0.6
    speed = frames.role("chilled_water_pump_speed")
    share = np.where(np.isnan(speed), 0.5, np.clip(speed, 0.1, 1.0) ** 2)
    by_people = people_in_building(frames) * _COOLING_W_PER_PERSON * _PUMP_SHARE * share
    return np.where(np.isnan(by_flow), by_people, by_flow)


def tower_fan_w(frames: Frames) -> Floats:
    """Power of the tower's fan at full speed [W] (T, E), an order of magnitude, by people."""
    return people_in_building(frames) * _COOLING_W_PER_PERSON * _FAN_SHARE


def chiller_w(frames: Frames) -> Floats:
    """Power of the chiller [W] (T, E): measured, else by people at half load while it runs."""
    power = frames.role("chiller_power")
    guessed = people_in_building(frames) * _COOLING_W_PER_PERSON * 0.5 / 4.0 * (chiller_runs(frames) == 1)
    return np.where(np.isnan(power), guessed, power)


def outdoor_wet_bulb(frames: Frames) -> Floats:
    """Wet-bulb temperature outdoors [degC] (T, E); NaN where no humidity is measured in the building.

    Stull (2011): within 1 K for 5 to 99 % at sea level, mostly within 0.3 K.
    """
    humidity, count = np.zeros(frames.shape), np.zeros(frames.shape)
    for kind in ("weather_station", "air_handler"):
        if kind in frames.others:
            values = frames.others[kind].role("outdoor_air_humidity")
            humidity = humidity + frames.in_building(kind, values)
            count = count + frames.in_building(kind, (~np.isnan(values)).astype(np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = np.clip(np.where(count > 0, humidity / count, np.nan) * 100.0, 5.0, 99.0)
    return wet_bulb(frames.role("outdoor_air_temperature"), percent)


def wet_bulb(air: Floats, percent: Floats) -> Floats:
    """Wet-bulb temperature [degC] from dry-bulb [degC] and relative humidity [%], any shape.

    >>> wet_bulb(np.array([20.0]), np.array([50.0])).round(1)
    array([13.7])
    """
    value: Floats = (
        air * np.arctan(0.151977 * np.sqrt(percent + 8.313659))
        + np.arctan(air + percent)
        - np.arctan(percent - 1.676331)
        + 0.00391838 * percent**1.5 * np.arctan(0.023101 * percent)
        - 4.686035
    )
    return value


def tower_fan_runs(frames: Frames) -> Floats:
    """1 where the tower's fan is known to turn, 0 where it stands, NaN where nothing tells. (T, E)."""
    status, speed = frames.role("tower_fan_status"), frames.role("tower_fan_speed")
    by_speed = np.where(np.isnan(speed), np.nan, (speed > _SHUT).astype(np.float64))
    return np.where(np.isnan(status), by_speed, (status >= 0.5).astype(np.float64))


def steady(values: Floats, within: float, steps: int = STEPS_PER_HOUR) -> Flags:
    """Where a quantity moved by less than ``within`` over the last steps. (T, E)."""
    return np.asarray(trailing_max(values, steps) - trailing_min(values, steps) < within)
