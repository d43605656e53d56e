"""Evidence: what an hour of frames says for or against each fault, and what the fault costs in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.faults import FAULTS, Assessment, Fault
from model.frames import HOUR_MS, STEP_MS, STEPS_PER_HOUR, Frames
from model.healthy.learning import HourSamples, hourly_samples
from model.likelihood import log_likelihood_ratio
from model.oddities import ordinary
from model.windows import Flags, Floats

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
_LEAST_STEPS = 3
# A departure to either side is exceeded twice as often.
_TWO_SIDED = 1.3
Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class HourEvidence:
    """Evidence on all faults of one kind: H hours, F faults (order of ``FAULTS[kind]``), E equipment.

    ``hours_ms`` (H,) starts; (H, F, E): ``share`` of the hour in which the fault could be judged, ``said``
    log-likelihood ratio x the weight of the hour, ``deviation`` mean residual in tolerances, ``measured`` and
    ``expected`` means [SI], ``command`` the mean of what was asked for; ``waste`` (H, F, E, W) means over the
    hour in the order of ``WASTES``; ``heard`` (H, E) whether anything was known of the equipment. NaN where
    the hour could not be judged; zero in ``share``, ``said`` and ``waste``. ``samples`` are what the laws of
    the kind were seen to do, by law; ``ordinary`` (H, E) is how far evidence for a fault counted.
    """

    kind: str
    equipment: tuple[str, ...]
    hours_ms: NDArray[np.int64]
    share: Floats
    said: Floats
    deviation: Floats
    measured: Floats
    expected: Floats
    command: Floats
    waste: Floats
    heard: Flags
    samples: Mapping[str, HourSamples] = field(default_factory=dict)
    ordinary: Floats | float = 1.0

    def said_by(self, hour: int, deviation: Floats) -> Floats:
        """What ``said`` of an hour gains if its deviation were ``deviation`` (F, E) instead."""
        own = log_likelihood_ratio(self.deviation[hour])
        other = log_likelihood_ratio(deviation)
        gain = other * self._worth(other, hour) - own * self._worth(own, hour)
        gained: Floats = np.nan_to_num(gain * np.sqrt(self.share[hour]))
        return gained

    def _worth(self, ratio: Floats, hour: int) -> Floats:
        faults = FAULTS[self.kind]
        for_it = np.array([fault.weight for fault in faults])[:, None]
        against = np.array([fault.weight_against for fault in faults])[:, None]
        ordinary = self.ordinary if isinstance(self.ordinary, float) else self.ordinary[hour][None, :]
        return np.where(ratio > 0, for_it * ordinary, against)

    def unusual(self, hour: int) -> Floats:
        """Log-likelihood ratio (E,) that an equipment is off what it usually does, by its worst law."""
        if not self.samples:
            return np.zeros(len(self.equipment))
        off = np.stack([np.abs(found.strange[hour]) for found in self.samples.values()])
        worst: Floats = np.nan_to_num(log_likelihood_ratio(off / _TWO_SIDED)).max(axis=0)
        return worst


def hourly_evidence(frames: Frames, from_ms: int) -> HourEvidence | None:
    """Evidence of the whole hours from ``from_ms`` on, after the lead. None for kinds without faults."""
    faults = FAULTS.get(frames.kind)
    skip = int((from_ms - frames.times_ms[0]) // STEP_MS)
    hours = (len(frames.times_ms) - skip) // STEPS_PER_HOUR
    if not faults or not frames.equipment or hours <= 0:
        return None
    usual = _fold(ordinary(frames), skip, hours).mean(axis=1)
    parts = [_one_fault(fault, frames, skip, hours) for fault in faults]
    share, said, deviation, measured, expected, command, waste = (
        np.stack(list(p), axis=1) for p in zip(*parts, strict=True)
    )
    return HourEvidence(
        kind=frames.kind,
        equipment=tuple(equipment.id for equipment in frames.equipment),
        hours_ms=from_ms + HOUR_MS * np.arange(hours, dtype=np.int64),
        share=share,
        said=np.where(said > 0, said * usual[:, None, :], said),
        deviation=deviation,
        measured=measured,
        expected=expected,
        command=command,
        waste=waste,
        heard=np.asarray(_fold(_known(frames), skip, hours).any(axis=1)),
        samples=hourly_samples(frames, skip, hours),
        ordinary=usual,
    )


def _known(frames: Frames) -> Flags:
    """Where anything at all is known of each equipment (T, E)."""
    known = np.zeros(frames.shape, dtype=bool)
    for values in frames.roles.values():
        known |= ~np.isnan(values)
    return known


def _one_fault(fault: Fault, frames: Frames, skip: int, hours: int) -> tuple[Floats, ...]:
    assessment = fault.assess(frames)
    applies = assessment.applies & fault.seen_on(frames)[None, :]
    folded = _fold(applies, skip, hours)
    steps = folded.sum(axis=1)
    judged = steps >= _LEAST_STEPS
    with np.errstate(invalid="ignore", divide="ignore"):
        relative = assessment.residual / assessment.tolerance

    def mean(values: Floats) -> Floats:
        counted = np.where(folded, _fold(values, skip, hours), np.nan)
        known = ~np.isnan(counted)
        with np.errstate(invalid="ignore", divide="ignore"):
            total = np.where(known, counted, 0.0).sum(axis=1) / known.sum(axis=1)
        return np.where(judged, total, np.nan)

    share = np.where(judged, steps / STEPS_PER_HOUR, 0.0)
    deviation = mean(relative)
    ratio = np.nan_to_num(log_likelihood_ratio(deviation))
    weight = np.where(ratio > 0, fault.weight, fault.weight_against)
    waste = np.stack([_waste(assessment, name, skip, hours) for name in WASTES], axis=-1)
    seen = fault.seen_on(frames)[None, :, None]
    return (
        share,
        ratio * weight * np.sqrt(share),
        deviation,
        mean(assessment.measured),
        mean(assessment.expected),
        mean(assessment.expected if assessment.command is None else assessment.command),
        np.where(seen, waste, 0.0),
    )


def _waste(assessment: Assessment, name: str, skip: int, hours: int) -> Floats:
    values: Floats | None = getattr(assessment.waste, name)
    if values is None:
        return np.zeros((hours, assessment.applies.shape[1]))
    mean: Floats = np.nan_to_num(_fold(values, skip, hours)).mean(axis=1)
    return mean


def _fold(values: NDArray[Scalar], skip: int, hours: int) -> NDArray[Scalar]:
    kept = values[skip : skip + hours * STEPS_PER_HOUR]
    return np.ascontiguousarray(kept).reshape(hours, STEPS_PER_HOUR, -1)
