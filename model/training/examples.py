"""Examples to learn from: evidence beside the truth, as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.healthy.learning import Sums
from model.windows import Flags, Floats


@dataclass(frozen=True, slots=True)
class Examples:
    """N times one fault of one equipment at one time; all arrays (N,).

    ``score`` the log-likelihood ratio gathered, ``probability`` what was believed with all causes, ``real``
    whether it was there, ``day`` of watching, ``group`` the building: what is learned is tested on others.
    """

    fault: NDArray[np.str_]
    score: Floats
    probability: Floats
    real: Flags
    day: NDArray[np.int64]
    group: NDArray[np.str_]

    @classmethod
    def of(
        cls,
        *,
        fault: Sequence[str],
        score: Sequence[float],
        probability: Sequence[float],
        real: Sequence[bool],
        day: Sequence[int],
        group: Sequence[str],
    ) -> "Examples":
        """Examples from columns of equal length."""
        return cls(
            np.array(fault, dtype=np.str_),
            np.array(score, dtype=np.float64),
            np.array(probability, dtype=np.float64),
            np.array(real, dtype=np.bool_),
            np.array(day, dtype=np.int64),
            np.array(group, dtype=np.str_),
        )

    @classmethod
    def together(cls, parts: Iterable["Examples"]) -> "Examples":
        """All of several."""
        found = list(parts)
        return cls(*(np.concatenate([getattr(part, f.name) for part in found]) for f in fields(cls)))

    def frame(self) -> pd.DataFrame:
        """A row an example, for tools that take frames."""
        return pd.DataFrame({f.name: getattr(self, f.name) for f in fields(self)})

    def __len__(self) -> int:
        """How many."""
        return len(self.score)


@dataclass(slots=True)
class LawSums:
    """What healthy equipment showed of one law, a part a building."""

    law: str
    parts: list[Sums] = field(default_factory=list)
