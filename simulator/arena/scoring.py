"""How well each policy did, with intervals over seeds and managers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from simulator.arena.lived import Lived
from simulator.arena.tally import BINS, Sums, Tally, tally, worthy_faults

ORACLE, NOTHING = "oracle", "nothing"
_TAILS = (2.5, 97.5)


class MissingBaselineError(ValueError):
    """A seed lacks the oracle or the world where nothing is done, which all else is measured by."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the ends of its 95 % interval; NaN where there is nothing to tell it from."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions shown with a certainty between ``low`` and ``high``: the mean of it, and the share real."""

    low: float
    high: float
    shown: float
    real: float
    count: int


@dataclass(frozen=True, slots=True)
class PolicyScore:
    """One policy; ``figures`` has all of ``FIGURES``."""

    name: str
    figures: Mapping[str, Figure]
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All policies by name, in the order of the lives."""

    policies: Mapping[str, PolicyScore]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums of the policy, of the oracle and of nothing; each field of a ``Tally`` with leading axes (...)."""

    own: Mapping[str, Sums]
    oracle: Mapping[str, Sums]
    nothing: Mapping[str, Sums]

    def value(self) -> Sums:
        """Cost avoided, net of visits and work [money]."""
        return _value(self.own, self.nothing)

    def best(self) -> Sums:
        """The oracle's value [money]."""
        return _value(self.oracle, self.nothing)


def _value(own: Mapping[str, Sums], nothing: Mapping[str, Sums]) -> Sums:
    return nothing["lost"] - own["lost"] - own["charged"]


def _calibration_error(sums: _Sums) -> Sums:
    """Expected calibration error: certainty shown against share real, by bin, weighted by how many."""
    bins = sums.own["bins"]
    gaps = np.abs(bins[..., 1, :] - bins[..., 2, :]).sum(axis=-1)
    return _ratio(gaps, bins[..., 0, :].sum(axis=-1))


def _ratio(above: Sums, below: Sums) -> Sums:
    known = below > 0
    return np.where(known, above / np.where(known, below, 1.0), np.nan)


_FORMULAS: Mapping[str, Callable[[_Sums], Sums]] = {
    "value_share": lambda sums: _ratio(sums.value(), sums.best()),
    "right_first": lambda sums: _ratio(sums.own["right"], sums.own["decisions"]),
    "false_actions": lambda sums: _ratio(sums.own["false_actions"], sums.own["actions"]),
    "regret_per_manager_week": lambda sums: _ratio(sums.best() - sums.value(), sums.own["weeks"]),
    "discomfort_per_manager_week": lambda sums: _ratio(sums.own["discomfort"], sums.own["weeks"]),
    "days_to_fix": lambda sums: _ratio(sums.own["waited"], sums.own["worthy"]),
    "fixed_share": lambda sums: _ratio(sums.own["fixed"], sums.own["worthy"]),
    "visits_per_manager_week": lambda sums: _ratio(sums.own["visits"], sums.own["weeks"]),
    "changed_without_cause": lambda sums: _ratio(sums.own["changed"], sums.own["showings"]),
    "calibration_error": _calibration_error,
    "spent_per_manager_week": lambda sums: _ratio(sums.own["spent"], sums.own["weeks"]),
    "value_per_manager_week": lambda sums: _ratio(sums.value(), sums.own["weeks"]),
}
FIGURES = tuple(_FORMULAS)


def score(lives: Sequence[Lived], *, draws: int = 2000, seed: int = 0) -> Scores:
    """Score every policy on the seeds that it lived.

    Intervals are percentiles of a bootstrap by seed, and by manager within a seed: whole managers are drawn
    anew, for looks of one manager are no independent trials. All policies meet the same draws. Raises
    MissingBaselineError; ValueError when a policy lived a seed twice.
    """
    by_policy: dict[str, dict[int, Lived]] = {}
    for life in lives:
        worlds = by_policy.setdefault(life.policy, {})
        if life.seed in worlds:
            raise ValueError(f"{life.policy} lived seed {life.seed} twice; give each world once")
        worlds[life.seed] = life
    for name, worlds in by_policy.items():
        for baseline in (ORACLE, NOTHING):
            missing = sorted(worlds.keys() - by_policy.get(baseline, {}).keys())
            if missing:
                raise MissingBaselineError(f"{name} lived seed {missing[0]}, {baseline} did not; run it too")
    worthy = {number: worthy_faults(world) for number, world in by_policy.get(NOTHING, {}).items()}
    counted = {
        (name, number): [tally(world, manager, worthy[number]) for manager in world.managers]
        for name, worlds in by_policy.items()
        for number, world in worlds.items()
    }
    return Scores(
        {name: _score(name, list(worlds), counted, draws, seed) for name, worlds in by_policy.items()}
    )


def _score(
    name: str, seeds: Sequence[int], counted: Mapping[tuple[str, int], list[Tally]], draws: int, seed: int
) -> PolicyScore:
    sizes = [len(counted[name, number]) for number in seeds]
    weights = _weights(sizes, draws, seed)
    policies = (name, ORACLE, NOTHING)
    tallies = [[each for number in seeds for each in counted[policy, number]] for policy in policies]
    all_of_it = _Sums(*(_summed(each, np.ones((1, sum(sizes)))) for each in tallies))
    drawn = _Sums(*(_summed(each, weights) for each in tallies))
    figures = {}
    for figure, formula in _FORMULAS.items():
        low, high = _ends(formula(drawn)) if sum(sizes) > 1 else (np.nan, np.nan)
        figures[figure] = Figure(float(formula(all_of_it)[0]), low, high)
    return PolicyScore(name, figures, _reliability(all_of_it.own["bins"][0]))


def _weights(sizes: Sequence[int], draws: int, seed: int) -> Sums:
    """How often each manager is drawn (draws, managers), for ``sizes`` managers in each world."""
    rng = np.random.default_rng([seed, len(sizes)])
    worlds = rng.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=draws)
    managers = [
        rng.multinomial(worlds[:, world] * size, np.full(size, 1 / size)) for world, size in enumerate(sizes)
    ]
    return np.concatenate(managers, axis=1).astype(np.float64)


def _summed(tallies: Sequence[Tally], weights: Sums) -> dict[str, Sums]:
    names = [each.name for each in fields(Tally)]
    counted = {name: np.array([getattr(one, name) for one in tallies], dtype=np.float64) for name in names}
    return {name: np.tensordot(weights, values, axes=1) for name, values in counted.items()}


def _ends(values: Sums) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, _TAILS)
    return float(low), float(high)


def _reliability(bins: Sums) -> tuple[Bin, ...]:
    means = _ratio(bins[1:], np.broadcast_to(bins[0], (2, BINS)))
    return tuple(
        Bin(at / BINS, (at + 1) / BINS, float(means[0, at]), float(means[1, at]), int(bins[0, at]))
        for at in range(BINS)
    )
