"""Learning of laws: what each equipment's own history says of the laws that it keeps.

A recursive Bayesian linear regression for each law and equipment. What is kept are weighted sums, free of
any prior: what holds for the kind comes in when they are read, so that a better number for the kind counts
at once. Nothing of a day is used before the next one, which makes judging a day again give the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import starmap

import numpy as np

from model.frames.frames import HOUR_MS, STEPS_PER_HOUR, Frames
from model.frames.windows import Floats
from model.healthy.laws import LAWS
from model.healthy.learning.law import Law
from model.healthy.learning.learned import Learned

DAY_MS = 24 * HOUR_MS
_LEAST_STEPS = 3
# Hours in a row repeat each other's error: six count as one that is independent.
_HOURS_EACH = 6.0
_KEPT_A_DAY = 0.5 ** (1 / 60)
# The kind's noise weighs as much as five days of the equipment's own.
_NOISE_SAMPLES = 20.0
# However sharply an hour tells, a day of them tells no more than being of its kind does.
_MOST_A_SAMPLE = _HOURS_EACH / 24.0
_LEAST_NOISE, _MOST_NOISE = 0.5, 3.0
# A law is only so true from one season to the next, however long it was watched: share of the kind's spread.
_LEAST_DOUBT = 0.15
# Student's t against what is known of the equipment: a change is learned, but over weeks.
_DEGREES = 4.0
# Tukey's biweight against the kind: what no healthy one of it does is never learned.
_STRANGE = 4.0
_REPAIRED_KEPT = 0.25


@dataclass(frozen=True, slots=True)
class HourSamples:
    """One law over H hours: ``target`` (H, E), ``features`` (H, E, K), ``weight`` (H, E), 0 where not seen.

    ``strange`` (H, E) is how many tolerances the target is off what was known at the start of the day.
    """

    target: Floats
    features: Floats
    weight: Floats
    strange: Floats


@dataclass(slots=True)
class Sums:
    """Weighted sums: ``features`` (E, K, K), ``product`` (E, K), ``squares`` (E,) and ``weight`` (E,)."""

    features: Floats
    product: Floats
    squares: Floats
    weight: Floats

    @classmethod
    def none(cls, law: Law, equipment: int) -> "Sums":
        """Sums before any hour."""
        size = len(law.mean)
        return cls(
            np.zeros((equipment, size, size)),
            np.zeros((equipment, size)),
            np.zeros(equipment),
            np.zeros(equipment),
        )

    def arrays(self) -> tuple[Floats, ...]:
        """All four, in their order."""
        return self.features, self.product, self.squares, self.weight

    def add(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(*(mine + theirs for mine, theirs in zip(self.arrays(), other.arrays(), strict=True)))

    def faded(self, kept: float) -> "Sums":
        """The share ``kept`` of these."""
        return Sums(*(kept * mine for mine in self.arrays()))


@dataclass(slots=True)
class Learning:
    """What is learned of equipment of one kind: ``known`` when the day began, ``today`` since, by law."""

    kind: str
    equipment: tuple[str, ...]
    day_ms: int = 0
    known: dict[str, Sums] = field(default_factory=dict)
    today: dict[str, Sums] = field(default_factory=dict)


def laws_of(kind: str) -> tuple[Law, ...]:
    """Laws that equipment of ``kind`` keeps."""
    return tuple(law for law in LAWS.values() if law.kind == kind)


def learned(law: Law, sums: Sums) -> Learned:
    """Coefficients and noise (E, ...) from the kind's and the equipment's own history."""
    return learned_from(np.array(law.mean), law.doubt, law.hour_noise, sums)


def learned_from(mean: Floats, spread: Floats, noise: float, sums: Sums) -> Learned:
    """The same from a kind's ``mean`` and ``spread`` (K,), and the ``noise`` of its hours.

    Solved for the departure from the kind in units of its spread, so that it stays well-conditioned and a
    coefficient without spread stays the kind's.
    """
    scaled = sums.features * spread[:, None] * spread[None, :]
    product = (sums.product - sums.features @ mean) * spread
    squares = sums.squares - 2 * sums.product @ mean + np.einsum("k,ekl,l->e", mean, sums.features, mean)
    one = np.eye(len(mean))
    variance = np.full(len(sums.weight), noise**2)
    sharpest = np.einsum("ekk->ek", scaled).max(axis=1) / np.maximum(sums.weight, 1e-9) / _MOST_A_SAMPLE
    for _ in range(2):
        heard = np.maximum(variance, sharpest)
        doubt = np.linalg.inv(one + scaled / heard[:, None, None])
        off = np.einsum("ekl,el->ek", doubt, product) / heard[:, None]
        left = squares - 2 * (off * product).sum(axis=1) + np.einsum("ek,ekl,el->e", off, scaled, off)
        own = (_NOISE_SAMPLES * noise**2 + np.maximum(left, 0.0)) / (_NOISE_SAMPLES + sums.weight)
        variance = np.clip(own, (_LEAST_NOISE * noise) ** 2, (_MOST_NOISE * noise) ** 2)
    covariance = (doubt + _LEAST_DOUBT**2 * one) * spread[:, None] * spread[None, :]
    return Learned(mean + off * spread, covariance, np.sqrt(variance))


def learned_by_law(learning: Learning | None, frames: Frames) -> dict[str, Learned]:
    """What was known of the equipment of ``frames`` when the day began; nothing without ``learning``."""
    if learning is None or not learning.known:
        return {}
    mine = align_learning(learning, tuple(equipment.id for equipment in frames.equipment))
    return {law.id: learned(law, mine.known[law.id]) for law in laws_of(frames.kind) if law.id in mine.known}


def teach(kinds: dict[str, Frames], learning: Mapping[str, Learning]) -> None:
    """Tell the frames of a building, in place, what was known of its equipment when the day began."""
    # Frames refer to each other by this very mapping.
    kinds.update(
        {kind: replace(of, learned=learned_by_law(learning.get(kind), of)) for kind, of in kinds.items()}
    )


def hourly_samples(kind: str, before: Callable[[int], Frames], hours: int) -> dict[str, HourSamples]:
    """Samples of each law of a kind over the last ``hours`` of its frames; outliers weigh little.

    ``before`` gives the frames from so many hours before those on.
    """
    return {law.id: _samples(law, before(law.looks_back_hours), hours) for law in laws_of(kind)}


def _samples(law: Law, frames: Frames, hours: int) -> HourSamples:
    seen = law.observed(frames)
    applies = seen.applies & ~np.isnan(seen.target) & ~np.isnan(seen.features).any(axis=-1)
    kept = slice(frames.shape[0] - hours * STEPS_PER_HOUR, None)
    shape = (hours, STEPS_PER_HOUR, frames.shape[1])
    counted = applies[kept].reshape(shape)
    steps = counted.sum(axis=1)
    divisor = np.maximum(steps, 1)
    target = np.where(counted, seen.target[kept].reshape(shape), 0.0).sum(axis=1) / divisor
    features = seen.features[kept].reshape(*shape, -1)
    features = np.where(counted[..., None], features, 0.0).sum(axis=1) / divisor[..., None]
    mine = frames.learned.get(law.id)
    of_kind = _off(target, features, learned(law, Sums.none(law, frames.shape[1])))
    own = of_kind if mine is None else _off(target, features, mine)
    trust = (1 - np.minimum(np.square(of_kind / _STRANGE), 1.0)) ** 2
    trust = trust * np.minimum((_DEGREES + 1) / (_DEGREES + np.square(own)), 1.0)
    share = np.where(steps >= _LEAST_STEPS, steps / STEPS_PER_HOUR, 0.0)
    return HourSamples(target, features, share / _HOURS_EACH * trust, np.where(share > 0, own, np.nan))


def _off(target: Floats, features: Floats, known: Learned) -> Floats:
    """How far ``target`` (H, E) lies from what is known, in tolerances."""
    value = np.einsum("hek,ek->he", features, known.mean)
    doubt = np.einsum("hek,ekl,hel->he", features, known.covariance, features) + np.square(known.noise)
    off: Floats = (target - value) / np.sqrt(doubt)
    return off


def begin_day(learning: Mapping[str, Learning], now_ms: int) -> None:
    """With a new day, what the one before showed becomes known, in place; days without samples fade too."""
    day_ms = now_ms // DAY_MS * DAY_MS
    for one in learning.values():
        if day_ms > one.day_ms:
            kept = _KEPT_A_DAY ** ((day_ms - one.day_ms) / DAY_MS)
            faded = {law_id: sums.faded(kept) for law_id, sums in one.known.items()}
            more = {
                law_id: faded[law_id].add(today) if law_id in faded else today
                for law_id, today in one.today.items()
            }
            one.known, one.today, one.day_ms = faded | more, {}, day_ms


def learn(
    learning: dict[str, Learning],
    kind: str,
    equipment: tuple[str, ...],
    samples: Mapping[str, HourSamples],
    *,
    hour: int,
    hour_ms: int,
    trust: Floats,
) -> None:
    """Fold one hour (index into ``samples``, and its start) into today, in place.

    ``trust`` (E,): how far nothing is wrong with the equipment.
    """
    if kind not in learning or learning[kind].equipment != equipment:
        learning[kind] = align_learning(
            learning.get(kind, Learning(kind, (), hour_ms // DAY_MS * DAY_MS)), equipment
        )
    today = learning[kind].today
    for law_id, found in samples.items():
        sums = _of_hour(found.features[hour], found.target[hour], found.weight[hour] * trust)
        today[law_id] = today[law_id].add(sums) if law_id in today else sums


def _of_hour(features: Floats, target: Floats, weight: Floats) -> Sums:
    weighted = features * weight[:, None]
    return Sums(
        np.einsum("ek,el->ekl", weighted, features),
        weighted * target[:, None],
        weight * np.square(target),
        weight,
    )


def unlearn(learning: Learning, equipment: str) -> None:
    """What was learned before a repair counts less after it, in place."""
    if equipment in learning.equipment:
        at = learning.equipment.index(equipment)
        for sums in (*learning.known.values(), *learning.today.values()):
            for array in sums.arrays():
                array[at] *= _REPAIRED_KEPT


def align_learning(learning: Learning, equipment: tuple[str, ...]) -> Learning:
    """``learning`` in the order of ``equipment``, copied; equipment that is new knows nothing of itself."""
    position = {identifier: at for at, identifier in enumerate(learning.equipment)}
    now = [at for at, identifier in enumerate(equipment) if identifier in position]
    then = [position[equipment[at]] for at in now]

    def moved(law_id: str, sums: Sums) -> tuple[str, Sums]:
        result = Sums.none(LAWS[law_id], len(equipment))
        for new, old in zip(result.arrays(), sums.arrays(), strict=True):
            new[now] = old[then]
        return law_id, result

    return Learning(
        learning.kind,
        equipment,
        learning.day_ms,
        dict(starmap(moved, learning.known.items())),
        dict(starmap(moved, learning.today.items())),
    )
