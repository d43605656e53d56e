"""All stages of cooling are called and the unit draws, or cools, no more than a part of them could."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_mean
from model.healthy.air.rooftop import asked_alone, rise
from model.healthy.laws.rooftop_cooling import DROP, POWER
from model.healthy.rooms.comfort import zone_hot

_ALL_STAGES = 0.7
# One of two compressors leaves half, one of three two thirds; other faults take no such share of the power.
_MISSING = 0.15
_STANDING = 0.08
# One call against another of the same unit: its sensors' standing errors weigh twice at half the drop.
_PART_TOLERANCE = 0.2
_LEAST_PART, _MOST_PART = 0.25, 0.55
_LEAST_DROP_K = 4.0
_LOOK_STEPS = 10 * STEPS_PER_HOUR


def part_load_drop(frames: Frames) -> Floats:
    """Drop for a full call [K] (T, E) that the same unit showed at part load in the last ten hours."""
    command = frames.role("cooling_command")
    warmed, _ = rise(frames)
    part = asked_alone(frames, "cooling_command", _LEAST_PART) & (command <= _MOST_PART)
    with np.errstate(invalid="ignore", divide="ignore"):
        shown = np.where(part, -warmed / command, np.nan)
    mean = trailing_mean(shown, _LOOK_STEPS)
    return np.where(mean > _LEAST_DROP_K, mean, np.nan)


def _together(*witnesses: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Mean of what is known, weighted by its certainty, and its standard deviation; NaN where nothing is."""
    weights = [np.where(np.isnan(value + doubt), 0.0, 1.0 / np.square(doubt)) for value, doubt in witnesses]
    total = sum(weights, np.zeros_like(weights[0]))
    known = np.where(total > 0, total, np.nan)
    parts = [np.nan_to_num(value) * weight for (value, _), weight in zip(witnesses, weights, strict=True)]
    return sum(parts, np.zeros_like(total)) / known, 1.0 / np.sqrt(known)


def assess(frames: Frames) -> Assessment:
    command = frames.role("cooling_command")
    drop, power = DROP.expected(frames), POWER.expected(frames)
    all_called = command >= _ALL_STAGES
    by_power = power.value - power.measured - _MISSING
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = np.maximum(drop.value, 3.0)
        by_drop = 1.0 - drop.measured / usual - _MISSING
        by_part = 1.0 - drop.measured / part_load_drop(frames) - _MISSING
    of_drop = np.hypot(drop.tolerance / usual, _STANDING)
    of_power = np.hypot(power.tolerance, _STANDING)
    of_part = np.where(np.isnan(by_part), np.nan, _PART_TOLERANCE)
    # Each witness counts by how sure it is; a unit that cools as it should has all its stages.
    residual, doubt = _together((by_power, of_power), (by_drop, of_drop), (by_part, of_part))
    residual = np.where(by_drop < 0, np.minimum(residual, 0.0), residual)
    share = np.clip(1.0 - residual - _MISSING, 0.0, 2.0)
    return Assessment(
        applies=all_called & ~np.isnan(residual),
        residual=residual,
        tolerance=doubt,
        measured=share,
        expected=np.ones(frames.shape),
        command=command,
        waste=Waste(discomfort=np.where(all_called, zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="rooftop_stage_failed",
    kind="rooftop_unit",
    needs=(
        ("cooling_command",),
        ("compressor_power", "supply_air_temperature"),
        ("compressor_power", "mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
    ),
    assess=assess,
    quantity="fraction",
    traces=("compressor_power", "cooling_command", "supply_air_temperature", "zone_air_temperature"),
    looks_back_hours=10,
    source="power and drop of all stages against the unit's own laws; ASHRAE Guideline 36 FC13",
    weight=0.3,
)
