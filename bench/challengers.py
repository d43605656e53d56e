"""Leader and challengers, on practice and in the same worlds: python -m bench.challengers [--left-out]

Each has the same evidence, value, floor and choice, and another p: the belief as it is, the belief with one
shift and slope learned, gradient-boosted trees, LambdaMART (needs the extra "challengers"), and a contextual
bandit. They learn from buildings of practice (seeds 1001 on; lived once, kept in a file). ``--left-out``
teaches them also without what each world is made of: its climate, its most frequent kind of building, every
kind of fault that is in it, and without faults that lean on a third of the roles.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table
from sklearn.metrics import average_precision_score, log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.measuring.certainty import calibration, everything, said_by
from bench.measuring.challengers import LEFT_OUT, School, leaning_on_left_out, named
from bench.measuring.counted import scored
from bench.measuring.shares import by_world
from bench.measuring.versions import PRODUCT
from bench.measuring.worlds import BASELINES, Task, Told, live_all
from model.estimators import ESTIMATORS
from plantroom.arena import seed_numbers
from simulator.arena.executor import open_executor
from simulator.training import lots_of
from simulator.training.practice import practice

_PRACTICE_SEEDS = range(1001, 1007)
_FOLDS = 5
_CLAIMED = 0.1
_LEADER = "belief"
# The belief as it is is the product itself.
CHALLENGERS = tuple(name for name in ESTIMATORS if name != _LEADER)
_LEARNED_WITHOUT = ("calibrated", "trees")


def main() -> None:
    """Teach, live, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--practice", type=Path, default=Path("var/practice.parquet"))
    parser.add_argument("--practice-buildings", type=int, default=64)
    parser.add_argument("--practice-days", type=int, default=10)
    parser.add_argument("--seeds", default="111-114", help="of the worlds; none: on practice alone")
    parser.add_argument("--buildings", type=int, default=10, help="of each world")
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument(
        "--challengers", nargs="*", choices=CHALLENGERS, default=CHALLENGERS, help="in worlds"
    )
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    console = Console(width=180)
    begun = time.monotonic()
    lots = lots_of(_PRACTICE_SEEDS, asked.practice_buildings, asked.practice_days)
    with open_executor(asked.processes) as executor:
        table = practice(asked.practice, lots, executor)
    console.print(f"practice: {table['building'].nunique()} buildings, {len(table)} candidates, "
                  f"{int(table['real'].sum())} real; {time.monotonic() - begun:.0f} s")  # fmt: skip
    document: dict[str, Any] = {"practice": on_practice(table)}
    console.print(_shown(document["practice"]))
    if asked.left_out:
        document["unseen_in_practice"] = unseen_in_practice(table)
        console.print(_shown(document["unseen_in_practice"]))
    policies = [PRODUCT, *(named(name) for name in asked.challengers)]
    if asked.left_out:
        learned = [name for name in _LEARNED_WITHOUT if name in asked.challengers]
        policies += [named(name, without) for name in learned for without in LEFT_OUT]
    tasks = [
        Task(
            seed=seed,
            policies=(*BASELINES, *policies),
            buildings=asked.buildings,
            days=asked.days,
            school=School(asked.practice),
        )
        for seed in ([] if asked.seeds == "none" else seed_numbers(asked.seeds))
    ]

    def told(each: Told) -> None:
        console.print(f"seed {each.task.seed}, {each.seconds:.0f} s", style="dim")

    worlds = live_all(tasks, asked.processes, told)
    if worlds:
        document["worlds"] = in_worlds(worlds, policies)
        console.print(_shown(document["worlds"]))
    if worlds and asked.left_out:
        document["left_out"] = left_out(worlds)
        console.print(_shown(document["left_out"]))
    if asked.json:
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def on_practice(table: pd.DataFrame) -> list[dict[str, Any]]:
    """How good each p is on buildings that it did not learn from; calibration of claims over a tenth."""
    real, rows = np.asarray(table["real"]), []
    for name in ESTIMATORS:
        p = _apart(name, table, table["building"], _FOLDS)
        claims = p > _CLAIMED
        said = calibration(list(zip(p[claims].tolist(), real[claims].tolist(), strict=True)))
        rows.append(
            {
                "estimator": name,
                **_goodness(real, p),
                "calibration error": round(said.error, 3),
                "sure claims": int((p > 0.5).sum()),
                "of these real": round(float(real[p > 0.5].mean()), 3) if (p > 0.5).any() else None,
            }
        )
    return rows


