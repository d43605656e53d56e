"""Shares of the oracle's value: by world, without the dearest world, and in the first days of a run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bench.measuring.targets import NAN
from bench.measuring.worlds import Told
from simulator.arena.lived import Lived
from simulator.arena.scoring import NOTHING, ORACLE
from simulator.clock import DAY_MS


@dataclass(frozen=True, slots=True)
class Value:
    """What a policy saved in a world, net of its visits, and what the oracle did [USD]."""

    own: float
    best: float

    @property
    def share(self) -> float:
        """Of what the oracle saved; NaN where it saved nothing."""
        return self.own / self.best if self.best > 0 else NAN


def by_world(told: Iterable[Told], policy: str) -> list[float]:
    """Share of the oracle's value in each world, for no world weighs more than another there."""
    return [value.share for value in values(told, policy) if value.best > 0]


def values(told: Iterable[Told], policy: str, days: float | None = None) -> list[Value]:
    """What was saved in each world, in its first ``days`` where given."""
    found = []
    for each in told:
        lives = {life.policy: life if days is None else _first(life, days) for life in each.lives}
        nothing = lives[NOTHING]
        own, best = (_saved(lives[name], nothing) / nothing.per_usd for name in (policy, ORACLE))
        found.append(Value(own, best))
    return found


def together(found: Sequence[Value]) -> float:
    """Share of the oracle's value in all of them."""
    return Value(sum(each.own for each in found), sum(each.best for each in found)).share


def without_the_dearest(found: Sequence[Value]) -> float:
    """The same without the world in which the oracle saves most."""
    return together(sorted(found, key=lambda each: each.best)[:-1])


def _first(life: Lived, days: float) -> Lived:
    end_ms = round(life.start_ms + days * DAY_MS)
    return replace(
        life,
        end_ms=min(life.end_ms, end_ms),
        days=tuple(day for day in life.days if day.day_ms < end_ms),
        visits=tuple(visit for visit in life.visits if visit.ended_ms <= end_ms),
    )


def _saved(life: Lived, nothing: Lived) -> float:
    lost = sum(day.lost for day in nothing.days) - sum(day.lost for day in life.days)
    return lost - sum(life.charged(visit) for visit in life.visits)
