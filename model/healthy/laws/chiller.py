"""What a chiller draws for the cooling that it makes, by the lift from its water to where its heat goes."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean, trailing_min
from model.healthy.learning.law import Law, Observed
from model.healthy.services import people_in_building
from model.healthy.water.chilled_water import chiller_runs, cooling_w, pump_runs

_USUAL_LIFT_K = 24.0
# Below this a chiller's part load and its sensors' errors say more than its health.
_LEAST_DIFFERENCE_K = 2.0
# Compressors unload to 15 to 30 % of their capacity, and below that go round in circles (hot gas bypass).
_LEAST_LOAD = 0.4
# 100 W/m2 and 12 m2 a person, where nobody tells the capacity.
_COOLING_W_PER_PERSON = 1200.0


def least_cooling(frames: Frames) -> Floats:
    """Cooling [W] (T, E) below which a chiller idles, and what it draws tells of its controls."""
    capacity = frames.design("cooling_capacity")[None, :]
    guessed = people_in_building(frames) * _COOLING_W_PER_PERSON
    return _LEAST_LOAD * np.where(np.isnan(capacity), guessed, capacity)


def observe(frames: Frames) -> Observed:
    """Logarithm of power over cooling, by a water-cooled condenser, by lift, and by a small difference."""
    power, cooling = frames.role("chiller_power"), cooling_w(frames)
    supply = frames.role("chilled_water_supply_temperature")
    difference = frames.role("chilled_water_return_temperature") - supply
    entering = frames.first_of("condenser_water_supply_temperature", "outdoor_air_temperature")
    by_water = frames.described("condenser_water_supply_temperature")[None, :]
    lift = entering - supply
    steady = held_for((chiller_runs(frames) == 1) & (pump_runs(frames) == 1), STEPS_PER_HOUR)
    loaded = trailing_min(difference, STEPS_PER_HOUR) > _LEAST_DIFFERENCE_K
    mean_power, mean_cooling = (trailing_mean(values, STEPS_PER_HOUR) for values in (power, cooling))
    with np.errstate(invalid="ignore", divide="ignore"):
        target = np.log(np.where(mean_power > 0, mean_power, np.nan)) - np.log(
            np.where(mean_cooling > 0, mean_cooling, np.nan)
        )
    loaded &= mean_cooling >= least_cooling(frames)
    features = np.stack(
        [
            np.where(by_water, 0.0, 1.0) + np.zeros(frames.shape),
            np.where(by_water, 1.0, 0.0) + np.zeros(frames.shape),
            np.clip((lift - _USUAL_LIFT_K) / 10.0, -2.0, 2.0),
            np.clip((5.0 - difference) / 5.0, 0.0, 1.0),
        ],
        axis=-1,
    )
    known = ~np.isnan(target) & ~np.isnan(features).any(axis=-1)
    return Observed(np.where(known, target, np.nan), np.nan_to_num(features), steady & loaded & known)


LAW = Law(
    id="chiller_power_per_cooling",
    kind="chilled_water_plant",
    observe=observe,
    # Air-cooled COP of 3.3, water-cooled 5.5 at that lift; 2.5 % a kelvin; worse at a small difference.
    mean=(-1.2, -1.7, 0.25, 0.15),
    spread=(0.2, 0.22, 0.08, 0.2),
    noise=0.1,
    source="ASHRAE 90.1 table 6.8.1-3 (least and usual efficiencies); AHRI 550/590; spread is an estimate",
)
