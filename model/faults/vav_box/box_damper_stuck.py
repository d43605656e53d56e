"""The box damper stands at its end and the flow is not what was asked for."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import zone_hot
from model.healthy.operation import CLOSED, FULL, SETTLED_STEPS
from model.windows import held_for

_LEAST_FLOW_M3_S = 0.02
_TOLERANCE_SHARE = 0.15


def assess(frames: Frames) -> Assessment:
    flow, setpoint = frames.role("discharge_air_flow"), frames.role("discharge_air_flow_setpoint")
    damper = frames.role("box_damper_command")
    scale = np.maximum(setpoint, _LEAST_FLOW_M3_S)
    starved = held_for(damper >= FULL, SETTLED_STEPS) & (flow < setpoint)
    flooded = held_for(damper <= CLOSED, SETTLED_STEPS) & (flow > setpoint)
    met = held_for((damper > CLOSED) & (damper < FULL), SETTLED_STEPS)
    residual = np.where(met, 0.0, np.abs(flow - setpoint) / scale)
    supplied = frames.of_parent("air_handler", "supply_air_static_pressure")
    blowing = ~(supplied < 20.0)
    return Assessment(
        applies=(starved | flooded | met) & blowing & ~np.isnan(flow - setpoint),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_SHARE),
        measured=flow,
        expected=setpoint,
        command=damper,
        waste=Waste(discomfort=np.where(starved, zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="box_damper_stuck",
    kind="vav_box",
    needs=(("discharge_air_flow",), ("discharge_air_flow_setpoint",), ("box_damper_command",)),
    assess=assess,
    quantity="air_flow",
    traces=("discharge_air_flow", "discharge_air_flow_setpoint", "box_damper_command"),
    source="PNNL airside re-tuning, zones",
    weight=0.25,
)
