"""How much likelier the mixed air of the last hours is with a damper that stands or leaks than in order.

Every box that may be (``mixing_box``) is held against all hours at once, whatever their commands, and what
nobody knows is averaged over: how dampers and sensors of the kind differ, how far this mixed-air sensor is
off, how badly the air mixes at each position, and how noisy all of it is. Close temperatures outdoors and in
then say little, an offset cannot pass for a fraction, and many hours alike say little more than one.
"""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.healthy.mixing.box import Boxes, boxes_that_follow, boxes_that_stand
from model.healthy.mixing.mixing import outdoor_air
from model.healthy.mixing.sums import MixingSums, mixing_sums
from model.healthy.once import once

# Noise of one independent sample [K]: still air over long sensors, or streams that wander.
_NOISE_K = (0.25, 0.6)
# How far the fraction seen may be off at one position for good: streams that do not mix before the sensor.
_UNMIXED = 0.06
# How far temperatures are off that are off by more than sensors are (``MixingSums.astray``).
_ASTRAY_K = 5.0
# Boxes without a damper in their return path: few where the command is seen to modulate; many intakes that
# are only opened and shut are small ones for the least outdoor air (estimate).
_UNDAMPED_MODULATING, _UNDAMPED = 0.02, 0.3
# Units of one building come of one plan (estimate).
_BUILT_ALIKE = 0.9
# Shares of dampers at a random time (the catalogue's priors): leaking, and standing open or closed.
_LEAKING, _STANDING = 0.06, 0.04
_LOG_PRIOR = np.log([1.0 - _LEAKING - 2 * _STANDING, _LEAKING, _STANDING, _STANDING])
# What no box explains happens too: no window says more than this, and one that says less says nothing.
_MOST, _LEAST = 4.5, 0.3


@dataclass(frozen=True, slots=True)
class DamperOdds:
    """Log of how much likelier the last hours are so than in any other way, (T, E); NaN if they do not say.

    ``open`` and ``closed``: the damper stands, further open or closed than midway of what it is told.
    """

    open: Floats
    closed: Floats
    leaking: Floats


@once
def damper_odds(frames: Frames) -> DamperOdds:
    """Odds by the hour, told of all steps in it, from the hours of the window that end with it."""
    sums = mixing_sums(frames)
    if sums is None:
        nothing = np.full(frames.shape, np.nan)
        return DamperOdds(nothing, nothing, nothing)

    def followed(state: str) -> Floats:
        return _sum_of(_evidence(sums, boxes_that_follow(state, sums.outdoor, sums.returned)))

    damped, intake = followed("follows"), followed("undamped")
    undamped = _undamped(frames, sums, intake - damped)
    healthy = np.logaddexp(damped + np.log1p(-undamped), intake + np.log(undamped))
    boxes = boxes_that_stand(sums.returned)
    stands = _evidence(sums, boxes)
    above = sums.dd @ boxes.fraction.T >= (sums.dd.sum(axis=1) * sums.middle)[:, None]
    opened, closed = (_sum_where(side, stands, boxes.log_prior) for side in (above, ~above))
    states = np.stack([healthy, followed("leaks"), opened, closed])
    leaking, opened, closed = (sums.by_step(_against_all(states, state)) for state in (1, 2, 3))
    return DamperOdds(opened, closed, leaking)


def told_otherwise(frames: Frames) -> Flags:
    """Where a flow station, or bounds alone, tell of the outdoor air. (T, E)."""
    return ~np.isnan(frames.role("outdoor_air_flow")) | np.isnan(outdoor_air(frames).fraction)


def _undamped(frames: Frames, sums: MixingSums, says: Floats) -> Floats:
    """How likely each window's box has no damper in its return path, (R,).

    ``says`` (R,) is what each one's own air says of that, as a log of odds. Units of a building are mostly
    built alike: where others let in plenty, this one hardly has a small intake. Where they let in little,
    they may share an outdoor sensor that is off, and nothing is taken from it.
    """
    usual = np.where(sums.modulates, _UNDAMPED_MODULATING, _UNDAMPED)
    by_unit = np.zeros(sums.rows.shape)
    by_unit[sums.rows] = np.clip(says, -_MOST, _MOST)
    others = (frames.in_building(frames.kind, by_unit) - by_unit)[sums.rows]
    others = np.clip(others, -_MOST, 0.0)
    as_they_are: Floats = 1.0 / (1.0 + (1.0 - usual) / usual * np.exp(-others))
    return _BUILT_ALIKE * as_they_are + (1.0 - _BUILT_ALIKE) * usual


