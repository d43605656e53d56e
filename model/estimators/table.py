"""The table of candidates that estimators learn from: a row for a fault of an equipment at a time."""

from functools import cache

import numpy as np
import pandas as pd

from model.beliefs.habit import habit_of
from model.causes.causes import logit
from model.faults import FAULTS
from model.frames.windows import Floats
from model.round import Judged

# What is less likely than this by the engineer's belief is no candidate to anybody.
LEAST = 0.01
KINDS = pd.CategoricalDtype(sorted(FAULTS))
# In logits: what each term of the belief says, "believed" all of them but the answers.
TERMS = ("prior", "gathered", "explained", "answered", "believed")
# What trees and rankers may look at; never which fault it is, so that it holds for faults never learned from.
NUMBERS = (
    "believed",
    "prior",
    "gathered",
    "explained",
    "shared",
    "run",
    "hours_for",
    "hours_against",
    "days",
    "deviation",
    "habit",
    "unusual",
    "strongest_other",
    "missing_roles",
)


def candidates_of(judged: Judged) -> pd.DataFrame:
    """Candidates of a building: what names them, ``TERMS`` and ``NUMBERS``, and the ``kind`` of equipment.

    ``row`` and ``column`` are their places in the belief of their kind, ``look`` the list that they stand in:
    the building at the moment. ``strongest_other`` is the logit of the likeliest other fault of the
    equipment, ``missing_roles`` how many useful points it does not have.
    """
    parts = [_of_kind(judged, kind) for kind in judged.beliefs]
    found = pd.concat(parts, ignore_index=True) if parts else _of_nothing()
    return found.astype({"kind": KINDS})


def _of_kind(judged: Judged, kind: str) -> pd.DataFrame:
    belief, chances = judged.beliefs[kind], judged.chances[kind]
    row, column = np.nonzero((chances.probability >= LEAST) & (belief.judged_ms > 0))
    at = row, column
    terms = {name: getattr(chances, name)[at] for name in ("prior", "gathered", "explained", "answered")}
    missing = [
        _missing(judged, kind, int(one), belief.equipment[other])
        for one, other in zip(row, column, strict=True)
    ]
    return pd.DataFrame(
        {
            "building": judged.building.id,
            "look": f"{judged.building.id}@{judged.as_of_ms}",
            "kind": kind,
            "equipment": [belief.equipment[place] for place in column],
            "fault": [belief.faults[place] for place in row],
            "row": row,
            "column": column,
            **terms,
            "believed": terms["prior"] + terms["gathered"] + terms["explained"],
            "shared": chances.shared[at],
            **{name: getattr(belief, name)[at] for name in ("run", "hours_for", "hours_against", "days")},
            "deviation": belief.mean("deviation")[at],
            "habit": habit_of(belief.habit, belief.habit_hours)[at],
            "unusual": belief.unusual[0][column],
            "strongest_other": logit(_strongest_other(chances.probability)[at]),
            "missing_roles": np.array(missing, dtype=np.float64),
        }
    )


def _strongest_other(probability: Floats) -> Floats:
    """Of each fault (F, E), the highest probability of another fault of the same equipment."""
    if len(probability) < 2:
        return np.full_like(probability, 1e-9)
    second, first = np.sort(probability, axis=0)[-2:]
    other: Floats = np.where(probability == first, second, first)
    return other


@cache
def _useful(kind: str, row: int) -> frozenset[str]:
    fault = FAULTS[kind][row]
    roles = {*fault.traces, *(role for either in fault.needs for role in either)}
    return frozenset(role for role in roles if "." not in role)


def _missing(judged: Judged, kind: str, row: int, equipment: str) -> int:
    """How many roles that its own points could have, and the fault could use, an equipment does not have."""
    if kind in {"sensor", "controller", "building"}:
        return 0
    described = {point.role for point in judged.topology.owner_of(kind, equipment).points}
    return len(_useful(kind, row) - described)


def _of_nothing() -> pd.DataFrame:
    names = ("building", "look", "kind", "equipment", "fault", "row", "column", *TERMS, *NUMBERS)
    return pd.DataFrame({name: [] for name in dict.fromkeys(names)})
