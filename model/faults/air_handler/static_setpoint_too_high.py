"""The duct's pressure is kept higher than any box needs."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_max, trailing_mean, trailing_min
from model.healthy.air.fan import fan_power
from model.healthy.air.flow import zones_fed
from model.healthy.air.operation import settled
from model.healthy.laws.air_static_setpoint import LAW
from model.healthy.once import once
from model.healthy.witnesses import joint, off_law

# Half as much again, or a third less, is worth a visit.
_EFFECT = 0.4
# PNNL re-tuning: the pressure is too high where no damper is open further than 70 %.
_WIDEST, _DOUBT, _ASKING = 0.65, 0.12, 0.85
_LEVELS = tuple(0.25 + level / 10 for level in range(8))
_MANY = 4
# A box or two that are known of a unit do not tell what the others ask for, unless they ask themselves.
_FEW = 3
# Flow stations lose their accuracy below a fifth of the design flow; a fast fan moves about its design flow.
_LEAST_SHARE, _FULL_SPEED = 0.2, 0.8
_KEPT = 0.15
# Below half an inch there is little left to save.
_WORTH_PA = 125.0
_STEADY_STEPS = 4 * STEPS_PER_HOUR
_STEADY = 0.01
# Setpoints that have moved by as much from hour to hour were reset by something.
_RESET_NOISE = 0.12


@once
def widest_box(frames: Frames) -> Floats:
    """How far the widest damper of a unit's boxes is open (T, E), to a tenth; of many, the second."""
    zones = frames.others.get("vav_box")
    if zones is None:
        return np.full(frames.shape, np.nan)
    return _widest(frames, zones.first_of("box_damper_position", "box_damper_command"))


@once
def widest_at_design(frames: Frames) -> Floats:
    """How far the widest damper would be open if each box moved its design flow at this pressure. (T, E).

    A damper passes about what it is opened. Boxes that rooms have turned down stand nearly shut against the
    best pressure; only their flow tells whether it is too much. Without a flow, a box tells at a full fan.
    """
    zones = frames.others.get("vav_box")
    if zones is None:
        return np.full(frames.shape, np.nan)
    damper = zones.first_of("box_damper_position", "box_damper_command")
    flow = zones.first_of("discharge_air_flow", "discharge_air_flow_setpoint")
    share = flow / zones.design("supply_air_flow")[None, :]
    of_unit = zones.of_parent("air_handler", "supply_fan_speed")
    share = np.where(np.isnan(share), np.where(of_unit >= _FULL_SPEED, of_unit, np.nan), share)
    return _widest(frames, damper / np.where(share > _LEAST_SHARE, np.minimum(share, 1.0), np.nan))


def _widest(frames: Frames, damper: Floats) -> Floats:
    widest = np.full(frames.shape, np.nan)
    if not zones_fed(frames).any():
        return widest
    told = frames.over("vav_box", (~np.isnan(damper)).astype(np.float64))
    counted = np.where(told >= _MANY, 2.0, 1.0)
    widest = np.where(told >= _FEW, _LEVELS[0], np.nan)
    for level in _LEVELS:
        above = frames.over("vav_box", (damper >= level).astype(np.float64))
        speak = (told > 0) if level >= _WIDEST else (told >= _FEW)
        widest = np.where(speak & (above >= counted), level, widest)
    return widest


def was_reset(frames: Frames) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Equipment (E,) whose setpoint is known to have been reset by the load."""
    learned = frames.learned.get(LAW.id)
    return np.zeros(frames.shape[1], dtype=bool) if learned is None else learned.noise >= _RESET_NOISE


def stands_still(values: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where a setpoint has not moved for four hours. (T, E)."""
    most, least = trailing_max(values, _STEADY_STEPS), trailing_min(values, _STEADY_STEPS)
    return np.asarray(most - least <= _STEADY * np.abs(most))


def excess_pressure_waste(frames: Frames, share: Floats) -> Waste:
    """Power [W] that goes into ``share`` (0..1, T, E) of the duct's pressure that nothing needs."""
    return Waste(electricity_w=fan_power(frames) * np.clip(np.nan_to_num(share), 0.0, 0.6) * 0.7)


def assess(frames: Frames) -> Assessment:
    setpoint = frames.role("supply_air_static_pressure_setpoint")
    deviation, off = off_law(frames, LAW, _EFFECT)
    own = LAW.expected(frames)
    widest = trailing_mean(widest_box(frames), STEPS_PER_HOUR)
    # Boxes close against the pressure that there is; it has to be the one that was asked for.
    off = frames.role("supply_air_static_pressure") / np.maximum(setpoint, 1.0) - 1.0
    kept = np.abs(np.nan_to_num(off)) < _KEPT
    at_design = trailing_mean(widest_at_design(frames), STEPS_PER_HOUR)
    narrow = (_WIDEST - np.where(np.isnan(at_design), np.nan, np.maximum(widest, at_design))) / _DOUBT
    # What stands wide open speaks for itself, whatever it moves.
    by_boxes = np.where(kept, np.where(widest >= _WIDEST, (_WIDEST - widest) / _DOUBT, narrow), np.nan)
    running = settled(frames) & ~np.isnan(setpoint)
    # A reset that stands still is lost, not high; what wide open boxes ask for is asked for.
    otherwise = (was_reset(frames)[None, :] & stands_still(setpoint)) | (widest >= _ASKING) | ~kept
    by_habit = np.where(otherwise & (deviation > 0), np.nan, deviation)
    said = joint(np.where(running, by_habit, np.nan), np.where(setpoint > _WORTH_PA, by_boxes, np.nan))
    # Flow goes with the root of the pressure: boxes at a half need a quarter where they would stand open.
    spared = np.where(said > 0, 1.0 - np.square(np.clip(widest / 0.9, 0.3, 1.0)), 0.0)
    usual = np.where(np.isnan(by_habit), np.exp(own.value), setpoint * np.exp(-off))
    by_widest = np.where(said > 0, np.fmax(setpoint * (1.0 - spared), _WORTH_PA), np.nan)
    return Assessment(
        applies=running & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=setpoint,
        expected=np.where(usual < setpoint, usual, np.fmin(by_widest, setpoint)),
        command=widest,
        waste=excess_pressure_waste(frames, spared),
    )


FAULT = Fault(
    id="static_setpoint_too_high",
    kind="air_handler",
    needs=(("supply_air_static_pressure_setpoint",), ("supply_fan_status", "supply_fan_speed")),
    assess=assess,
    quantity="pressure",
    traces=("supply_air_static_pressure_setpoint", "supply_air_static_pressure", "supply_fan_speed"),
    looks_back_hours=6,
    source="PNNL re-tuning, static pressure; ASHRAE Guideline 36, 5.16.1 (requests of the boxes)",
    weight=0.1,
    weight_against=0.15,
)
