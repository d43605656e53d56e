"""Laws that healthy equipment keeps, with coefficients of its own: what to expect, and how sure that is.

A law says target = features x coefficients + noise. Equipment of a kind differs: its coefficients are drawn
around those of the kind, which is all that is known of it on its first day; its own history narrows them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import LATELY_HOURS, Flags, Floats
from model.healthy.learning.learned import Learned
from model.healthy.once import kept
from model.trained.laws import trained_laws


@dataclass(frozen=True, slots=True)
class Observed:
    """``target`` (T, E) and ``features`` (T, E, K) of a law; they count where ``applies`` (T, E)."""

    target: Floats
    features: Floats
    applies: Flags


@dataclass(frozen=True, slots=True)
class Expected:
    """What a law lets expect: ``value`` (T, E) with one standard deviation, the law's noise included.

    ``measured`` is what was there instead; ``known`` (E,) is how much of the doubt of the kind the
    equipment's own history has taken away, 0 to 1. NaN where the law does not apply.
    """

    value: Floats
    tolerance: Floats
    measured: Floats
    known: Floats


@dataclass(frozen=True, slots=True)
class Law:
    """A relation that healthy equipment of ``kind`` keeps.

    ``mean`` and ``spread`` (K,) are the kind's: the coefficients of a usual one, and one standard deviation
    between one and another. ``noise`` is the standard deviation of an hour about the law, in the target's
    unit. ``looks_back_hours`` before an hour are all that what is observed in it rests on.
    """

    id: str
    kind: str
    observe: Callable[[Frames], Observed]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    noise: float
    source: str
    looks_back_hours: int = LATELY_HOURS

    @property
    def doubt(self) -> Floats:
        """One standard deviation between one equipment of the kind and another (K,)."""
        widened = trained_laws().get(self.id)
        own = np.array(self.spread)
        return own if widened is None else own * np.array(widened.spread)

    @property
    def hour_noise(self) -> float:
        """Standard deviation of an hour about the law, in the target's unit."""
        widened = trained_laws().get(self.id)
        return self.noise if widened is None else self.noise * widened.noise

    def observed(self, frames: Frames) -> Observed:
        """What the law sees of each equipment."""
        return kept(frames, f"observed {self.id}", lambda: self.observe(frames))

    def expected(self, frames: Frames) -> Expected:
        """What the law lets expect of each equipment (T, E), from what was learned of it until now."""
        return kept(frames, f"expected {self.id}", lambda: self.foretold(frames, frames.learned.get(self.id)))

    def foretold(self, frames: Frames, learned: Learned | None) -> Expected:
        """Evaluate the law over ``frames`` with what was learned, or else with what holds for the kind."""
        seen = self.observed(frames)
        known = np.zeros(frames.shape[1])
        if learned is None:
            value = seen.features @ np.array(self.mean)
            doubt = np.square(seen.features * self.doubt).sum(axis=-1) + self.hour_noise**2
        else:
            value = np.einsum("tek,ek->te", seen.features, learned.mean)
            doubt = np.einsum("tek,ekl,tel->te", seen.features, learned.covariance, seen.features)
            doubt = doubt + np.square(learned.noise)[None, :]
            differs = self.doubt > 0
            own = np.sqrt(np.einsum("ekk->ek", learned.covariance))[:, differs] / self.doubt[differs]
            known = 1.0 - np.clip(own, 0.0, 1.0).mean(axis=1) if differs.any() else known
        counts = seen.applies & ~np.isnan(value)
        return Expected(
            np.where(counts, value, np.nan),
            np.where(counts, np.sqrt(np.maximum(doubt, 0.0)), np.nan),
            seen.target,
            known,
        )
