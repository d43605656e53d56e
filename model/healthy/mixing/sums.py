"""What the last hours of mixed air come to, summed up by what the dampers were told."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frames.frames import HOUR_MS, LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max, trailing_mean
from model.healthy.air.flow import fan_heat_k, uneven_k
from model.healthy.air.operation import cooling_command, damper_command, heating_command, settled
from model.healthy.mixing.by_coil import before_working_coil
from model.healthy.mixing.damper import usual_fraction
from model.healthy.mixing.mixing import BEFORE_COILS, BEFORE_COILS_DOUBT, may_work, return_air
from model.healthy.sensors import MIXED_AIR_K, ROOMS_FOR_RETURN_K, SUPPLY_AIR_K, joined, outdoor_air_k

# Commands are told apart where blades move the air most.
_OUTDOOR = np.array([0.0, 0.05, 0.1, 0.15, 0.2, 0.28, 0.38, 0.5, 0.65, 0.8, 1.0])
_RETURN = np.array([0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0])
# Hours in a row repeat each other: two count as one sample.
_STEPS_EACH = 2.0 * STEPS_PER_HOUR
_LEAST_STEPS = 6
# A step of slow, badly mixed air weighs less.
_STEADY_K = 0.6
# A supply sensor stands for the mixed one with both coils at rest: fan heat, and a small leak, unknown.
_SUPPLY_FOR_MIXED_K = 1.0
# One sensor of mixed air in thirty is off by more than sensors are; behind coils one valve in twenty leaks
# as well, and heats or cools what seems to be mixed air (estimates).
_ASTRAY, _LEAKS = 0.03, 0.08
_BETWEEN = (0.35, 0.97)
_ALIKE = 0.02
_WINDOW_STEPS = LOOK_BACK_HOURS * STEPS_PER_HOUR


@dataclass(frozen=True, slots=True)
class MixingSums:
    """Weighted sums over R windows of hours, by K commands: ``d`` is OAT - RAT [K], ``y`` MAT - RAT [K].

    ``c`` is one deviation of what a coil did [K], where mixed air is known by it: it is off alike at all
    times. ``weight``, ``d``, ``y``, ``dd``, ``dy``, ``c``, ``cc``, ``dc``, ``cy`` (R, K); ``yy`` (R,).
    ``outdoor`` and ``returned`` (K,) are the
    commands. ``offset_k`` and ``outside_k`` (R,): one deviation of mixed less return air, and of outdoor air;
    ``astray`` (R,): how often mixed air is off by far more than that;
    ``modulates`` (R,): whether the command was seen between its ends; ``middle`` (R,): the outdoor-air
    fraction midway between all that was asked for in it. ``rows`` (H, E) marks the windows, one for each hour
    of ``hour`` (T,) with enough steps in it.
    """

    weight: Floats
    d: Floats
    y: Floats
    dd: Floats
    dy: Floats
    yy: Floats
    c: Floats
    cc: Floats
    dc: Floats
    cy: Floats
    outdoor: Floats
    returned: Floats
    offset_k: Floats
    outside_k: Floats
    astray: Floats
    modulates: Flags
    middle: Floats
    rows: Flags
    hour: NDArray[np.int64]

    def by_step(self, values: Floats) -> Floats:
        """Bring what is known of the windows (R,) to the steps (T, E) of the hours that they end with."""
        told = np.full(self.rows.shape, np.nan)
        told[self.rows] = values
        by_step: Floats = told[self.hour]
        return by_step


def mixing_sums(frames: Frames) -> MixingSums | None:
    """Sum up the windows that end with each whole one of ``frames``; None where no step says anything."""
    outdoor, returned, d, y, weight, coil = _samples(frames)
    counts = weight > 0
    if not counts.any():
        return None
    hour = (frames.times_ms // HOUR_MS - frames.times_ms[0] // HOUR_MS).astype(np.int64)
    shape = int(hour[-1]) + 1, frames.shape[1]
    place = _nearest(_OUTDOOR, outdoor) * len(_RETURN) + _nearest(_RETURN, returned)
    used, column = np.unique(place[counts], return_inverse=True)
    row = (hour[:, None] * shape[1] + np.arange(shape[1])[None, :])[counts]
    between = ((outdoor > _BETWEEN[0]) & (outdoor < _BETWEEN[1])).astype(np.float64)
    last = np.diff(hour, append=hour[-1] + 1) > 0
    d, y, weight, coil = d[counts], y[counts], weight[counts], coil[counts]

    def windows(values: Floats) -> Floats:
        size = shape[0] * shape[1] * len(used)
        sums = np.bincount(row * len(used) + column, weight * values, size)
        total: Floats = np.cumsum(sums.reshape(*shape, len(used)).astype(np.float64), axis=0)
        total[LOOK_BACK_HOURS:] -= total[:-LOOK_BACK_HOURS].copy()
        return total

    def of_coil(values: Floats) -> Floats:
        return windows(values)[rows] if coil.any() else np.zeros((int(rows.sum()), len(used)))

    ones = np.ones_like(d)
    weights = np.maximum(windows(ones), 0.0)
    rows = weights.sum(axis=-1) > _LEAST_STEPS / _STEPS_EACH / 2
    # The first hours are a lead for those that are judged.
    rows[: LOOK_BACK_HOURS - 1] = False
    let_in = np.where(
        weights > _LEAST_STEPS / _STEPS_EACH / 60, usual_fraction(_OUTDOOR[used // len(_RETURN)])[0], np.nan
    )
    middle = (np.fmin.reduce(let_in, axis=-1) + np.fmax.reduce(let_in, axis=-1)) / 2
    first = np.diff(hour, prepend=-1) > 0
    return MixingSums(
        weight=weights[rows],
        d=windows(d)[rows],
        y=windows(y)[rows],
        dd=np.maximum(windows(d * d)[rows], 0.0),
        dy=windows(d * y)[rows],
        yy=windows(y * y).sum(axis=-1)[rows],
        c=of_coil(coil),
        cc=np.maximum(of_coil(coil * coil), 0.0),
        dc=of_coil(d * coil),
        cy=of_coil(coil * y),
        outdoor=_OUTDOOR[used // len(_RETURN)],
        returned=_RETURN[used % len(_RETURN)],
        offset_k=_offset_k(frames)[first][rows],
        outside_k=np.broadcast_to(outdoor_air_k(frames), shape)[rows],
        astray=np.broadcast_to(np.where(_without_mixed(frames), _LEAKS, _ASTRAY), shape)[rows],
        modulates=trailing_max(between, _WINDOW_STEPS)[last][rows] > 0,
        middle=middle[rows],
        rows=rows,
        hour=hour,
    )


def _samples(frames: Frames) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """Commands of both dampers, d, y, weight and a coil's doubt of each step; no weight says nothing."""
    command = np.clip(damper_command(frames), 0.0, 1.0)
    returned = _return_command(frames, command)
    back = return_air(frames).air
    before, doubt, bent = _before_coils(frames)
    entering = np.where(_without_mixed(frames), before, frames.role("mixed_air_temperature"))
    d, y = frames.role("outdoor_air_temperature") - back, entering - back
    counts = settled(frames, "outdoor_air_damper_command", "return_air_damper_command")
    counts &= ~np.isnan(d * y * command)
    steadiness = _STEADY_K**2 / (_STEADY_K**2 + uneven_k(frames) ** 2 + bent**2)
    return command, returned, d, y, np.where(counts, steadiness / _STEPS_EACH, 0.0), doubt