def _against_all(states: Floats, state: int) -> Floats:
    """Log of how much likelier all is in one of the ``states`` (S, R) than in the others as they come."""
    others = [other for other in range(len(states)) if other != state]
    rest = _sum_of(states[others].T + _LOG_PRIOR[others]) - np.log(np.exp(_LOG_PRIOR[others]).sum())
    odds = np.clip(states[state] - rest, -_MOST, _MOST)
    return np.where(np.abs(odds) >= _LEAST, odds, np.nan)


def _sum_where(side: Flags, logs: Floats, log_prior: Floats) -> Floats:
    """The same as ``_sum_of``, of the boxes (R, N) on one ``side``, as if there were no others."""
    share = np.maximum(side @ np.exp(log_prior), 1e-9)
    return _sum_of(np.where(side, logs, -np.inf)) - np.log(share)


def _sum_of(logs: Floats) -> Floats:
    """Log of the sum of what ``logs`` (R, N) are the logs of, (R,)."""
    most = logs.max(axis=1)
    finite = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        total: Floats = np.log(np.exp(logs - finite[:, None]).sum(axis=1)) + finite
    return total


def _evidence(sums: MixingSums, boxes: Boxes) -> Floats:
    """Log of prior x likelihood (R, N) of each box: offset, mixing at each position and noise averaged out.

    With an offset b, an error of the fraction at each command and noise, all Gaussian, what is left is a
    quadratic in b whose coefficients are sums over the commands, so the averages are closed forms. Where a
    coil worked, how much it did is a second unknown of the same kind.
    """
    coils_worked = bool(sums.c.any())
    fraction, count = boxes.fraction.T, sums.weight.sum(axis=1)
    rms = np.sqrt(sums.dd.sum(axis=1) / np.maximum(count, 1e-9))
    unmixed = np.square(_UNMIXED) + np.square(0.5 * sums.outside_k / np.maximum(rms, 1.0))
    total = np.full((len(count), len(boxes.log_prior)), -np.inf)
    for noise in _NOISE_K:
        stiff = (noise**2 / unmixed)[:, None]
        inverse = 1.0 / (sums.dd + stiff)
        loose = stiff * inverse
        miss = -2.0 * (sums.dy * loose) @ fraction + (sums.dd * loose) @ fraction**2
        miss += (sums.yy - (sums.dy**2 * inverse).sum(axis=1))[:, None]
        half = (sums.dy * sums.d * inverse - sums.y).sum(axis=1)[:, None] + (sums.d * loose) @ fraction
        curve = (sums.weight - sums.d**2 * inverse).sum(axis=1)
        known = 0.5 * np.log(sums.dd / stiff + 1.0).sum(axis=1) + count * np.log(noise)
        for share, spread in (
            (1.0 - sums.astray, sums.offset_k),
            (sums.astray, np.hypot(sums.offset_k, _ASTRAY_K)),
        ):
            bent = curve + noise**2 / spread**2
            left = (miss - half**2 / bent[:, None]) / noise**2
            wide = 0.5 * np.log(bent * spread**2 / noise**2)
            if coils_worked:
                both = (sums.c - sums.d * sums.dc * inverse).sum(axis=1) / bent
                own = (sums.cc - sums.dc**2 * inverse).sum(axis=1) + noise**2 - both**2 * bent
                told = (sums.cy - sums.dy * sums.dc * inverse).sum(axis=1)[:, None]
                told = told - (sums.dc * loose) @ fraction + both[:, None] * half
                left -= told**2 / own[:, None] / noise**2
                wide += 0.5 * np.log(own / noise**2)
            each = boxes.log_prior[None, :] - 0.5 * left - (known + wide)[:, None]
            total = np.logaddexp(total, each + np.log(share / len(_NOISE_K))[:, None])
    return total
