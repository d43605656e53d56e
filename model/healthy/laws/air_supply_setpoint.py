"""At what supply-air setpoint an air handler is usually kept, by the weather."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.operation import cooling_setpoint, fan_runs
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

# Resets run between 10 and 21 degC outdoors (ASHRAE Guideline 36, 5.16.2).
_COOL_C, _WARM_C = 10.0, 21.0
# Above it, a unit warms up.
_WARMING_C = 22.0


def serving(frames: Frames) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where the fan has run for an hour for people who are in, and is not warming up. (T, E)."""
    long = held_for(fan_runs(frames) == 1, STEPS_PER_HOUR)
    return np.asarray(long & (frames.occupied == 1) & (cooling_setpoint(frames) < _WARMING_C))


@once
def observe(frames: Frames) -> Observed:
    """Supply-air setpoint while people are in; how warm it is outdoors, 0 at 10 degC to 1 at 21 degC."""
    setpoint, outside = cooling_setpoint(frames), frames.role("outdoor_air_temperature")
    warm = np.clip((outside - _COOL_C) / (_WARM_C - _COOL_C), 0.0, 1.0)
    applies = serving(frames) & ~np.isnan(setpoint) & ~np.isnan(warm)
    features = np.stack([np.ones(frames.shape), warm], axis=-1)
    return Observed(setpoint, features, applies)


LAW = Law(
    id="air_supply_setpoint",
    kind="air_handler",
    observe=observe,
    mean=(16.0, -2.0),
    spread=(2.5, 2.0),
    noise=1.0,
    source="resets between 12 and 18 degC by the weather and by requests (ASHRAE Guideline 36, 5.16.2)",
)
