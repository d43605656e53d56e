"""What the air gains between the mixing box and the supply sensor, beside the fan's own heat."""

from dataclasses import dataclass

import numpy as np

from model.frames import Frames
from model.healthy.sensors import (
    MIXED_AIR_K,
    RETURN_AIR_K,
    SUPPLY_AIR_K,
    joined,
    outdoor_air_k,
)
from model.windows import Floats

# Guideline 36 takes 2 degF for the fan; 0 to 2 K is common, so half of the doubt stays in the tolerance.
FAN_HEAT_K = 1.1
FAN_HEAT_TOLERANCE_K = 0.5


@dataclass(frozen=True, slots=True)
class CoilRise:
    """Temperature rise over the coils [K], (T, E): a healthy pair of shut coils has zero.

    ``least`` and ``most`` bound it: they are equal where the mixed air is measured; where it is not, mixed
    air lies between outdoor and return air, and only what is outside that span counts.
    """

    least: Floats
    most: Floats
    tolerance: Floats


def coil_rise(frames: Frames) -> CoilRise:
    """Rise from mixed to supply air less fan heat; from the span of outdoor and return air without MAT."""
    supply = frames.role("supply_air_temperature")
    mixed = frames.role("mixed_air_temperature")
    back = frames.role("return_air_temperature")
    outside = frames.role("outdoor_air_temperature")
    low = np.where(np.isnan(mixed), np.minimum(back, outside), mixed)
    high = np.where(np.isnan(mixed), np.maximum(back, outside), mixed)
    entering = np.where(
        np.isnan(mixed), np.maximum(RETURN_AIR_K, outdoor_air_k(frames)), np.full(frames.shape, MIXED_AIR_K)
    )
    return CoilRise(
        least=supply - FAN_HEAT_K - high,
        most=supply - FAN_HEAT_K - low,
        tolerance=joined(SUPPLY_AIR_K, entering, FAN_HEAT_TOLERANCE_K),
    )
