"""People are in and the outdoor-air fraction is far below the design minimum."""

import numpy as np

from model.faults.air_handler.excess_outdoor_air import recirculates
from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import DAMPER, PROOF_OF_FAN
from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.healthy.air.flow import flow_share
from model.healthy.air.operation import damper_command, settled
from model.healthy.breath.odds import co2_of_rooms
from model.healthy.breath.stale_air import breathed, staleness_lacking
from model.healthy.mixing.damper import expected_fraction
from model.healthy.mixing.mixing import outdoor_air
from model.healthy.once import once
from model.healthy.rooms.units import neighbours
from model.healthy.sensors import joined

# What healthy units let in at their minimum differs by so much of it: they are balanced to a tenth (ASHRAE
# 111), and wind, blades and part load move it by a fifth (estimate).
_HEALTHY_SPREAD = 0.25
# A damper of usual size stands at about the share that it is to let in, an oversized one at a third of it.
_LEAST_POSITION, _POSITION_DOUBT = 0.35, 0.15
# Blades that are told a twentieth hardly leave their seals, however large the damper is; those that cool with
# outdoor air, far beyond the minimum, tell nothing of it.
_SEALED, _BEYOND = 0.06, 1.5
_LEAST_FLOW = 0.2
# One unit in some eight has a damper apart for its least air, which no point tells of; the others of a house
# tell that it is not built so.
_SAYS_ALONE, _SAYS = 1.7, 2.5
_STANDS_OPEN, _ALIKE = 0.5, 0.5
# Rooms as fresh as this lack nothing: few people are in, or air comes in elsewhere.
_FRESH_PPM = 800.0
_TRIPPED = 0.5


def assess(frames: Frames) -> Assessment:
    air = outdoor_air(frames)
    minimum = np.broadcast_to(frames.design("minimum_outdoor_air_fraction")[None, :], frames.shape)
    present = _people_need_air(frames) & ~(damper_command(frames) > _BEYOND * minimum)
    by_air = (minimum - air.fraction) / joined(air.tolerance, _HEALTHY_SPREAD * minimum)
    let_in, _ = expected_fraction(frames)
    comes = np.where(np.isnan(air.fraction), let_in, air.fraction)
    said = np.where(np.isnan(by_air), _by_command(frames), by_air)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = comes / minimum
    return Assessment(
        applies=present & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=np.maximum(comes, 0.0),
        expected=minimum,
        waste=Waste(stale_air=breathed(frames, np.where(present, _staler(frames, share), 0.0))),
    )


def _staler(frames: Frames, comes: Floats) -> Floats:
    """How much staler (T, E) air gets of whose least the share ``comes`` comes, at the flow of the hour.

    The minimum is a share of the design flow; fans that blow less bring less of it, through any damper.
    """
    blown = np.clip(np.nan_to_num(flow_share(frames), nan=1.0), _LEAST_FLOW, 1.0)
    lacking = 1.0 - blown * np.clip(np.nan_to_num(comes, nan=1.0), 0.0, 1.0)
    return staleness_lacking(frames, lacking) - staleness_lacking(frames, 1.0 - blown)


def _by_command(frames: Frames) -> Floats:
    """How far below what lets the design's minimum in a damper is told to stay, in deviations (T, E)."""
    position = _told_of_minimum(frames)
    others, count = neighbours(frames, _told_of_minimum, _ALIKE, all_kinds=False)
    stand_open = (count > 0) & (others >= _STANDS_OPEN)
    said = (_LEAST_POSITION - position) / _POSITION_DOUBT
    fresh = co2_of_rooms(frames) < _FRESH_PPM
    return np.where(fresh, np.nan, np.minimum(said, np.where(stand_open, _SAYS, _SAYS_ALONE)))


@once
def _people_need_air(frames: Frames) -> Flags:
    """Where people are in, the fan runs, and the damper is not shut against frost on purpose. (T, E)."""
    in_it = settled(frames, "outdoor_air_damper_command") & (frames.occupied == 1)
    return np.asarray(in_it & ~(frames.role("freeze_status") >= _TRIPPED), dtype=bool)


def _told_of_minimum(frames: Frames) -> Floats:
    """Position that the damper is told over the share that it is to let in, while people are in. (T, E)."""
    minimum = frames.design("minimum_outdoor_air_fraction")[None, :]
    counts = _people_need_air(frames) & recirculates(frames)
    command = damper_command(frames)
    with np.errstate(invalid="ignore", divide="ignore"):
        told = np.where(command <= _SEALED, 0.0, command / minimum)
    return np.where(counts & (minimum > 0), told, np.nan)


FAULT = Fault(
    id="too_little_outdoor_air",
    kind="air_handler",
    needs=(("mixed_air_temperature", *DAMPER), PROOF_OF_FAN),
    assess=assess,
    quantity="fraction",
    traces=(
        "mixed_air_temperature",
        "return_air_temperature",
        "outdoor_air_temperature",
        "outdoor_air_damper_command",
    ),
    source="PNNL AIRCx too little outdoor air; ASHRAE Guideline 36 FC6, 5.16.4",
    # Dampers are shut by hand for a day, as for smoke outside.
    weight=0.12,
    weight_against=0.17,
)
