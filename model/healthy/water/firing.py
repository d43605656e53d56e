"""Whether what makes the hot water is at work, and how far its water is from what is asked."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_max, trailing_mean
from model.healthy.water.plant import pump_runs

# Least supply that heats a building with boilers, where no setpoint is known.
_LEAST_BOILER_C = 45.0
# Flue gas of a burning boiler is warmer than the water that enters it; condensing ones come within 5 K.
_BURNING_K = 5.0
_COLD_FLUE_C = 40.0
# Across a plant that gives heat to moving water; two sensors of 1 K that stand side by side.
_HEATED_K = 2.5
# Crankcase heaters, controls and a circulating pump of a heat pump at rest.
_STANDBY_W = 1000.0
_LATELY_STEPS = STEPS_PER_HOUR // 2


def water_short(frames: Frames) -> tuple[Floats, Floats, Floats]:
    """Water that leaves [degC], what is asked of it, and how far it is short [K], (T, E).

    The return stands for a supply that is not measured; without a setpoint the least that heats is asked.
    """
    supply = frames.first_of("hot_water_supply_temperature", "hot_water_return_temperature")
    setpoint = frames.role("hot_water_supply_temperature_setpoint")
    setpoint = np.where(np.isnan(setpoint), _LEAST_BOILER_C, setpoint)
    return supply, setpoint, setpoint - supply


def fires(frames: Frames) -> Floats:
    """1 where a boiler has burnt in the last half hour, 0 where none has, NaN where nothing tells. (T, E).

    By its status; else by the flue; else by the water, which leaves warmer than it came.
    """
    status = trailing_max(frames.role("boiler_status"), _LATELY_STEPS)
    flue, back = frames.role("flue_temperature"), frames.role("hot_water_return_temperature")
    flue_c = trailing_max(flue, _LATELY_STEPS)
    by_flue = ((flue_c > _COLD_FLUE_C) & ~(flue_c < back + _BURNING_K)).astype(np.float64)
    known = np.where(np.isnan(status), np.where(np.isnan(flue), np.nan, by_flue), status)
    return np.where(np.isnan(known), heats_water(frames), (known >= 0.5).astype(np.float64))


def heats_water(frames: Frames) -> Floats:
    """1 where moving water has left warmer than it came over half an hour, 0 where not, else NaN. (T, E)."""
    difference = frames.role("hot_water_supply_temperature") - frames.role("hot_water_return_temperature")
    moving = np.where(pump_runs(frames), difference, np.nan)
    warmed = trailing_mean(moving, _LATELY_STEPS)
    return np.where(np.isnan(warmed), np.nan, (warmed > _HEATED_K).astype(np.float64))


def heat_pump_runs(frames: Frames) -> Floats:
    """1 where a heat pump has run in the last half hour, 0 where not, NaN where nothing tells. (T, E)."""
    status = frames.role("heat_pump_status")
    power = frames.role("heat_pump_power")
    by_power = np.where(np.isnan(power), np.nan, (power > _STANDBY_W).astype(np.float64))
    known = np.where(np.isnan(status), by_power, (status >= 0.5).astype(np.float64))
    return trailing_max(known, _LATELY_STEPS)
