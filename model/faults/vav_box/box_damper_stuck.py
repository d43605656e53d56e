"""The box damper does not go where it is sent: by its feedback, or by a flow that was not asked for."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats, held_for, trailing_max, trailing_min
from model.healthy.air.duct_starves import duct_starves
from model.healthy.air.flow import AIR_J_PER_M3_K, USUAL_BOX_M3_S, box_flow
from model.healthy.air.operation import CLOSED, FULL, SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cold, zone_hot
from model.healthy.rooms.units import heating_asked

_LEAST_FLOW_M3_S = 0.02
_TOLERANCE_SHARE = 0.15
_LEAST_PRESSURE_PA = 20.0
# Feedback of a healthy actuator is within 5 % of its command once it has arrived; strokes take 90 to 150 s.
_FEEDBACK_TOLERANCE = 0.06
# Without a setpoint: a damper sent to its end wants more, or less, than it gets.
_STARVED_SHARE, _FLOODED_SHARE = 0.5, 0.2


def assess(frames: Frames) -> Assessment:
    flow, setpoint = _flow(frames), frames.role("discharge_air_flow_setpoint")
    damper, position = frames.role("box_damper_command"), frames.role("box_damper_position")
    design = frames.design("supply_air_flow")[None, :]
    full = held_for(damper >= FULL, SETTLED_STEPS)
    shut = held_for(damper <= CLOSED, SETTLED_STEPS)
    within = held_for((damper > CLOSED) & (damper < FULL), SETTLED_STEPS)

    due = np.where(np.isnan(setpoint), np.where(full, _STARVED_SHARE, _FLOODED_SHARE) * design, setpoint)
    wrong = np.where(full, due - flow, flow - due) / np.maximum(due, _LEAST_FLOW_M3_S)
    starved, flooded = full & (flow < due), shut & (flow > due)
    blowing = ~(frames.of_parent("air_handler", "supply_air_static_pressure") < _LEAST_PRESSURE_PA)
    starves = duct_starves(frames, full, wrong > _TOLERANCE_SHARE)
    by_flow = ((starved & ~starves) | flooded | within) & blowing & ~np.isnan(flow - due)

    # A command that still moves leaves its actuator behind.
    moved = trailing_max(damper, SETTLED_STEPS) - trailing_min(damper, SETTLED_STEPS)
    aimed = moved < _FEEDBACK_TOLERANCE
    by_feedback = aimed & ~np.isnan(position - damper)
    away = np.abs(position - damper)
    # A box lets through about as much of its design flow as it is open.
    whole = np.fmax(np.where(np.isnan(design), USUAL_BOX_M3_S, design), np.fmax(flow, due))
    open_wide = flow - np.fmin(due, design)
    felt = np.where(starved, zone_hot(frames) + zone_cold(frames), 0.0)
    felt = np.where(flooded, zone_cold(frames), felt)
    reheats = np.nan_to_num(heating_asked(frames)) > CLOSED
    too_much = np.where(flooded, np.maximum(np.nan_to_num(open_wide), 0.0), 0.0)
    cooled = frames.role("zone_air_temperature") - frames.of_parent("air_handler", "supply_air_temperature")
    needless = too_much * AIR_J_PER_M3_K * np.clip(np.nan_to_num(cooled), 0.0, 12.0)
    return Assessment(
        applies=by_feedback | by_flow,
        residual=np.where(by_feedback, away, np.where(within, 0.0, wrong)),
        tolerance=np.where(by_feedback, _FEEDBACK_TOLERANCE, _TOLERANCE_SHARE),
        measured=np.where(by_feedback, position, flow / whole),
        expected=np.where(by_feedback, damper, due / whole),
        command=damper,
        waste=Waste(cooling_w=needless, heating_w=np.where(reheats, needless, 0.0), discomfort=felt),
    )


def _flow(frames: Frames) -> Floats:
    """Measured; where no sensor is, what a damper at its fed-back position lets through."""
    measured = frames.role("discharge_air_flow")
    known = frames.described("discharge_air_flow")[None, :]
    position = frames.role("box_damper_position")
    return np.where(known, measured, np.where(np.isnan(position), np.nan, box_flow(frames)))


FAULT = Fault(
    id="box_damper_stuck",
    kind="vav_box",
    needs=(("discharge_air_flow", "box_damper_position"), ("box_damper_command",)),
    assess=assess,
    quantity="fraction",
    traces=(
        "discharge_air_flow",
        "discharge_air_flow_setpoint",
        "box_damper_command",
        "box_damper_position",
    ),
    source="PNNL airside re-tuning, zones; alarms of ASHRAE Guideline 36 5.6; feedback against command",
    weight=0.25,
)
