"""What the air gains between the mixing box and the supply sensor, beside the fan's own heat."""

from dataclasses import dataclass

import numpy as np

from model.frames import Frames
from model.healthy.flow import FAN_HEAT_K, FAN_HEAT_TOLERANCE_K, casing_k
from model.healthy.mixing import return_air
from model.healthy.once import once
from model.healthy.sensors import MIXED_AIR_K, SUPPLY_AIR_K, joined, outdoor_air_k
from model.windows import Flags, Floats

__all__ = ["FAN_HEAT_K", "FAN_HEAT_TOLERANCE_K", "CoilRise", "coil_rise"]

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class CoilRise:
    """Temperature rise over the coils [K], (T, E): a healthy pair of shut coils has zero.

    ``least`` and ``most`` bound it: they are equal where the mixed air is measured; where it is not, mixed
    air lies between outdoor and return air, as far as the damper's command allows, and only what is outside
    that span counts.
    """

    least: Floats
    most: Floats
    tolerance: Floats


@once
def coil_rise(frames: Frames) -> CoilRise:
    """Rise from mixed to supply air less fan heat; from the span of outdoor and return air without MAT."""
    supply, mixed = frames.role("supply_air_temperature"), frames.role("mixed_air_temperature")
    back, outside = return_air(frames), frames.role("outdoor_air_temperature")
    low = np.where(np.isnan(mixed), np.minimum(back.air, outside), mixed)
    high = np.where(np.isnan(mixed), np.maximum(back.air, outside), mixed)
    entering = np.where(
        np.isnan(mixed),
        np.maximum(back.tolerance, outdoor_air_k(frames)),
        np.full(frames.shape, MIXED_AIR_K),
    )
    return CoilRise(
        least=supply - FAN_HEAT_K - high,
        most=supply - FAN_HEAT_K - low,
        tolerance=joined(SUPPLY_AIR_K, entering, casing_k(frames)),
    )


def water_nowhere(frames: Frames, without: Flags, working: Flags, plant: str) -> Flags:
    """Where several units of a building ask for all there is, and none of them gets anything. (T, E).

    ``without`` and ``working``: units at full command whose air does not, and does, change. Where nobody
    described a ``plant`` there may be none, or it rests; that is nothing that a valve could mend.
    """
    index = frames.parents.get(plant)
    described = np.zeros(frames.shape[1], dtype=bool) if index is None else index >= 0
    starving = frames.in_building(frames.kind, without.astype(np.float64))
    served = frames.in_building(frames.kind, working.astype(np.float64))
    return np.asarray(~described[None, :] & (starving >= _SEVERAL) & (served == 0), dtype=bool)