def unseen_in_practice(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The same on climates, kinds of buildings, faults and roles that it did not learn from."""
    leaning, rows = leaning_on_left_out(table), []
    for name in CHALLENGERS:
        known = _apart(name, table, table["building"], _FOLDS)
        for what in ("climate", "building_kind", "fault"):
            p = _apart(name, table, table[what], min(table[what].nunique(), 2 * _FOLDS))
            rows.append(_beside(name, what.replace("_", " "), np.asarray(table["real"]), known, p))
        fitted = ESTIMATORS[name]().fit(table[~leaning], np.asarray(table["real"])[~leaning])
        p = fitted.predict_proba(table[leaning])[:, 1]
        real = np.asarray(table["real"])[leaning]
        rows.append(_beside(name, "a third of the roles", real, known[leaning], p))
    return rows


def _apart(name: str, table: pd.DataFrame, groups: pd.Series, folds: int) -> Any:  # noqa: ANN401
    """p of each candidate by an estimator that learned from other groups."""
    real, cv = np.asarray(table["real"]), GroupKFold(folds)
    told = cross_val_predict(ESTIMATORS[name](), table, real, groups=groups, cv=cv, method="predict_proba")
    return told[:, 1]


def _goodness(real: Any, p: Any) -> dict[str, float]:  # noqa: ANN401
    return {
        "log loss": round(float(log_loss(real, p)), 4),
        "average precision": round(float(average_precision_score(real, p)), 3),
    }


def _beside(name: str, what: str, real: Any, known: Any, unseen: Any) -> dict[str, Any]:  # noqa: ANN401
    learned = {f"{key}, learned": value for key, value in _goodness(real, known).items()}
    apart = {f"{key}, never seen": value for key, value in _goodness(real, unseen).items()}
    return {"estimator": name, "never seen": what, **learned, **apart}


@dataclass(frozen=True, slots=True)
class _Percent:
    value: float
    low: float = float("nan")
    high: float = float("nan")

    def __str__(self) -> str:
        ends = "" if np.isnan(self.low) else f" ({100 * self.low:.0f} to {100 * self.high:.0f})"
        return "?" if np.isnan(self.value) else f"{100 * self.value:.0f} %{ends}"


def in_worlds(worlds: Sequence[Told], policies: Sequence[str]) -> list[dict[str, Any]]:
    """What each captured, with its visits, changes and certainty, in the same worlds."""
    scores, rows = scored(worlds).policies, []
    for policy in policies:
        own = scores[policy].figures
        shares = by_world(worlds, policy)
        said = calibration(said_by(worlds, policy, everything).get("all", []))
        share = own["value_share"]
        rows.append(
            {
                "policy": policy,
                "value captured": str(_Percent(share.value, share.low, share.high)),
                "median of worlds": str(_Percent(float(np.median(shares)))),
                "worlds": " ".join(f"{100 * each:.0f}" for each in shares),
                "false visits": str(_Percent(own["false_actions"].value)),
                "visits a manager and week": round(own["visits_per_manager_week"].value, 2),
                "changed idly": str(_Percent(own["changed_without_cause"].value)),
                "calibration error": None if np.isnan(said.error) else round(said.error, 2),
                "suggestions": said.count,
            }
        )
    return rows


def left_out(worlds: Sequence[Told]) -> list[dict[str, Any]]:
    """How much less of the oracle's value is captured by who never practised what a world is made of."""
    scores, rows = scored(worlds).policies, []
    for name in _LEARNED_WITHOUT:
        if named(name) not in scores:
            continue
        whole = scores[named(name)].figures["value_share"].value
        for without in LEFT_OUT:
            share = scores[named(name, without)].figures["value_share"].value
            rows.append(
                {
                    "estimator": name,
                    "taught without": without.replace("_", " "),
                    "value captured, taught by all": str(_Percent(whole)),
                    "taught without it": str(_Percent(share)),
                    "drop, points": round(100 * (whole - share), 1),
                }
            )
    return rows


def _shown(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(*rows[0])
    for row in rows:
        table.add_row(*("?" if value is None else str(value) for value in row.values()))
    return table


if __name__ == "__main__":
    main()
