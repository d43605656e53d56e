"""All stages of cooling are called and the unit draws, or cools, no more than a part of them could."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import zone_hot
from model.healthy.laws.rooftop_cooling import DROP, POWER

_ALL_STAGES = 0.85
# One of two compressors leaves half, one of three two thirds; other faults take no such share of the power.
_MISSING = 0.15
_STANDING = 0.08


def assess(frames: Frames) -> Assessment:
    command = frames.role("cooling_command")
    drop, power = frames.expected(DROP), frames.expected(POWER)
    all_called = command >= _ALL_STAGES
    by_power = power.value - power.measured - _MISSING
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = np.maximum(drop.value, 3.0)
        by_drop = 1.0 - drop.measured / usual - _MISSING
    # Two witnesses where there are two; a unit that cools as it should has all its stages.
    both = ~np.isnan(by_power) & ~np.isnan(by_drop)
    alone = np.where(np.isnan(by_power), by_drop, by_power)
    residual = np.where(both, (by_power + by_drop) / 2.0, alone)
    residual = np.where(by_drop < 0, np.minimum(residual, 0.0), residual)
    of_drop = drop.tolerance / usual
    doubt = np.where(np.isnan(by_power), of_drop, power.tolerance)
    doubt = np.where(both, np.hypot(power.tolerance, of_drop) / 2.0, doubt)
    share = np.clip(1.0 - residual - _MISSING, 0.0, 2.0)
    return Assessment(
        applies=all_called & ~np.isnan(residual),
        residual=residual,
        tolerance=np.hypot(doubt, _STANDING),
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
    source="power and drop of all stages against the unit's own laws; ASHRAE Guideline 36 FC13",
    weight=0.3,
)
