"""Challengers taught by practice, with all of it or with what a world is made of left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

from model.estimators import ESTIMATORS
from model.faults import FAULTS
from simulator.arena.beside import View
from simulator.arena.policies.challenger import Challenger
from simulator.arena.policy import Policy
from simulator.arena.runs import Opened
from simulator.training.practice import read_practice

PREFIX, _WITHOUT = "product_", "_without_"
_ROLES_LEFT_OUT = 1 / 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What a world is made of: its climate, most frequent kind of building, and kinds of faults in it."""

    climate: str
    building_kind: str
    faults: frozenset[str]


def facts_of(opened: Opened) -> Facts:
    """What the world before its first day is made of."""
    view = opened.portfolios[0]
    if not isinstance(view, View):
        raise TypeError(f"the plans are known of a View, not of a {type(view).__name__}")
    plans = view.beside.portfolio.plans
    kinds = sorted(plan.kind for plan in plans)
    return Facts(
        plans[0].climate, max(kinds, key=kinds.count), frozenset(fault.kind for fault in opened.sure)
    )


def leans_on_left_out(kind: str, fault: str) -> bool:
    """Whether a fault cannot be seen without a role of the third, drawn by its name, that is left out."""
    needs = next((known.needs for known in FAULTS[kind] if known.id == fault), ())
    return any(all(crc32(role.encode()) < _ROLES_LEFT_OUT * 2**32 for role in either) for either in needs)


def leaning_on_left_out(table: pd.DataFrame) -> pd.Series:
    """Which candidates are faults that cannot be seen without a third of the roles."""
    claims = zip(table["kind"].astype(str), table["fault"], strict=True)
    return pd.Series([leans_on_left_out(*claim) for claim in claims], index=table.index)


def _with_faults(table: pd.DataFrame, facts: Facts) -> pd.Series:
    met = {text: bool(facts.faults.intersection(text.split())) for text in table["broken"].unique()}
    buildings = table.loc[table["broken"].map(met), "building"].unique()
    return table["building"].isin(buildings)


# What each leaves out of practice, of the world that it is tried in.
LEFT_OUT: Mapping[str, Callable[[pd.DataFrame, Facts], pd.Series]] = {
    "climate": lambda table, facts: table["climate"] == facts.climate,
    "building_kind": lambda table, facts: table["building_kind"] == facts.building_kind,
    "faults": _with_faults,
    "roles": lambda table, _: leaning_on_left_out(table),
}


@dataclass(frozen=True, slots=True)
class School:
    """Where challengers are taught: the table of practice in a file."""

    practice: Path

    def policy(self, name: str, opened: Opened) -> Policy | None:
        """The challenger of that name, taught for a world; None for who is no challenger."""
        parts = parts_of(name)
        if parts is None:
            return None
        estimator, without = parts
        table = _table(self.practice)
        if without:
            table = table[~LEFT_OUT[without](table, facts_of(opened)).to_numpy()]
        return Challenger(name, ESTIMATORS[estimator]().fit(table, np.asarray(table["real"])))


@cache
def _table(file: Path) -> pd.DataFrame:
    return read_practice(file)


def named(estimator: str, without: str = "") -> str:
    """The name of a challenger's policy: "product_trees", or "product_trees_without_climate"."""
    return f"{PREFIX}{estimator}" + (f"{_WITHOUT}{without}" if without else "")


def parts_of(name: str) -> tuple[str, str] | None:
    """The estimator, and what it is taught without, of a policy's name; None for who is no challenger."""
    estimator, _, without = name.removeprefix(PREFIX).partition(_WITHOUT)
    return (estimator, without) if name.startswith(PREFIX) and estimator in ESTIMATORS else None
