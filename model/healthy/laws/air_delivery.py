"""How much of an air handler's air its boxes receive."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.flow import zones_fed
from model.healthy.air.operation import settled
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

_NEARLY_ALL = 0.99
_LEAST_M3_S = 0.1


@once
def observe(frames: Frames) -> Observed:
    """Sum of the boxes' flows over the unit's own, where all boxes tell theirs."""
    zones, own = frames.others.get("vav_box"), frames.role("supply_air_flow")
    received = np.full(frames.shape, np.nan)
    if zones is not None:
        flow = zones.role("discharge_air_flow")
        telling = frames.over("vav_box", (~np.isnan(flow)).astype(np.float64))
        count = zones_fed(frames)[None, :]
        total = frames.over("vav_box", np.nan_to_num(flow))
        received = np.where((count > 0) & (telling >= _NEARLY_ALL * count), total, np.nan)
    applies = settled(frames) & (own > _LEAST_M3_S) & ~np.isnan(received)
    target = np.where(applies, received / np.where(applies, own, 1.0), np.nan)
    return Observed(target, np.ones((*frames.shape, 1)), applies)


LAW = Law(
    id="air_delivery",
    kind="air_handler",
    observe=observe,
    # Ducts may leak some 5 % (SMACNA class 6 to 12); flow stations and boxes are off by 5 to 10 % each.
    mean=(0.95,),
    spread=(0.09,),
    noise=0.03,
    source="SMACNA leakage classes; accuracy of flow stations and of boxes, 5 to 10 %",
)
