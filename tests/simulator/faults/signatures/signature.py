"""How a fault shows: one number of a building, with the fault and without."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.simulator.faults.signatures.seasons import Season

Values = NDArray[np.float64]
Hours = tuple[float, float]
WORK, NIGHT, DAY = (9.0, 17.0), (20.0, 28.0), (0.0, 24.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """What an operator computes of fields ``paths`` of the state, each (T, n) for what a unit has of it."""

    says: str
    paths: tuple[str, ...]
    formula: Callable[..., Values]


@dataclass(frozen=True, slots=True)
class Broken:
    """A fault on ``equipment`` of a house in a season; ``details`` are further fields of ``Fault``."""

    kind: str
    equipment: str
    season: Season
    house: str = "boiler"
    details: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        details = "".join(f" {value}" for _, value in self.details)
        return f"{self.kind}{details} on {self.equipment} of {self.house} in {self.season.name}"


@dataclass(frozen=True, slots=True)
class Signature:
    """With ``broken`` there is more of ``what`` by more than ``more`` than without; less, if it is negative.

    ``what`` is a field of the state or a measure: its mean over ``hours`` of the second day.
    """

    broken: Broken
    what: str | Measure
    more: float
    hours: Hours = WORK

    @property
    def measure(self) -> Measure:
        """What is compared."""
        if isinstance(self.what, Measure):
            return self.what
        return Measure(self.what, (self.what,), lambda values: values)

    def __str__(self) -> str:
        return f"{self.broken}: {self.measure.says}"


@dataclass(frozen=True, slots=True)
class On:
    """Makes signatures of faults on one piece of equipment."""

    equipment: str
    house: str = "boiler"

    def __call__(
        self,
        kind: str,
        season: Season,
        what: str | Measure,
        more: float,
        hours: Hours = WORK,
        **details: object,
    ) -> Signature:
        broken = Broken(kind, self.equipment, season, self.house, tuple(details.items()))
        return Signature(broken, what, more, hours)
