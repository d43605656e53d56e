"""An empty building whose machines stand draws more than it did on other nights."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.building_night import LAW, electricity_w
from model.healthy.witnesses import off_law

# Nearly twice as much as on other nights is worth a walk. What others of its kind draw says little: a
# laboratory or a house with servers takes ten times what an office does, and means to.
_EFFECT = 0.6


def assess(frames: Frames) -> Assessment:
    expected = LAW.expected(frames)
    deviation, off = off_law(frames, LAW, _EFFECT)
    drawn = np.nan_to_num(electricity_w(frames))
    more = drawn * (1.0 - np.exp(-np.clip(np.nan_to_num(off), 0.0, 3.0)))
    return Assessment(
        applies=~np.isnan(expected.value) & ~np.isnan(deviation),
        residual=deviation,
        tolerance=np.ones(frames.shape),
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
