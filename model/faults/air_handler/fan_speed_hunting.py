"""The fan's speed swings to and fro: its pressure loop never rests."""

from dataclasses import replace

from model.faults.air_handler import control_hunting
from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for

_ROLES = ("supply_fan_speed",)
_TOLERANCE_STROKES = 0.7
_TURNING = 0.05


def assess(frames: Frames) -> Assessment:
    said = control_hunting.assess(frames, _ROLES, _TOLERANCE_STROKES)
    # Starts and stops, as of a night kept above its setback, are travel too, and none of the loop's.
    turns = held_for(frames.role("supply_fan_speed") > _TURNING, STEPS_PER_HOUR + 1)
    return replace(said, applies=said.applies & turns)


FAULT = Fault(
    id="fan_speed_hunting",
    kind="air_handler",
    needs=(_ROLES,),
    assess=assess,
    quantity="strokes",
    traces=("supply_fan_speed", "supply_air_static_pressure", "supply_air_static_pressure_setpoint"),
    source="ASHRAE Guideline 36 FC4, for the fan's own loop; PNNL re-tuning, static pressure control",
    weight=0.2,
    weight_against=0.2,
)
