"""A sensor shows the same value hour after hour while its like move."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import STEPS_PER_HOUR, Frames
from model.windows import trailing_max, trailing_min

_STILL = 1e-6
_TOLERANCE = 0.35
_REST = 1e-3


def assess(frames: Frames) -> Assessment:
    value, heard = frames.role("value"), frames.heard.get("value", np.zeros(frames.shape, dtype=bool))
    spread = trailing_max(value, STEPS_PER_HOUR) - trailing_min(value, STEPS_PER_HOUR)
    reports = np.cumsum(heard, axis=0).astype(np.float64)
    reports[STEPS_PER_HOUR:] -= reports[:-STEPS_PER_HOUR].copy()
    told = reports >= 3
    moves = np.where(told, (spread > _STILL).astype(np.float64), np.nan)
    groups = frames.design("group")
    moving = np.zeros(frames.shape, dtype=bool)
    for group in np.unique(groups):
        inside = groups == group
        known = ~np.isnan(moves[:, inside])
        share = np.nan_to_num(moves[:, inside]).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        moving[:, inside] = (share > 0.5)[:, None]
    # A lone sensor of its kind is judged against everything else that is measured in the building.
    alone = np.bincount(groups.astype(int))[groups.astype(int)] < 3
    known = ~np.isnan(moves)
    everything = np.nan_to_num(moves).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    moving[:, alone] = (everything > 0.5)[:, None]
    resting = frames.role("resting") == 1
    resting |= (frames.design("rests_at_zero") == 1)[None, :] & (np.abs(value) < _REST)
    still = np.where(moves == 0, 1.0, -1.0)
    return Assessment(
        applies=told & ~resting & (moving | (moves == 1)),
        residual=still,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=value,
        expected=np.full(frames.shape, np.nan),
    )


FAULT = Fault(
    id="sensor_flat",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="sensor",
    traces=("value",),
    source="flatline, in use in the field (0.1 degF over an hour); here exact, over a day",
    weight=0.12,
    weight_against=1.0,
    costed=False,
)
