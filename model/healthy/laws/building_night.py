"""What a building draws by night with nobody in and no fan, chiller or heat pump running, for each person."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for, trailing_mean
from model.healthy.air.operation import fan_runs
from model.healthy.learning.law import Law, Observed
from model.healthy.services import nobody_in, people_in_building, rate_of
from model.healthy.water.chilled_water import chiller_runs

_TURNS = 0.02


def electricity_w(frames: Frames) -> Floats:
    """Power of a building [W] (T, E), less its lights where they are metered; NaN where it is not known."""
    meters = frames.others.get("electricity_meter")
    if meters is None:
        return np.full(frames.shape, np.nan)
    shown = meters.role("electric_power")
    power = np.where(np.isnan(shown), rate_of(meters.role("electric_energy"), STEPS_PER_HOUR), shown)
    known = frames.in_building("electricity_meter", (~np.isnan(power)).astype(np.float64))
    there = frames.in_building("electricity_meter", np.ones(meters.shape))
    total = np.where((known > 0) & (known == there), frames.in_building("electricity_meter", power), np.nan)
    lights = frames.others.get("lighting")
    return total if lights is None else total - frames.in_building("lighting", lights.role("lights_power"))


def quiet(frames: Frames) -> Flags:
    """Where a building is empty and all its machines of heating, cooling and air are known to stand."""
    meters = frames.others.get("electricity_meter")
    if meters is None:
        return np.zeros(frames.shape, dtype=bool)
    empty = frames.in_building("electricity_meter", nobody_in(meters).astype(np.float64)) > 0
    works = np.zeros(frames.shape)
    for kind, units in frames.others.items():
        if kind in {"air_handler", "rooftop_unit"}:
            busy = fan_runs(units) != 0
        elif kind == "fan_coil":
            busy = ~(units.first_of("fan_status", "fan_command") <= _TURNS)
        elif kind == "chilled_water_plant":
            busy = chiller_runs(units) == 1
        elif kind == "hot_water_plant":
            busy = (units.role("heat_pump_status") >= 0.5) | (units.role("hot_water_pump_status") >= 0.5)
        else:
            continue
        works = works + frames.in_building(kind, busy.astype(np.float64))
    return held_for(empty & (works == 0), STEPS_PER_HOUR)


def observe(frames: Frames) -> Observed:
    """Logarithm of power [W] a person."""
    power = trailing_mean(electricity_w(frames), STEPS_PER_HOUR)
    with np.errstate(invalid="ignore", divide="ignore"):
        target = np.log(np.where(power > 0, power, np.nan) / people_in_building(frames))
    return Observed(target, np.ones((*frames.shape, 1)), quiet(frames) & ~np.isnan(target))


LAW = Law(
    id="electricity_by_night",
    kind="building",
    observe=observe,
    # 30 W a person of servers, standby, refrigerators and stair lights; a third or three times that.
    mean=(3.4,),
    spread=(1.0,),
    noise=0.2,
    source="unoccupied plug and lighting loads of ASHRAE 90.1 appendix G schedules; spread is an estimate",
)
