"""People are in and the outdoor-air fraction is far below the design minimum."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import MIXED_AIR, PROOF_OF_FAN
from model.frames import Frames
from model.healthy.mixing import outdoor_air
from model.healthy.operation import settled
from model.healthy.stale_air import breathed, staleness_lacking

_SHARE_OF_MINIMUM = 0.5


def assess(frames: Frames) -> Assessment:
    air = outdoor_air(frames)
    minimum = np.broadcast_to(frames.design("minimum_outdoor_air_fraction")[None, :], frames.shape)
    residual = _SHARE_OF_MINIMUM * minimum - air.fraction
    present = frames.occupied == 1
    with np.errstate(invalid="ignore", divide="ignore"):
        missing = np.clip(1.0 - air.fraction / minimum, 0.0, 1.0)
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & present & ~np.isnan(residual),
        residual=residual,
        tolerance=air.tolerance,
        measured=np.maximum(air.fraction, 0.0),
        expected=minimum,
        waste=Waste(stale_air=breathed(frames, staleness_lacking(frames, np.where(present, missing, 0.0)))),
    )


FAULT = Fault(
    id="too_little_outdoor_air",
    kind="air_handler",
    needs=(
        *MIXED_AIR,
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("mixed_air_temperature", "return_air_temperature", "outdoor_air_temperature"),
    source="PNNL AIRCx too little outdoor air; ASHRAE Guideline 36 FC6",
    # Dampers are shut by hand for a day, as for smoke outside.
    weight=0.12,
    weight_against=0.17,
)
