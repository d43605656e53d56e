"""Mixing of outdoor and return air: how much outdoor air the temperatures tell of."""

from dataclasses import dataclass

import numpy as np

from model.frames import Frames
from model.healthy.sensors import MIXED_AIR_K, RETURN_AIR_K, joined, outdoor_air_k
from model.windows import Floats

# Below this difference the fraction is anybody's guess (Guideline 36 FC6 asks for 10 degF).
LEAST_DIFFERENCE_K = 5.0
# A linear command is not a linear flow: authority of dampers differs widely. What a healthy one may pass.
_PASSES_LESS = 0.35
_PASSES_MORE = 0.30


@dataclass(frozen=True, slots=True)
class OutdoorAir:
    """Outdoor-air fraction from MAT, RAT and OAT, with one standard deviation; both (T, E)."""

    fraction: Floats
    tolerance: Floats


def outdoor_air(frames: Frames) -> OutdoorAir:
    """Energy balance of the mixing box, f = (MAT - RAT)/(OAT - RAT); NaN where OAT and RAT are too close."""
    mixed = frames.role("mixed_air_temperature")
    back = frames.role("return_air_temperature")
    outside = frames.role("outdoor_air_temperature")
    difference = outside - back
    usable = np.abs(difference) >= LEAST_DIFFERENCE_K
    safe = np.where(usable, difference, np.nan)
    fraction = (mixed - back) / safe
    tolerance = joined(
        MIXED_AIR_K,
        RETURN_AIR_K * np.abs(1 - np.clip(fraction, 0, 1)),
        outdoor_air_k(frames) * np.abs(np.clip(fraction, 0, 1)),
    ) / np.abs(safe)
    return OutdoorAir(fraction, tolerance)


def most_passed(command: Floats) -> Floats:
    """Largest outdoor-air fraction of a healthy damper at a command (0..1)."""
    return np.clip(command + _PASSES_MORE, 0, 1)


def least_passed(command: Floats) -> Floats:
    """Smallest outdoor-air fraction of a healthy damper at a command (0..1)."""
    return np.clip(command - _PASSES_LESS, 0, 1)
