"""A sensor is silent, or always was, while its building, its equipment and its like talk."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.sensor.likes import among, like, siblings
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for

# Points that report on change may say nothing for hours; their like then are as silent.
_SILENT_HOURS = 3
_TOLERANCE = 0.2
_MOST = 0.5


def assess(frames: Frames) -> Assessment:
    heard = frames.heard.get("value", np.zeros(frames.shape, dtype=bool))
    silent = held_for(~heard, _SILENT_HOURS * STEPS_PER_HOUR)
    talks = (~silent).astype(np.float64)
    one = np.ones(frames.shape)
    building_talks = frames.in_building("sensor", talks) > _MOST * frames.in_building("sensor", one)
    others = among(like(frames), one) - 1.0
    like_talk = (others == 0) | (among(like(frames), talks) - talks >= _MOST * others)
    # Where the whole equipment is silent it is its controller that is, or the network.
    beside = among(siblings(frames), one) - 1.0
    owner_talks = (beside == 0) | (among(siblings(frames), talks) - talks > 0)
    # What is described and was never heard may never have been connected: then its like are as dumb.
    compared = (frames.design("heard_once") > 0) | (others > 0)
    counts = building_talks & like_talk & owner_talks & compared
    return Assessment(
        applies=counts | ~silent,
        residual=np.where(silent, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=talks,
        expected=one,
        waste=Waste(discomfort=frames.role("felt")),
    )


FAULT = Fault(
    id="sensor_stale",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="fraction",
    traces=("value",),
    source="stale after 2 h, in use in the field; here against its like and its equipment",
    weight=0.4,
    weight_against=1.0,
    costed=False,
)
