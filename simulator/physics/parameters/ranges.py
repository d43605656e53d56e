"""Ranges of ``buildings/types.yaml`` for one plan: its kind's before the common ones, by age and tuning."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from simulator.buildings.plan import Plan

_TYPES = Path(__file__).parents[2] / "buildings" / "types.yaml"
Drawn = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranges:
    """What numbers of one building may be; ``factors`` by its age and its tuning."""

    limits: Mapping[str, Any]
    factors: Mapping[str, float]

    @classmethod
    def of(cls, plan: Plan) -> "Ranges":
        """The ranges of ``plan``; ValueError for a kind that ``types.yaml`` does not know."""
        types = _types()
        if plan.kind not in types["kinds"]:
            raise ValueError(f"{plan.kind!r} of {plan.id} is none of the kinds: {', '.join(types['kinds'])}")
        limits = {**types["common"], **types["kinds"][plan.kind]["ranges"]}
        return cls(limits, {name: _factor(types["ages"], plan, name) for name in limits})

    def uniform(self, rng: np.random.Generator, name: str, shape: tuple[int, ...] = ()) -> Drawn:
        """Numbers of the range ``name``; KeyError when there is none."""
        limit = self.limits[name]
        low, high = limit if isinstance(limit, list) else (limit, limit)
        return np.asarray(rng.uniform(low, high, shape) * self.factors[name])


@cache
def _types() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(_TYPES.read_text())
    return loaded


def _factor(ages: Mapping[int, Mapping[str, float]], plan: Plan, name: str) -> float:
    """By age, between the years that are named; a factor that is not named is 1."""
    years = sorted(ages)
    by_age = float(np.interp(plan.built, years, [ages[year].get(name, 1.0) for year in years]))
    return by_age * plan.tuning.get(name, 1.0)
