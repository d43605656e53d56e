"""A valve or damper swings to and fro: more travel in an hour than control needs."""

from dataclasses import replace
from functools import partial

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for
from model.healthy.air.operation import fan_runs
from model.healthy.rooms.fought import fought_w

# 500 points of travel an hour with reversals is hunting (in use in the field); a full stroke there and back
# is 200.
_TOLERANCE_STROKES = 2.0
_AIR_HANDLER = (
    "cooling_valve_command",
    "heating_valve_command",
    "outdoor_air_damper_command",
)
_BOX = ("reheat_valve_command", "box_damper_command")


def _travel(frames: Frames, roles: tuple[str, ...]) -> Floats:
    """Strokes in the last hour of the busiest of the roles, (T, E); NaN where none is known."""
    most = np.full(frames.shape, np.nan)
    for role in roles:
        if role in frames.roles:
            total = np.cumsum(frames.travel[role], axis=0)
            total[STEPS_PER_HOUR:] -= total[:-STEPS_PER_HOUR].copy()
            most = np.fmax(most, np.where(np.isnan(frames.roles[role]), np.nan, total))
    return most


def assess(
    frames: Frames, roles: tuple[str, ...], tolerance_strokes: float = _TOLERANCE_STROKES
) -> Assessment:
    """Travel of the busiest of ``roles`` [strokes/h], beside what steady control needs."""
    travel = _travel(frames, roles)
    return Assessment(
        applies=~np.isnan(travel),
        residual=travel,
        tolerance=np.full(frames.shape, tolerance_strokes),
        measured=travel,
        expected=np.ones(frames.shape),
        waste=Waste(
            strokes=np.maximum(np.nan_to_num(travel) - 1.0, 0.0),
            heating_w=np.where(travel > tolerance_strokes, fought_w(frames), 0.0),
            cooling_w=np.where(travel > tolerance_strokes, fought_w(frames), 0.0),
        ),
    )


def _while_air_moves(frames: Frames, roles: tuple[str, ...]) -> Assessment:
    """The same over hours in which the fan is not known to stand: a loop at rest clears nobody's tuning."""
    own = fan_runs(frames) == 0
    above = frames.of_parent("air_handler", "supply_fan_status") < 0.5
    said = assess(frames, roles)
    return replace(said, applies=said.applies & held_for(~(own | above), STEPS_PER_HOUR))


AIR_HANDLER = Fault(
    id="control_hunting",
    kind="air_handler",
    needs=(_AIR_HANDLER,),
    assess=partial(_while_air_moves, roles=_AIR_HANDLER),
    quantity="strokes",
    traces=_AIR_HANDLER,
    source="ASHRAE Guideline 36 FC4; travel of 500 points an hour",
    weight=0.2,
    weight_against=0.2,
)
BOX = Fault(
    id="control_hunting",
    kind="vav_box",
    needs=(_BOX,),
    assess=partial(_while_air_moves, roles=_BOX),
    quantity="strokes",
    traces=_BOX,
    source="travel of 500 points an hour",
    weight=0.2,
    weight_against=0.2,
)
FAULTS = (AIR_HANDLER, BOX)
