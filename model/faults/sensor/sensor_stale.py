"""A sensor that used to report is silent while the rest of the building talks."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import STEPS_PER_HOUR, Frames
from model.windows import held_for

_SILENT_HOURS = 2
_TOLERANCE = 0.35


def assess(frames: Frames) -> Assessment:
    heard = frames.heard.get("value", np.zeros(frames.shape, dtype=bool))
    silent = held_for(~heard, _SILENT_HOURS * STEPS_PER_HOUR)
    talking = heard.any(axis=1)
    window = np.cumsum(talking).astype(np.float64)
    window[STEPS_PER_HOUR:] -= window[:-STEPS_PER_HOUR].copy()
    most = (~silent).mean(axis=1) > 0.5
    building_talks = (window > 0) & most
    return Assessment(
        applies=np.broadcast_to(building_talks[:, None], frames.shape).copy(),
        residual=np.where(silent, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=np.where(silent, 0.0, 1.0),
        expected=np.ones(frames.shape),
    )


FAULT = Fault(
    id="sensor_stale",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="switch",
    traces=("value",),
    source="stale after 2 h, in use in the field",
    weight=0.3,
    weight_against=1.0,
    costed=False,
)