def _before_coils(frames: Frames) -> tuple[Floats, Floats, Floats]:
    """Air before the coils [degC] where no sensor measures it, and how far a coil's work is off [K], (T, E).

    The first doubt is alike at all times, the second each hour's own. By the supply air where both coils
    rest; else less what the one at work did to it.
    """
    worked_out = frames.role(BEFORE_COILS)
    if BEFORE_COILS in frames.roles:
        doubt, bent = np.nan_to_num(frames.role(BEFORE_COILS_DOUBT)), np.zeros(frames.shape)
    else:
        by_work = before_working_coil(frames)
        measured = ~_without_mixed(frames)
        worked_out = by_work.air
        doubt, bent = (np.where(measured, 0.0, each) for each in (by_work.doubt, by_work.bent))
    resting = ~may_work(frames, heating_command(frames)) & ~may_work(frames, cooling_command(frames))
    by_supply = np.where(resting, frames.role("supply_air_temperature") - fan_heat_k(frames), np.nan)
    return np.where(np.isnan(worked_out), by_supply, worked_out), doubt, bent


def _return_command(frames: Frames, command: Floats) -> Floats:
    """Command of the return damper, 1 open (T, E); taken for the outdoor damper's counterpart if not told.

    Signals of actuators that close with them go the same way as the outdoor damper's, and are turned round.
    """
    told = frames.role("return_air_damper_command")
    told = np.where((told >= 0.0) & (told <= 1.0), told, np.nan)
    known = ~np.isnan(told * command)
    alike = trailing_mean(
        np.where(known, np.abs(told - command) - np.abs(told - (1.0 - command)), np.nan), _WINDOW_STEPS
    )
    told = np.where(alike < -_ALIKE, 1.0 - told, told)
    return np.where(np.isnan(told), 1.0 - command, told)


def _without_mixed(frames: Frames) -> Flags:
    """Which equipment (1, E) tells nothing of its mixed air."""
    return ~frames.described("mixed_air_temperature")[None, :]


def _offset_k(frames: Frames) -> Floats:
    """How far entering less return air may stand off [K], one deviation (T, E)."""
    own = np.where(_without_mixed(frames), joined(SUPPLY_AIR_K, _SUPPLY_FOR_MIXED_K), MIXED_AIR_K)
    # A rooftop unit's room may have been put in place of its return air.
    returned = frames.described("return_air_temperature")
    return joined(own, np.where(returned, return_air(frames).tolerance, ROOMS_FOR_RETURN_K))


def _nearest(knots: Floats, values: Floats) -> NDArray[np.int64]:
    middles = (knots[1:] + knots[:-1]) / 2
    return np.searchsorted(middles, np.nan_to_num(values)).astype(np.int64)
