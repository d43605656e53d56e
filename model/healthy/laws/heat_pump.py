"""How cold the refrigerant of a heat pump boils below the air, what it draws, and what heat that gives."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.learning.law import Law, Observed
from model.healthy.water.firing import heat_pump_runs
from model.healthy.water.plant import heat_given_w, pump_runs

_LEAST_W = 500.0
_PERFORMANCES = (0.3, 8.0)
_DRAWN_HOURS = 3


def _runs(frames: Frames) -> Floats:
    status = frames.role("heat_pump_status")
    return np.where(np.isnan(status), heat_pump_runs(frames), status)


def _approach(frames: Frames) -> Observed:
    target = frames.role("outdoor_air_temperature") - frames.role("evaporating_temperature")
    steady = held_for(_runs(frames) >= 0.5, 6)
    return Observed(target, np.ones((*frames.shape, 1)), steady & ~np.isnan(target))


def _performance(frames: Frames) -> Observed:
    heat = trailing_mean(heat_given_w(frames), STEPS_PER_HOUR)
    power = trailing_mean(frames.role("heat_pump_power"), STEPS_PER_HOUR)
    lift = frames.role("hot_water_supply_temperature") - frames.role("outdoor_air_temperature")
    with np.errstate(invalid="ignore", divide="ignore"):
        target = heat / np.where(power > _LEAST_W, power, np.nan)
    target = np.where((target > _PERFORMANCES[0]) & (target < _PERFORMANCES[1]), target, np.nan)
    features = np.stack([np.ones(frames.shape), (lift - 40.0) / 10.0], axis=-1)
    steady = held_for((_runs(frames) >= 0.5) & pump_runs(frames), STEPS_PER_HOUR)
    return Observed(target, features, steady & ~np.isnan(target) & ~np.isnan(lift))


def _drawn(frames: Frames) -> Observed:
    power, running = frames.role("heat_pump_power"), _runs(frames) >= 0.5
    steps = _DRAWN_HOURS * STEPS_PER_HOUR
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.maximum(power, _LEAST_W) / frames.design("heating_capacity")[None, :]
    # The first hours after a rest warm up what has cooled.
    steady = held_for(running, 2 * steps)
    outside = frames.role("outdoor_air_temperature")
    features = np.stack([np.ones(frames.shape), (outside - 5.0) / 10.0], axis=-1)
    target = trailing_mean(np.log(share), steps)
    return Observed(target, features, steady & ~np.isnan(target) & ~np.isnan(outside))


EVAPORATING = Law(
    id="heat_pump_evaporating_approach",
    kind="hot_water_plant",
    observe=_approach,
    mean=(8.0,),
    spread=(2.0,),
    noise=1.2,
    source="estimate: air coils are laid out to boil 6 to 12 K below the air",
)
PERFORMANCE = Law(
    id="heat_pump_performance",
    kind="hot_water_plant",
    observe=_performance,
    mean=(2.9, -0.65),
    spread=(0.45, 0.15),
    noise=0.25,
    source="Staffell et al., Energy & Environmental Science 5 (2012) 9291: air-source machines by lift",
)
DRAWN = Law(
    id="heat_pump_power_drawn",
    kind="hot_water_plant",
    observe=_drawn,
    # A third of the design load at 5 degC with a performance of 2.8; double at -7 degC, half at 12 degC.
    mean=(-2.1, -0.6),
    spread=(0.5, 0.3),
    noise=0.25,
    source="estimate: load by degrees below 17 degC, performance by Staffell et al. 2012, some oversizing",
)
LAWS = (EVAPORATING, PERFORMANCE, DRAWN)
