"""Whether what was shown was as sure as it said, and saved what it said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bench.measuring.worlds import Told
from model.frames.windows import Floats
from simulator.arena.lived import Lived, Look

_BINS = np.linspace(0.0, 1.0, 11)
_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Calibration:
    """First looks at ``count`` suggestions: mean certainty, share that was so, expected calibration error.

    ``chance``: the error that so many suggestions would show in the mean if every certainty were right.
    """

    count: int
    shown: float
    real: float
    error: float
    chance: float


def calibration(said: Sequence[tuple[float, bool]]) -> Calibration:
    """Of certainties and whether it was so, in ten bins."""
    if not said:
        return Calibration(0, *[float("nan")] * 4)
    shown = np.array([p for p, _ in said])
    real = np.array([is_real for _, is_real in said], dtype=np.float64)
    lots = np.random.default_rng(len(said)).random((_DRAWS, len(said)))
    chance = np.mean([_error(shown, (lot < shown).astype(np.float64)) for lot in lots])
    return Calibration(len(said), float(shown.mean()), float(real.mean()), _error(shown, real), float(chance))


def _error(shown: Floats, real: Floats) -> float:
    place = np.clip(np.digitize(shown, _BINS) - 1, 0, len(_BINS) - 2)
    gaps = np.bincount(place, weights=shown - real, minlength=len(_BINS) - 1)
    return float(np.abs(gaps).sum() / len(shown))


def reliability(said: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """The bins with something in them."""
    rows = []
    for low, high in pairwise(_BINS):
        inside = [(p, is_real) for p, is_real in said if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            found = calibration(inside)
            rows.append(
                {"low": low, "high": high, "shown": found.shown, "real": found.real, "count": found.count}
            )
    return rows


def first_looks(told: Iterable[Told], policy: str) -> Iterator[tuple[Told, Lived, Look]]:
    """Looks at which something was shown for the first time, with a certainty."""
    for each in told:
        for life in each.lives:
            if life.policy == policy:
                for look in life.looks:
                    if look.first and look.shown is not None and look.shown.probability is not None:
                        yield each, life, look


def said_by(
    told: Iterable[Told], policy: str, key: Callable[[Told, Look], str]
) -> Mapping[str, list[tuple[float, bool]]]:
    """Certainties shown and whether it was so, by ``key``."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for each, _, look in first_looks(told, policy):
        shown = look.shown
        if shown is not None and shown.probability is not None:
            found.setdefault(key(each, look), []).append((shown.probability, look.real))
    return dict(sorted(found.items()))


def everything(told: Told, look: Look) -> str:
    """All together."""
    del told, look
    return "all"


def by_fault(told: Told, look: Look) -> str:
    """By what was said to be wrong."""
    del told
    return "" if look.shown is None else look.shown.fault


def by_missing(told: Told, look: Look) -> str:
    """By how many useful roles were not there."""
    shown = look.shown
    count = 0 if shown is None else told.missing[shown.building, shown.equipment, shown.fault]
    return f"{count} missing" if count < 3 else "3 or more missing"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of ``count`` savings stated of what was so, the shares that the true one lay within, under and over."""

    count: int
    within: float
    under: float
    over: float


def savings_covered(told: Iterable[Told], policy: str) -> Coverage:
    """Stated intervals of the saving a day against what the faults truly cost, in the mean of their days."""
    where: list[int] = []
    for each, _, look in first_looks(told, policy):
        if look.shown is None or look.shown.saving_per_day is None or not look.meant:
            continue
        [nothing] = [life for life in each.lives if life.policy == "nothing"]
        true = nothing.cost_per_day(look.meant)
        if true is not None:
            low, high = look.shown.saving_per_day
            where.append(-1 if true < low else int(true > high))
    if not where:
        return Coverage(0, float("nan"), float("nan"), float("nan"))
    found = np.array(where)
    return Coverage(
        len(found), float((found == 0).mean()), float((found < 0).mean()), float((found > 0).mean())
    )
