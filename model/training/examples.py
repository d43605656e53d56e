"""Examples to learn from: evidence beside the truth, as columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.frames.windows import Flags, Floats
from model.healthy.learning.learning import Sums


@dataclass(frozen=True, slots=True)
class Examples:
    """N times one fault of one equipment at one time; all arrays (N,).

    ``kind`` of the equipment; ``prior`` logit; ``score`` the log-likelihood ratio gathered; ``others`` the
    logit that rivals, causes and answers add; ``probability`` what was believed with all of that;
    ``card`` whether it would have been worth a card, were there no other; ``missing`` how many of the roles
    that help were not there; ``real`` whether it was there, ``day`` of
    watching, ``place`` the equipment, ``group`` the building: what is learned is tested on others.
    """

    fault: NDArray[np.str_]
    kind: NDArray[np.str_]
    prior: Floats
    score: Floats
    others: Floats
    probability: Floats
    card: Flags
    missing: NDArray[np.int64]
    real: Flags
    day: NDArray[np.int64]
    place: NDArray[np.str_]
    group: NDArray[np.str_]

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]]) -> "Examples":
        """Examples from columns of equal length, by name."""
        types: dict[str, Any] = {"fault": np.str_, "kind": np.str_, "place": np.str_, "group": np.str_}
        types |= {"real": np.bool_, "card": np.bool_, "day": np.int64, "missing": np.int64}
        arrays: dict[str, Any] = {
            f.name: np.array(columns[f.name], dtype=types.get(f.name, np.float64)) for f in fields(cls)
        }
        return cls(**arrays)

    @classmethod
    def together(cls, parts: Iterable["Examples"]) -> "Examples":
        """All of several."""
        found = list(parts)
        return cls(*(np.concatenate([getattr(part, f.name) for part in found]) for f in fields(cls)))

    def frame(self) -> pd.DataFrame:
        """A row an example, for tools that take frames."""
        return pd.DataFrame({f.name: getattr(self, f.name) for f in fields(self)})

    def where(self, kept: Flags) -> "Examples":
        """Those that are ``kept`` (N,)."""
        return Examples(*(getattr(self, f.name)[kept] for f in fields(self)))

    def __len__(self) -> int:
        """How many."""
        return len(self.score)


@dataclass(slots=True)
class LawSums:
    """What healthy equipment showed of one law, a part a building; ``groups`` are the buildings."""

    law: str
    parts: list[Sums] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    def add(self, part: Sums, group: str) -> None:
        """Take in what the equipment of one building showed."""
        self.parts.append(part)
        self.groups.append(group)


def laws_together(parts: Iterable[Mapping[str, LawSums]]) -> dict[str, LawSums]:
    """What was shown of each law in all of several, but for those of which nothing was."""
    found: dict[str, LawSums] = {}
    for each in parts:
        for law, sums in each.items():
            for part, group in zip(sums.parts, sums.groups, strict=True):
                found.setdefault(law, LawSums(law)).add(part, group)
    return found
