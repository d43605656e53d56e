"""Air flow of equipment, measured or not: what turns temperature differences into watts."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.healthy.air.operation import fan_runs
from model.healthy.once import once

AIR_J_PER_M3_K = 1200.0
# Guideline 36 takes 2 degF for the fan; 0 to 2 K is common, so half of the doubt stays in the tolerance.
FAN_HEAT_K = 1.1
FAN_HEAT_TOLERANCE_K = 0.5
_BOXES_PRESSURE_SHARE = 0.3
# What casing and ducts add at full flow; of less air it is more, and so is what the air leaves unmixed.
_CASING_K = 0.2
# Boxes that tell their flow stand for their unit's where nearly all of them do.
_NEARLY_ALL = 0.9
USUAL_BOX_M3_S = 0.25
_ALONE_FLOW_M3_S = 3.0
_LEAST_SPEED_SHARE = 0.3
_LEAST_FLOW_M3_S = 0.02
_BLOWING_SHARE = 0.1
_BLOWING_DAMPER = 0.2
# Less pressure than that blows through no box.
_STANDING_PA = 20.0
# Boxes turn down to 30 to 50 % of their design flow (ASHRAE 90.1 and Guideline 36), and their unit with them.
_LEAST_SHARE = 0.3
_TURNED_DOWN_SHARE = 0.4


def zones_fed(frames: Frames) -> Floats:
    """Number of VAV boxes behind each equipment (E,)."""
    zones = frames.others.get("vav_box")
    if zones is None or frames.kind not in zones.parents:
        return np.zeros(frames.shape[1])
    counts = np.bincount(zones.parents[frames.kind] + 1, minlength=frames.shape[1] + 1)[1:]
    return counts.astype(np.float64)


@once
def measured_supply_flow(frames: Frames) -> Floats:
    """Supply air flow that is measured [m3/s] (T, E): by the unit, else as the sum of its boxes; else NaN."""
    own = frames.role("supply_air_flow")
    zones = frames.others.get("vav_box")
    if zones is None:
        return own
    flow = zones.role("discharge_air_flow")
    telling = frames.over("vav_box", (~np.isnan(flow)).astype(np.float64))
    count = zones_fed(frames)[None, :]
    enough = (count > 0) & (telling >= _NEARLY_ALL * count)
    with np.errstate(invalid="ignore", divide="ignore"):
        of_boxes = np.where(enough, frames.over("vav_box", np.nan_to_num(flow)) * count / telling, np.nan)
    return np.where(np.isnan(own), of_boxes, own)


@once
def design_flow(frames: Frames) -> Floats:
    """Design supply flow [m3/s] (E,): of the unit, else the sum of its boxes'; NaN where neither is known."""
    own = frames.design("supply_air_flow")
    zones = frames.others.get("vav_box")
    if zones is None:
        return own
    of_boxes = zones.design("supply_air_flow")
    known = frames.over("vav_box", np.broadcast_to(~np.isnan(of_boxes), zones.shape).astype(np.float64))[0]
    total = frames.over("vav_box", np.broadcast_to(np.nan_to_num(of_boxes), zones.shape))[0]
    count = zones_fed(frames)
    return np.where(np.isnan(own) & (count > 0) & (known >= count), total, own)


@once
def flow_share(frames: Frames) -> Floats:
    """Share of its design flow that a unit moves (T, E): by flow, else by speed; NaN where nothing tells."""
    by_flow = measured_supply_flow(frames) / design_flow(frames)[None, :]
    return np.where(np.isnan(by_flow), frames.role("supply_fan_speed"), by_flow)


@once
def uneven_k(frames: Frames) -> Floats:
    """How far casing and uneven air move a temperature within the unit [K], (T, E), one deviation."""
    share = np.clip(np.nan_to_num(flow_share(frames), nan=0.5), 0.05, 1.0)
    doubt: Floats = _CASING_K / share
    return doubt


@once
def fan_heat_k(frames: Frames) -> Floats:
    """What the supply fan warms its air by [K] (T, E): with the pressure that it makes, so less at low speed.

    The pressure of filters, coils and ducts falls with the square of the flow, that which boxes need does
    not; the second is about a third (200 to 350 of some 1,000 Pa).
    """
    speed = np.clip(np.nan_to_num(frames.role("supply_fan_speed"), nan=1.0), 0.0, 1.0)
    warmed: Floats = FAN_HEAT_K * (_BOXES_PRESSURE_SHARE + (1.0 - _BOXES_PRESSURE_SHARE) * speed**2)
    return warmed


