"""Practice: the candidates of buildings that live and break, beside the truth, as one table on disk."""

from concurrent.futures import Executor
from pathlib import Path

import pandas as pd

from model.estimators.table import KINDS, candidates_of
from simulator.training.collect import Lot, Seen, watched


def candidates_seen(lot: Lot) -> pd.DataFrame:
    """Candidates of a lot with ``real``; what is neither true nor false is left out.

    ``building`` and ``look`` are told apart by seed. ``day``, ``climate`` and ``building_kind`` say where it
    was, ``broken`` the kinds of faults that were there, one beside the other between spaces.
    """
    return pd.concat([_told(seen) for seen in watched(lot)], ignore_index=True)


def _told(seen: Seen) -> pd.DataFrame:
    table = candidates_of(seen.judged)
    real = [seen.real(*claim) for claim in zip(table["equipment"], table["fault"], strict=True)]
    broken = sorted({fault.kind for fault in (*seen.grown, *seen.young)})
    told = table.assign(
        building=seen.group,
        look=f"{seen.group}@{seen.day}",
        day=seen.day,
        climate=seen.plan.climate,
        building_kind=seen.plan.kind,
        broken=f" {' '.join(broken)} ",
        real=pd.array(real, dtype="boolean"),
    )
    return told[told["real"].notna()].astype({"real": bool})


def practice(file: Path, lots: list[Lot], executor: Executor) -> pd.DataFrame:
    """The table of ``lots``, read from ``file`` where it is there, else lived and written (Parquet)."""
    if not file.is_file():
        found = pd.concat(executor.map(candidates_seen, lots), ignore_index=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        found.to_parquet(file)
    return read_practice(file)


def read_practice(file: Path) -> pd.DataFrame:
    """The table as it was written."""
    return pd.read_parquet(file).astype({"kind": KINDS})
