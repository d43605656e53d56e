"""What most of a kind show alike is the way of the house, and not a fault of each.

Machines break one by one. Where all air handlers of a laboratory run at night, all economizers of a hospital
rest, or all flow sensors behind a fan stand still, either each has the fault on its own, which for several is
hardly likely, or something holds for all of them: how the house is used, how it was designed, the weather.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from scipy.special import betaln

from model.beliefs.belief import Belief
from model.catalogue import load_faults
from model.causes.topology import Index, Topology
from model.frames.windows import Floats

# Two of two say nothing of what they have in common.
_LEAST_PEERS = 3
# What nobody has seen yet shows nothing; of three, two at least.
_LEAST_SHOWN = 1.5
_LEAST_RATE, _MOST_RATE = 0.02, 0.3
_AIR = ("air_handler", "rooftop_unit")


def alike(
    beliefs: Mapping[str, Belief], shown: Mapping[str, Floats], topology: Topology
) -> dict[str, Floats]:
    """By kind, how likely (F, E) it is that a fault is shown by all peers for a reason that is no fault.

    ``shown``: probability of each fault by itself. Only faults that say how often that is so (``alike`` in
    the catalogue) are looked at; peers are of the same kind, sensors of the same role, of the whole building
    or behind the same air unit.
    """
    found: dict[str, Floats] = {}
    for kind, belief in beliefs.items():
        for at, fault in enumerate(belief.faults):
            facts = load_faults()[fault]
            if facts.alike is None or shown[kind][at].sum() < _LEAST_SHOWN:
                continue
            rate = float(np.clip(facts.prior.value.likely, _LEAST_RATE, _MOST_RATE))
            judged = (belief.judged_ms[at] > 0).astype(np.float64)
            into = found.setdefault(kind, np.zeros_like(belief.score))
            for groups in _peers(kind, belief, topology):
                number = np.bincount(groups, weights=judged).astype(np.float64)[groups]
                shows = np.bincount(groups, weights=shown[kind][at] * judged).astype(np.float64)[groups]
                ratio = _log_ratio(number, shows, rate)
                odds = np.exp(ratio) * facts.alike.value.likely
                into[at] = np.maximum(into[at], np.where(ratio > 0, odds / (1 + odds), 0.0))
    return found


def _log_ratio(number: Floats, shows: Floats, rate: float) -> Floats:
    """How much likelier ``shows`` of ``number`` are if any share does, than if each does at ``rate``."""
    by_one = betaln(shows + 1, number - shows + 1)
    each = shows * np.log(rate) + (number - shows) * np.log1p(-rate)
    most = (number >= _LEAST_PEERS) & (shows >= _LEAST_SHOWN) & (shows > rate * number)
    return np.where(most, np.clip(by_one - each, 0.0, 12.0), 0.0)


def _peers(kind: str, belief: Belief, topology: Topology) -> Iterator[Index]:
    """Numbers of groups (E,): of all of the kind, or the role; and of those behind each air unit."""
    role = np.zeros(len(belief.equipment), dtype=np.int64)
    if kind == "sensor":
        names = [identifier.rpartition("/")[2] for identifier in belief.equipment]
        role = np.unique(names, return_inverse=True)[1].astype(np.int64)
    yield role
    for unit in _AIR:
        if unit != kind and unit in topology.order:
            behind = topology.feeder(unit, kind) + 1
            if behind.any():
                # Those behind none have no peers.
                alone = np.where(behind > 0, 0, 1 + np.arange(len(behind)))
                key = np.stack([role, behind, alone])
                yield np.unique(key, axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)
