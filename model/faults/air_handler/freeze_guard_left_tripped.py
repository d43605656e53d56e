"""The freeze guard still says frost long after the air is warm, and keeps outdoor air shut out."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.operation import damper_command, fan_runs
from model.healthy.breath.stale_air import breathed, staleness_lacking
from model.healthy.rooms.comfort import people_cold

# Guards trip at 2 to 5 degC and may let go from 7 degC on (Guideline 36, 5.16.12); an hour beyond it is long.
_WARM_C = 8.0
_LONG_STEPS = 2 * STEPS_PER_HOUR
_TRIPPED = 3.0


def assess(frames: Frames) -> Assessment:
    tripped = frames.role("freeze_status") >= 0.5
    known = ~np.isnan(frames.role("freeze_status"))
    coldest = np.fmin(
        np.fmin(frames.role("mixed_air_temperature"), frames.role("supply_air_temperature")),
        frames.role("return_air_temperature"),
    )
    warm = coldest > _WARM_C
    left = held_for(tripped & warm, _LONG_STEPS)
    shut = left & ((fan_runs(frames) == 0) | (damper_command(frames) <= 0.02))
    return Assessment(
        applies=known & (left | ~tripped),
        residual=np.where(left, _TRIPPED, 0.0),
        tolerance=np.ones(frames.shape),
        measured=coldest,
        expected=np.full(frames.shape, _WARM_C),
        waste=Waste(
            stale_air=breathed(frames, staleness_lacking(frames, shut)),
            discomfort=np.where(
                left & (fan_runs(frames) == 0), people_cold(frames, np.zeros(frames.shape)), 0.0
            ),
        ),
    )


FAULT = Fault(
    id="freeze_guard_left_tripped",
    kind="air_handler",
    needs=(
        ("freeze_status",),
        ("mixed_air_temperature", "supply_air_temperature", "return_air_temperature"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("freeze_status", "mixed_air_temperature", "supply_air_temperature", "outdoor_air_damper_command"),
    source="ASHRAE Guideline 36, 5.16.12 freeze protection",
    weight=0.6,
)