@once
def casing_k(frames: Frames) -> Floats:
    """The same of a temperature behind the fan, whose heat is not known either [K], (T, E)."""
    doubt: Floats = np.hypot(FAN_HEAT_TOLERANCE_K, uneven_k(frames))
    return doubt


@once
def supply_flow(frames: Frames) -> Floats:
    """Supply air flow of air handlers [m3/s] (T, E): measured, else design x speed, else from the zones fed.

    Without a measurement or a design number it is an order of magnitude: ``flow_doubt`` tells the impact how
    wide its interval must be. 0.25 m3/s a zone: a box of 25 m2 to 60 m2 at 5 to 10 l/s m2 (estimate).
    """
    measured = measured_supply_flow(frames)
    design = frames.design("supply_air_flow")
    zones = zones_fed(frames)
    assumed = np.where(zones > 0, zones * USUAL_BOX_M3_S, _ALONE_FLOW_M3_S)
    design = np.where(np.isnan(design), assumed, design)
    speed = frames.role("supply_fan_speed")
    share = np.where(np.isnan(speed), 1.0, np.clip(speed, _LEAST_SPEED_SHARE, 1.0))
    running = np.nan_to_num(fan_runs(frames), nan=1.0)
    return np.where(np.isnan(measured), design[None, :] * share, np.maximum(measured, 0.0)) * running


def least_flow_share(frames: Frames) -> Floats:
    """Share of its design flow that an air handler moves at least (T, E): by flow, else by speed.

    Where neither is known, a unit that feeds boxes may be turned down; one without boxes moves all of it.
    """
    known = flow_share(frames)
    unknown = np.where(zones_fed(frames) > 0, _TURNED_DOWN_SHARE, 1.0)[None, :]
    return np.clip(np.where(np.isnan(known), unknown, known), _LEAST_SHARE, 1.0)


def flow_doubt(frames: Frames) -> Floats:
    """Factor (E,) by which the flow may be wrong either way: 1.15 measured, 1.4 from design, 2.5 guessed."""
    measured = ~np.isnan(frames.role("supply_air_flow" if frames.kind != "vav_box" else "discharge_air_flow"))
    known = ~np.isnan(frames.design("supply_air_flow"))
    return np.where(measured.any(axis=0), 1.15, np.where(known, 1.4, 2.5))


def box_flow(frames: Frames) -> Floats:
    """Discharge air flow of VAV boxes [m3/s] (T, E): measured, else design x damper, else a usual box's."""
    measured = frames.role("discharge_air_flow")
    design = frames.design("supply_air_flow")
    design = np.where(np.isnan(design), USUAL_BOX_M3_S, design)
    damper = frames.first_of("box_damper_position", "box_damper_command")
    share = np.where(np.isnan(damper), 0.6, np.clip(damper, 0.2, 1.0))
    return np.where(np.isnan(measured), design[None, :] * share, np.maximum(measured, 0.0))


def air_stands(frames: Frames) -> Flags:
    """Where a box is known not to blow (T, E): by its flow, or by the status of the fan that feeds it."""
    flow, design = frames.role("discharge_air_flow"), frames.design("supply_air_flow")
    least = np.where(np.isnan(design), _LEAST_FLOW_M3_S, design * _BLOWING_SHARE)
    return (flow <= least) | (frames.of_parent("air_handler", "supply_fan_status") < 0.5)


def air_proven(frames: Frames) -> Flags:
    """Where a box is known to blow (T, E): by its flow, else by a damper that stands open; else False.

    Behind a fan that is known to stand, or a duct without pressure, an open damper proves nothing.
    """
    flow, design = frames.role("discharge_air_flow"), frames.design("supply_air_flow")
    least = np.where(np.isnan(design), _LEAST_FLOW_M3_S, design * _BLOWING_SHARE)
    damper = frames.first_of("box_damper_position", "box_damper_command")
    open_ = (damper > _BLOWING_DAMPER) & ~_fan_stands(frames)
    return np.where(np.isnan(flow), open_, flow > least)


def _fan_stands(frames: Frames) -> Flags:
    """Where the fan that feeds a box is known to stand, or to make no pressure. (T, E)."""
    by_pressure = frames.of_parent("air_handler", "supply_air_static_pressure") < _STANDING_PA
    return np.asarray(by_pressure | (frames.of_parent("air_handler", "supply_fan_status") < 0.5))
