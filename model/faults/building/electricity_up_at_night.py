"""An empty building whose machines stand draws more than it did on other nights."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.laws.building_night import LAW, electricity_w

# Nights differ by what is left plugged in.
_NIGHTS = 0.1


def assess(frames: Frames) -> Assessment:
    expected = frames.expected(LAW)
    residual = expected.measured - expected.value
    drawn = np.nan_to_num(electricity_w(frames))
    more = drawn * (1.0 - np.exp(-np.clip(np.nan_to_num(residual), 0.0, 3.0)))
    return Assessment(
        applies=~np.isnan(expected.value) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.hypot(expected.tolerance, _NIGHTS),
        measured=drawn,
        expected=drawn - more,
        waste=Waste(electricity_w=more),
    )


FAULT = Fault(
    id="electricity_up_at_night",
    kind="building",
    needs=(("talks",),),
    assess=assess,
    quantity="power",
    traces=("talks",),
    source="baseload at night against its own history; PNNL re-tuning: utility and interval data",
    weight=0.25,
)
