"""The damper is told to shut fully and still passes outdoor air."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.faults.needs import DAMPER, MIXED_AIR, PROOF_OF_FAN
from model.faults.air_handler.outdoor_air_damper_stuck_open import excess_air_waste
from model.frames import Frames
from model.healthy.mixing import outdoor_air
from model.healthy.operation import closed, damper_command, settled

# A tight damper passes a few percent; a usual one up to ten.
_HEALTHY_LEAK = 0.10


def assess(frames: Frames) -> Assessment:
    shut = closed(damper_command(frames))
    air = outdoor_air(frames)
    residual = air.fraction - _HEALTHY_LEAK
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & shut & ~np.isnan(residual),
        residual=residual,
        tolerance=air.tolerance,
        measured=air.fraction,
        expected=np.full(frames.shape, _HEALTHY_LEAK),
        waste=excess_air_waste(frames, np.where(shut, residual, 0.0)),
    )


FAULT = Fault(
    id="outdoor_air_damper_leaking",
    kind="air_handler",
    needs=(
        *MIXED_AIR,
        DAMPER,
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("mixed_air_temperature", "return_air_temperature", "outdoor_air_temperature"),
    source="energy balance of the mixing box; PNNL AIRCx excess outdoor air",
    weight=0.25,
)
