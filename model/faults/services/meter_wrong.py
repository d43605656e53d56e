"""A meter's counter and its own power or flow disagree, or it shows less than its submeters together.

Counter and power are two readings of one thing: pulses are lost, a factor is wrong, a transformer is off.
"""

from collections.abc import Callable

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean, trailing_min
from model.healthy.sensors import joined
from model.healthy.services import rate_of

_WINDOW_HOURS = 3
_STEPS = _WINDOW_HOURS * STEPS_PER_HOUR
# Meters of class 1 to 2 %, and readings that are not taken at the same second.
_CLASS = 0.03
_SUBMETERS = 0.05
_MOST = 2.0
# A count that has moved by fewer steps of its own than this says more of its resolution than of its factor.
_LEAST_STEPS = 12.0
# Parts of the whole that are metered by themselves.
_PARTS = (
    ("air_handler", "supply_fan_power"),
    ("rooftop_unit", "unit_power"),
    ("chilled_water_plant", "chiller_power"),
    ("hot_water_plant", "heat_pump_power"),
    ("lighting", "lights_power"),
)


def _against_own_count(frames: Frames, rate: str, count: str) -> tuple[Floats, Floats, Floats]:
    """Logarithm of counted over shown, its tolerance, and what is shown; (T, E)."""
    shown = trailing_mean(frames.role(rate), _STEPS)
    counted = rate_of(frames.role(count), _STEPS)
    change = np.full(frames.shape, np.nan)
    change[1:] = np.diff(frames.role(count), axis=0)
    smallest = trailing_min(np.where(change > 0, change, np.nan), _STEPS)
    passed = shown * _WINDOW_HOURS * 3600.0
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.log(np.maximum(counted, 0.0) / shown)
        steps = passed / smallest
    grain = np.where(np.isnan(steps), 1.0, 1.0 / np.maximum(steps, 1.0))
    # Where the counter stands though much has passed, there is no step to tell its grain by.
    known = held_for(~np.isnan(frames.role(rate)) & ~np.isnan(frames.role(count)), _STEPS)
    enough = known & (shown > 0) & ((steps > _LEAST_STEPS) | np.isnan(smallest))
    tolerance = joined(_CLASS, np.where(np.isnan(smallest), 0.5, 1.5 * grain))
    return np.where(enough, np.clip(ratio, -_MOST, _MOST), np.nan), tolerance, shown


def _below_parts(frames: Frames) -> Floats:
    """Logarithm of the submeters' sum over the meter, (T, E); above zero it cannot be."""
    parts = np.zeros(frames.shape)
    for kind, role in _PARTS:
        if kind in frames.others:
            parts = parts + frames.in_building(kind, frames.others[kind].role(role))
    with np.errstate(invalid="ignore", divide="ignore"):
        below = np.log(parts) - np.log(frames.role("electric_power"))
    return trailing_mean(np.where(np.isfinite(below), below, np.nan), STEPS_PER_HOUR)


def _judge(rate: str, count: str) -> Callable[[Frames], Assessment]:
    def assess(frames: Frames) -> Assessment:
        ratio, tolerance, shown = _against_own_count(frames, rate, count)
        own = np.abs(ratio)
        applies, residual = ~np.isnan(own), own
        counted = shown * np.exp(np.nan_to_num(ratio))
        if rate == "electric_power":
            log_parts = _below_parts(frames)
            below = log_parts / _SUBMETERS * tolerance
            speaks = (below > np.nan_to_num(own, nan=0.0)) & (below > tolerance)
            residual = np.where(speaks, below, own)
            applies = applies | speaks
            shown = np.where(speaks, trailing_mean(frames.role(rate), STEPS_PER_HOUR), shown)
            counted = np.where(speaks, shown * np.exp(log_parts), counted)
        return Assessment(
            applies=applies,
            residual=residual,
            tolerance=tolerance,
            measured=counted,
            expected=shown,
        )

    return assess


def _fault(kind: str, rate: str, count: str, quantity: str) -> Fault:
    return Fault(
        id=f"{kind}_wrong",
        kind=kind,
        needs=((rate,), (count,)),
        assess=_judge(rate, count),
        quantity=quantity,
        traces=(rate, count),
        looks_back_hours=6,
        source="counter against power, submeters against the whole; IPMVP, metering",
        weight=0.12,
        weight_against=0.2,
        costed=False,
    )


FAULTS = (
    _fault("electricity_meter", "electric_power", "electric_energy", "power"),
    _fault("gas_meter", "gas_power", "gas_energy", "power"),
    _fault("heat_meter", "heat_power", "heat_energy", "power"),
    _fault("water_meter", "water_flow", "water_volume", "water_flow"),
)
