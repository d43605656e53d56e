"""The report of a run as one document: the table, the JSON file and the page all show these figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from model.frames.windows import Floats
from model.version import MODEL_VERSION
from simulator.arena.figures import load_figures
from simulator.arena.lived import Lived
from simulator.arena.scoring import NOTHING, ORACLE, Figure, PolicyScore, score
from simulator.clock import DAY_MS

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What was run."""

    buildings: int
    days: int
    seeds: tuple[int, ...]
    currency: str = "USD"


def report(lives: Sequence[Lived], setup: Setup) -> dict[str, Any]:
    """The document; best policy first by value captured. What is not known is null.

    ``policies`` has for each its ``figures`` (value with its 95 % interval over seeds), ``reliability`` bins,
    and ``saved_by_day`` (USD against doing nothing, all managers, mean over seeds, visits not counted).
    """
    scores = score(lives).policies
    ranked = sorted(scores, key=lambda name: (-_share(scores[name]), name != ORACLE, name))
    saved = saved_by_day(lives)
    return {
        "format": FORMAT,
        "model": MODEL_VERSION,
        "setup": {
            "buildings": setup.buildings,
            "managers": sum(len(life.managers) for life in lives if life.policy == NOTHING),
            "days": setup.days,
            "seeds": list(setup.seeds),
            "currency": setup.currency,
        },
        "policies": {name: _policy(scores[name], saved[name]) for name in ranked},
    }


def _policy(score_of: PolicyScore, saved: Sequence[float]) -> dict[str, Any]:
    return {
        "figures": {name: _figure(score_of.figures[name]) for name in load_figures()},
        "reliability": [
            {
                "low": each.low,
                "high": each.high,
                "shown": _or_null(each.shown),
                "real": _or_null(each.real),
                "count": each.count,
            }
            for each in score_of.reliability
        ],
        "saved_by_day": list(saved),
    }


def _figure(figure: Figure) -> dict[str, float | None]:
    return {"value": _or_null(figure.value), "low": _or_null(figure.low), "high": _or_null(figure.high)}


def _or_null(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _share(of: PolicyScore) -> float:
    share = of.figures["value_share"].value
    return share if isfinite(share) else float("-inf")


def saved_by_day(lives: Sequence[Lived]) -> Mapping[str, list[float]]:
    """By policy, what its worlds had lost less by the end of each day than with nothing done [USD]."""
    lost = {(life.policy, life.seed): _lost_by_day(life) for life in lives}
    saved: dict[str, list[list[float]]] = {}
    for (policy, seed), own in lost.items():
        gain = np.cumsum(lost[NOTHING, seed] - own)
        saved.setdefault(policy, []).append(gain.tolist())
    return {policy: np.mean(runs, axis=0).tolist() for policy, runs in saved.items()}


def _lost_by_day(life: Lived) -> Floats:
    days = (life.end_ms - life.start_ms) // DAY_MS
    lost = np.zeros(days)
    for day in life.days:
        lost[(day.day_ms - life.start_ms) // DAY_MS] += day.lost / life.per_usd
    return lost
