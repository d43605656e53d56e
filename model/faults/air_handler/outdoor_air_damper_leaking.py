"""The damper is told to shut fully and still passes outdoor air."""

import numpy as np

from model.beliefs.likelihood import deviation_for
from model.faults.air_handler.outdoor_air_damper_stuck_open import SEEN_BY, excess_air_waste
from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.healthy.air.operation import closed, damper_command, settled
from model.healthy.mixing.mixing import outdoor_air
from model.healthy.mixing.odds import damper_odds, told_otherwise
from model.healthy.sensors import joined
from model.healthy.witnesses import SHOWS, joint

# A tight damper passes a few percent; a usual one up to ten, more or less as blades and frames differ.
_HEALTHY_LEAK = 0.10
_BETWEEN_DAMPERS = 0.05
_LEAK_WORTH_SEEING = 0.45


def assess(frames: Frames) -> Assessment:
    shut = closed(damper_command(frames)) & settled(frames, "outdoor_air_damper_command")
    air = outdoor_air(frames)
    tolerance = joined(np.nan_to_num(air.tolerance, nan=1.0), _BETWEEN_DAMPERS)
    excess = air.fraction - _HEALTHY_LEAK
    shows = SHOWS * tolerance <= _LEAK_WORTH_SEEING - _HEALTHY_LEAK
    by_station = np.where(told_otherwise(frames) & shows, excess / tolerance, np.nan)
    said = joint(by_station, deviation_for(damper_odds(frames).leaking))
    # Odds of many hours accuse in hours, too, that by themselves show nothing.
    silent = (said > 0) & ~(excess > 0)
    return Assessment(
        applies=shut & ~np.isnan(said),
        residual=said * tolerance,
        tolerance=tolerance,
        measured=np.where(silent, np.nan, np.clip(air.fraction, 0.0, 1.0)),
        expected=np.full(frames.shape, _HEALTHY_LEAK),
        waste=excess_air_waste(frames, np.where(shut, excess, 0.0)),
    )


FAULT = Fault(
    id="outdoor_air_damper_leaking",
    kind="air_handler",
    needs=SEEN_BY,
    assess=assess,
    quantity="fraction",
    traces=("mixed_air_temperature", "return_air_temperature", "outdoor_air_temperature"),
    looks_back_hours=10,
    source="energy balance of the mixing box; PNNL AIRCx excess outdoor air",
    weight=0.25,
)
