"""What many show at once: symptoms on much of what one machine feeds point there, and not at each of them.

Either each equipment has the fault on its own, which for many at once is hardly likely, or all have one
cause: a machine upstream, or something that nobody named (a cold snap, a setpoint moved for all, an event).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import betaln

from model.beliefs.belief import Belief
from model.catalogue import load_faults
from model.causes.topology import Index, Topology
from model.frames.windows import Flags, Floats

# Fewer than three say nothing of what they have in common.
_LEAST_MEMBERS = 3
# Faults come in clusters where nobody maintains: on its own, each is likelier than over all buildings.
_CLUSTER, _LEAST_RATE, _MOST_RATE = 3.0, 0.05, 0.3
# Something in common that nobody named, at a random time.
_UNNAMED = 0.02
_MOST_RATIO = 12.0


def in_common(
    beliefs: Mapping[str, Belief],
    alone: Mapping[str, Floats],
    shown: Mapping[str, Floats],
    topology: Topology,
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """By kind, how likely (F, E) a symptom is one of many with one cause, and what causes gain (F, E).

    ``alone`` are the logits of each fault by itself, ``shown`` its probability. Only faults that the
    catalogue explains by something upstream are symptoms in this sense.
    """
    common: dict[str, Floats] = {}
    gained: dict[str, Floats] = {}
    for kind, belief in beliefs.items():
        for at, causes in _symptoms(belief, shown[kind]):
            for feeding in _upstream(kind, causes, beliefs):
                group = _grouped(feeding, kind, at, beliefs, topology)
                ratio = _log_ratio(
                    shown[kind][at], group, load_faults()[belief.faults[at]].prior.value.likely
                )
                rows = _rows(feeding, causes, beliefs)
                odds = {row: np.exp(np.clip(alone[feeding][row], -20, 20)) for row in rows}
                whole = np.exp(ratio) * (sum(odds.values()) + _UNNAMED)
                chance = np.where(ratio > 0, whole / (1 + whole), 0.0)
                of_each = np.where(group.member >= 0, chance[np.maximum(group.member, 0)], 0.0)
                into = common.setdefault(kind, np.zeros_like(belief.score))
                into[at] = np.maximum(into[at], of_each)
                for row in rows:
                    others = whole - np.exp(ratio) * odds[row]
                    gain = np.where(ratio > 0, np.maximum(ratio - np.log1p(others), 0.0), 0.0)
                    above = gained.setdefault(feeding, np.zeros_like(beliefs[feeding].score))
                    above[row] = np.maximum(above[row], gain)
    return common, gained


@dataclass(frozen=True, slots=True)
class _Group:
    """Which of ``count`` machines upstream feeds each equipment (E,), -1 none, and which were ``judged``."""

    member: Index
    count: int
    judged: Flags


def _symptoms(belief: Belief, shown: Floats) -> Iterator[tuple[int, frozenset[str]]]:
    """Rows of faults that have causes upstream, with these, where at least two equipments show them."""
    if len(belief.equipment) < _LEAST_MEMBERS:
        return
    for at, fault in enumerate(belief.faults):
        causes = upstream_of(fault)
        # Without two that show it there is nothing in common, and most buildings are spared the rest.
        if causes and shown[at].sum() >= 2.0:
            yield at, causes


@cache
def upstream_of(fault: str) -> frozenset[str]:
    """Faults upstream that the catalogue gives as causes of this one's symptoms."""
    causes = load_faults()[fault].explained_by
    return frozenset(cause.fault for cause in causes if cause.where in {"fed_by", "building"})


def _upstream(kind: str, causes: frozenset[str], beliefs: Mapping[str, Belief]) -> list[str]:
    """Kinds upstream that have one of the causes; the building as a whole is named ""."""
    return [other for other, b in beliefs.items() if other != kind and causes & set(b.faults)] + [""]


def _grouped(
    feeding: str, kind: str, fault: int, beliefs: Mapping[str, Belief], topology: Topology
) -> _Group:
    judged = beliefs[kind].judged_ms[fault] > 0
    if feeding not in beliefs or feeding == "building":
        return _Group(np.zeros(len(judged), dtype=np.int64), 1, judged)
    return _Group(topology.feeder(feeding, kind), len(beliefs[feeding].equipment), judged)


def _rows(feeding: str, causes: frozenset[str], beliefs: Mapping[str, Belief]) -> list[int]:
    if feeding not in beliefs:
        return []
    return [row for row, fault in enumerate(beliefs[feeding].faults) if fault in causes]


def _log_ratio(p: Floats, group: _Group, prior: float) -> Floats:
    """How much likelier what the members of each group show is by one cause than by a fault of each.

    With one cause any share of them shows it, alike likely; without, each does at its rate.
    """
    rate = float(np.clip(_CLUSTER * prior, _LEAST_RATE, _MOST_RATE))
    counted = group.judged & (group.member >= 0)
    number = np.bincount(group.member[counted], minlength=group.count).astype(np.float64)
    shows = np.bincount(group.member[counted], weights=p[counted], minlength=group.count)
    by_one = betaln(shows + 1, number - shows + 1)
    each = shows * np.log(rate) + (number - shows) * np.log1p(-rate)
    # Fewer than that are as few as a well-kept building has: they have nothing in common.
    many = (number >= _LEAST_MEMBERS) & (shows > rate * number)
    return np.where(many, np.clip(by_one - each, 0.0, _MOST_RATIO), 0.0)
