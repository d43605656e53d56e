"""The box cools all it can and the room stays hot."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import zone_cooling_setpoint, zone_hot
from model.healthy.operation import FULL, SETTLED_STEPS
from model.healthy.sensors import ZONE_AIR_K, joined
from model.windows import held_for

_CONTROL_BAND_K = 0.6
_FLOW_AT_LIMIT = 0.9


def assess(frames: Frames) -> Assessment:
    damper = frames.first_of("box_damper_command", "box_damper_position")
    design = frames.design("supply_air_flow")[None, :]
    flow = frames.role("discharge_air_flow")
    at_limit = held_for((damper >= FULL) | (flow >= _FLOW_AT_LIMIT * design), SETTLED_STEPS)
    zone, setpoint = frames.role("zone_air_temperature"), zone_cooling_setpoint(frames)
    residual = zone - setpoint - _CONTROL_BAND_K
    return Assessment(
        applies=at_limit & (frames.occupied != 0) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(ZONE_AIR_K, _CONTROL_BAND_K), frames.shape),
        measured=zone,
        expected=setpoint,
        waste=Waste(discomfort=np.where(at_limit, zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="zone_too_hot_at_limit",
    kind="vav_box",
    needs=(
        ("zone_air_temperature",),
        ("box_damper_command", "box_damper_position", "discharge_air_flow"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("zone_air_temperature", "zone_air_temperature_setpoint", "box_damper_command"),
    source="PNNL airside re-tuning, zones",
    weight=0.25,
)
