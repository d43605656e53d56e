"""The damper opens when it is told to close: its linkage or its signal is the wrong way round."""

import numpy as np

from model.faults.air_handler.outdoor_air_damper_stuck_open import SEEN_BY, excess_air_waste
from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.healthy.air.operation import damper_command, settled
from model.healthy.mixing.damper import USUAL_SLOPE, following
from model.healthy.mixing.mixing import outdoor_air
from model.healthy.sensors import joined
from model.healthy.witnesses import SHOWS

# A damper that stands has no slope, a reversed one that of a healthy one turned round.
_CLEARLY_BACKWARDS = 0.2
_TOLERANCE = 0.1
_LOW_COMMAND = 0.5


def assess(frames: Frames) -> Assessment:
    command, air, path = damper_command(frames), outdoor_air(frames), following(frames)
    told = settled(frames, "outdoor_air_damper_command")
    residual, tolerance = -path.slope - _CLEARLY_BACKWARDS, joined(path.error, _TOLERANCE)
    shows = SHOWS * tolerance <= USUAL_SLOPE - _CLEARLY_BACKWARDS
    low = told & (command <= _LOW_COMMAND)
    return Assessment(
        applies=told & shows & ~np.isnan(residual),
        residual=residual,
        tolerance=tolerance,
        measured=np.clip(air.fraction, 0.0, 1.0),
        expected=command,
        command=command,
        waste=excess_air_waste(frames, np.where(low, np.nan_to_num(air.fraction - command), 0.0)),
    )


FAULT = Fault(
    id="outdoor_air_damper_reversed",
    kind="air_handler",
    needs=SEEN_BY,
    assess=assess,
    quantity="fraction",
    traces=("mixed_air_temperature", "outdoor_air_temperature", "outdoor_air_damper_command"),
    looks_back_hours=10,
    source="slope of the outdoor-air fraction over the command; PNNL re-tuning, damper checks",
)
