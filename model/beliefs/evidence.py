"""Evidence: what an hour of frames says for or against each fault, and what the fault costs in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.beliefs.likelihood import log_likelihood_ratio
from model.beliefs.oddities import ordinary
from model.faults import FAULTS, Assessment
from model.frames.frames import HOUR_MS, STEP_MS, STEPS_PER_HOUR, Frames, late
from model.frames.site_time import local_ms
from model.frames.windows import LATELY_HOURS, Flags, Floats, known_or_zero
from model.healthy.learning.learning import HourSamples, hourly_samples
from model.healthy.rooms.comfort import presence

WASTES = (
    "heating_w",
    "cooling_w",
    "electricity_w",
    "discomfort",
    "stale_air",
    "strokes",
    "fuel_w",
    "water_m3_s",
)
_MEANS = ("deviation", "measured", "expected", "command")
_LEAST_STEPS = 3
# A departure to either side is exceeded twice as often.
_TWO_SIDED = 1.3
Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class HourEvidence:
    """Evidence on all faults of one kind: H hours, F faults (order of ``FAULTS[kind]``), E equipment.

    ``hours_ms`` (H,) starts, ``local_ms`` (H,) the same by the clock of the site; (H, F, E): ``share`` of
    the hour in which the fault could be judged, ``said`` log-likelihood ratio x the weight of the hour,
    ``deviation`` mean residual in tolerances, ``measured`` and ``expected`` means [SI], ``command`` the
    mean of what was asked for; ``waste`` (H, F, E, W) means over the hour in the order of ``WASTES``;
    ``heard`` (H, E) whether anything was known of the equipment, ``present`` (H, E) the share of its people
    that was in. NaN where the hour could not be judged; zero in ``share``, ``said`` and ``waste``.
    ``samples`` are what the laws of the kind were seen to do, by law; ``ordinary`` (H, E) is how far
    evidence for a fault counted.
    """

    kind: str
    equipment: tuple[str, ...]
    hours_ms: NDArray[np.int64]
    local_ms: NDArray[np.int64]
    share: Floats
    said: Floats
    deviation: Floats
    measured: Floats
    expected: Floats
    command: Floats
    waste: Floats
    heard: Flags
    present: Floats
    samples: Mapping[str, HourSamples] = field(default_factory=dict)
    ordinary: Floats | float = 1.0

    def said_by(self, hour: int, deviation: Floats) -> Floats:
        """What ``said`` of an hour gains if its deviation were ``deviation`` (F, E) instead."""
        own = log_likelihood_ratio(self.deviation[hour])
        other = log_likelihood_ratio(deviation)
        gain = other * self._worth(other, hour) - own * self._worth(own, hour)
        gained: Floats = known_or_zero(gain * np.sqrt(self.share[hour]))
        return gained

    def _worth(self, ratio: Floats, hour: int) -> Floats:
        for_it, against = worth_of_hours(self.kind)
        ordinary = self.ordinary if isinstance(self.ordinary, float) else self.ordinary[hour][None, :]
        return np.where(ratio > 0, for_it * ordinary, against)

    def unusual(self, hour: int) -> Floats:
        """Log-likelihood ratio (E,) that an equipment is off what it usually does, by its worst law."""
        if not self.samples:
            return np.zeros(len(self.equipment))
        off = np.stack([np.abs(found.strange[hour]) for found in self.samples.values()])
        worst: Floats = known_or_zero(log_likelihood_ratio(off / _TWO_SIDED)).max(axis=0)
        return worst


@cache
def worth_of_hours(kind: str) -> tuple[Floats, Floats]:
    """What an hour counts for each fault of ``kind``, and against it, (F, 1) each."""
    faults = FAULTS[kind]
    for_it = np.array([fault.weight for fault in faults])[:, None]
    return for_it, np.array([fault.weight_against for fault in faults])[:, None]


@dataclass(frozen=True, slots=True)
class _Window:
    """Whole hours at the end of frames of all kinds, to be judged: their first step, and how many."""

    kinds: Mapping[str, Frames]
    step: int
    hours: int
    _cut: dict[int, dict[str, Frames]] = field(default_factory=dict)

    def before(self, kind: str, looks_back_hours: int) -> Frames:
        """Frames of a kind from so long before the hours."""
        step = max(self.step - looks_back_hours * STEPS_PER_HOUR, 0)
        if step == 0:
            return self.kinds[kind]
        if step not in self._cut:
            self._cut[step] = late(self.kinds, step)
        return self._cut[step][kind]

    def folded(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """The hours of ``values`` (T, E) as (H, steps, E)."""
        kept = values[len(values) - self.hours * STEPS_PER_HOUR :]
        return np.ascontiguousarray(kept).reshape(self.hours, STEPS_PER_HOUR, -1)


def evidence_by_kind(kinds: Mapping[str, Frames], from_ms: int, timezone: str) -> dict[str, HourEvidence]:
    """Evidence by kind on the whole hours from ``from_ms`` on, after the lead; of kinds with faults alone."""
    if not kinds:
        return {}
    times_ms = next(iter(kinds.values())).times_ms
    step = int((from_ms - times_ms[0]) // STEP_MS)
    window = _Window(kinds, step, (len(times_ms) - step) // STEPS_PER_HOUR)
    judged = [kind for kind, frames in kinds.items() if kind in FAULTS and frames.equipment]
    hours_ms = from_ms + HOUR_MS * np.arange(window.hours, dtype=np.int64)
    here_ms = local_ms(timezone, hours_ms)
    return {kind: _of_kind(kind, window, hours_ms, here_ms) for kind in judged if window.hours > 0}


def _of_kind(
    kind: str, window: _Window, hours_ms: NDArray[np.int64], here_ms: NDArray[np.int64]
) -> HourEvidence:
    frames, lately, hours = window.kinds[kind], window.before(kind, LATELY_HOURS), window.hours
    faults = FAULTS[kind]
    shape = (hours, len(faults), len(frames.equipment))
    share = np.zeros(shape)
    means = {name: np.full(shape, np.nan) for name in _MEANS}
    waste = np.zeros((*shape, len(WASTES)))
    for at, fault in enumerate(faults):
        seen = fault.seen_on(frames)
        if seen.any():
            assessment = fault.assess(window.before(kind, fault.looks_back_hours))
            share[:, at], found = _judged(assessment, window.folded(assessment.applies) & seen, window)
            for name, values in found.items():
                means[name][:, at] = values
            for which, name in enumerate(WASTES):
                wasted: Floats | None = getattr(assessment.waste, name)
                if wasted is not None:
                    mean = known_or_zero(window.folded(wasted)).mean(axis=1)
                    waste[:, at, :, which] = np.where(seen, mean, 0.0)
    usual = window.folded(ordinary(lately)).mean(axis=1)
    ratio = known_or_zero(log_likelihood_ratio(means["deviation"]))
    for_it, against = worth_of_hours(kind)
    said = np.where(ratio > 0, ratio * for_it * usual[:, None, :], ratio * against) * np.sqrt(share)
    return HourEvidence(
        kind=kind,
        equipment=tuple(equipment.id for equipment in frames.equipment),
        hours_ms=hours_ms,
        local_ms=here_ms,
        share=share,
        said=said,
        deviation=means["deviation"],
        measured=means["measured"],
        expected=means["expected"],
        command=means["command"],
        waste=waste,
        heard=np.asarray(_known(frames, window).any(axis=1)),
        present=window.folded(presence(lately)).mean(axis=1),
        samples=hourly_samples(kind, partial(window.before, kind), hours),
        ordinary=usual,
    )


def _known(frames: Frames, window: _Window) -> Flags:
    """Where anything at all is known of each equipment (H, steps, E)."""
    known = np.zeros((window.hours, STEPS_PER_HOUR, frames.shape[1]), dtype=bool)
    for values in frames.roles.values():
        known |= ~np.isnan(window.folded(values))
    return known


def _judged(assessment: Assessment, applies: Flags, window: _Window) -> tuple[Floats, dict[str, Floats]]:
    """Share (H, E) of each hour in which ``applies`` (H, steps, E), and means over it of what was seen."""
    steps = applies.sum(axis=1)
    judged = steps >= _LEAST_STEPS
    share = np.where(judged, steps / STEPS_PER_HOUR, 0.0)
    if not judged.any():
        return share, {}
    residual, tolerance = window.folded(assessment.residual), window.folded(assessment.tolerance)
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = {
            "deviation": residual / tolerance,
            "measured": window.folded(assessment.measured),
            "expected": window.folded(assessment.expected),
        }
        if assessment.command is not None:
            seen["command"] = window.folded(assessment.command)
        means = {}
        for name, values in seen.items():
            known = applies & ~np.isnan(values)
            mean = np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1)
            means[name] = np.where(judged, mean, np.nan)
    means.setdefault("command", means["expected"])
    return share, means
