"""How much hotter than the water the flue gas of a boiler leaves, and what of its gas ends in the water."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.learning.law import Law, Observed
from model.healthy.water.plant import heat_given_w

_STEADY_STEPS = 3
_BURNING_C = 40.0
# Small loads are lost in the gas of tap water and of starts.
_LEAST_W = 20_000.0
_EFFICIENCIES = (0.3, 1.1)


def _flue(frames: Frames) -> Observed:
    flue, back = frames.role("flue_temperature"), frames.role("hot_water_return_temperature")
    burning = (frames.role("boiler_status") >= 0.5) & (flue > _BURNING_C)
    target = flue - back
    return Observed(target, np.ones((*frames.shape, 1)), held_for(burning, _STEADY_STEPS) & ~np.isnan(target))


def burnt_w(frames: Frames) -> Floats:
    """Gas that a plant alone on its meter burns [W] (T, E), a mean of three hours; NaN where not known."""
    meters = frames.others.get("gas_meter")
    gas = np.full(frames.shape, np.nan)
    if meters is not None:
        power = meters.role("gas_power")
        one = frames.in_building("gas_meter", (~np.isnan(power)).astype(np.float64)) == 1
        alone = frames.in_building(frames.kind, np.ones(frames.shape)) == 1
        # Furnaces on the roof burn of the same meter.
        units = frames.in_building("rooftop_unit", np.ones(_shape_of(frames, "rooftop_unit")))
        burnt = frames.in_building("gas_meter", np.nan_to_num(power))
        gas = np.where(one & alone & (units == 0), burnt, np.nan)
    return trailing_mean(gas, 3 * STEPS_PER_HOUR)


def _efficiency(frames: Frames) -> Observed:
    gas = burnt_w(frames)
    heat = trailing_mean(heat_given_w(frames), 3 * STEPS_PER_HOUR)
    target = heat / np.where(gas > _LEAST_W, gas, np.nan)
    target = np.where((target > _EFFICIENCIES[0]) & (target < _EFFICIENCIES[1]), target, np.nan)
    return Observed(target, np.ones((*frames.shape, 1)), ~np.isnan(target))


def _shape_of(frames: Frames, kind: str) -> tuple[int, int]:
    them = frames.others.get(kind)
    return (frames.shape[0], 0) if them is None else them.shape


FLUE = Law(
    id="boiler_flue_approach",
    kind="hot_water_plant",
    observe=_flue,
    mean=(75.0,),
    spread=(50.0,),
    noise=15.0,
    looks_back_hours=4,
    source="estimate: condensing boilers 5 to 35 K above the return, others 90 to 150 K, by their fire",
)
EFFICIENCY = Law(
    id="boiler_efficiency",
    kind="hot_water_plant",
    observe=_efficiency,
    mean=(0.80,),
    spread=(0.10,),
    noise=0.05,
    looks_back_hours=4,
    source="estimate: 0.75 to 0.95 of the upper heating value, less what tap water and starts take",
)
LAWS = (FLUE, EFFICIENCY)
