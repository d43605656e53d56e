"""The whole report, made anew or read from the file that the command wrote."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.physics.balances import BalanceRow, balance_rows
from bench.physics.every_fault import EveryFault, FaultRow, every_fault
from bench.physics.office import Office, OfficeRow, offices


@dataclass(frozen=True, slots=True)
class Report:
    """Heat balances, the office beside the published simulation, and every kind of fault."""

    balances: list[BalanceRow]
    offices: list[Office]
    faults: EveryFault


def report(days: int, epw: Path | None) -> Report:
    """Live through ``days`` in all buildings; in Chicago with the weather ``epw``."""
    return Report(balance_rows(days), offices(days, epw), every_fault(days, epw))


def read_report(path: Path) -> Report:
    """What ``python -m bench.physics --json`` wrote."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Report(
        balances=[BalanceRow(**row) for row in told["balances"]],
        offices=[
            Office(**{**office, "rows": [OfficeRow(**row) for row in office["rows"]]})
            for office in told["offices"]
        ],
        faults=EveryFault(told["faults"]["healthy"], [FaultRow(**row) for row in told["faults"]["rows"]]),
    )
