"""Readings that stand still because what drives them does."""

from collections.abc import Mapping

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_max, trailing_min

_HOURS = 6
# Of full speed; flow goes with it, and pressure with its square.
_MOVED = 0.05
_BLOWN = ("supply_air_flow", "supply_air_static_pressure")


def steadily_driven(others: Mapping[str, Frames]) -> dict[tuple[str, str], Floats]:
    """By kind and role, 1 where the fan before a reading has not been seen to change its speed for six hours.

    Arrays are (T, E of the kind), of 0 and 1. A fan of one speed, as of a ward, blows the same day and night,
    whatever the fans beside it do.
    """
    if "air_handler" not in others:
        return {}
    speed, steps = others["air_handler"].role("supply_fan_speed"), _HOURS * STEPS_PER_HOUR
    moved = trailing_max(speed, steps) - trailing_min(speed, steps) > _MOVED
    return {("air_handler", role): np.where(moved, 0.0, 1.0) for role in _BLOWN}
