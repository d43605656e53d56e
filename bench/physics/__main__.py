"""Tables of heat balances and of what faults cost over a year.

    python -m bench.physics [--epw FILE] [--days DAYS] [--json FILE]

Without an EPW file of Chicago its generated climate stands for it. A year takes some ten minutes of one core.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.physics.balances import BalanceRow
from bench.physics.cases import YEAR_DAYS
from bench.physics.every_fault import EveryFault
from bench.physics.office import Office
from bench.physics.report import Report, report

WIDTH = 200  # of tables that go to a file


def show_balances(console: Console, rows: list[BalanceRow]) -> None:
    names = list(rows[0].terms)
    table = Table(
        "building", *names, "stored", "residual", title="heat into the building, kWh/m2 of floor in the year"
    )
    for row in rows:
        terms = [f"{row.terms[name]:.0f}" for name in names]
        table.add_row(
            f"{row.kind} {row.system} {row.climate}", *terms, f"{row.stored:.1f}", f"{row.residual:.1e}"
        )
    console.print(table)


def show_offices(console: Console, offices: list[Office]) -> None:
    table = Table(
        "fault", "published", *(office.control for office in offices), "el.", "gas", "cold h", "hot h",
        title="five-zone office, Chicago: cost of a year over healthy, % (lowest to highest of the offices)",
    )  # fmt: skip
    for rows in zip(*(office.rows for office in offices), strict=True):
        first = rows[0]
        unmet = "" if first.published_unmet is None else f", {first.published_unmet:+.0f} h unmet"
        spans = [f"{row.cost:+.1f} ({min(row.costs):+.1f} to {max(row.costs):+.1f})" for row in rows]
        means = [f"{first.electricity:+.1f}", f"{first.gas:+.1f}"]
        hours = [f"{first.unmet_cold:+.0f}", f"{first.unmet_hot:+.0f}"]
        table.add_row(first.label, f"{first.published:+.1f}{unmet}", *spans, *means, *hours)
    console.print(table)
    for office in offices:
        used = f"{office.electricity_kwh:.0f} kWh/m2 of electricity, {office.gas_kwh:.0f} of gas"
        unmet = f"unmet zone-hours {office.unmet_cold:.0f} cold, {office.unmet_hot:.0f} hot"
        console.print(
            f"healthy, {office.control}: {office.area:.0f} m2, {used}, {office.cost:,.0f} USD, {unmet}"
        )


def show_faults(console: Console, found: EveryFault) -> None:
    table = Table(
        "fault", "on", "all", "energy", "el.", "gas", "comfort", "air", "water", "look at",
        title="full severity for a year, % of the healthy building's energy cost",
    )  # fmt: skip
    for row in found.rows:
        shares = (row.whole, row.energy, row.electricity, row.gas, row.comfort, row.air, row.water)
        told = [f"{share:+.1f}" for share in shares]
        table.add_row(f"{row.kind} {row.detail}", row.building, *told, row.suspicion)
    console.print(table)
    worst = max(row.residual for row in found.rows)
    console.print(f"largest residual of the heat balance with a fault: {worst:.1e}")


def show(console: Console, made: Report) -> None:
    show_balances(console, made.balances)
    show_offices(console, made.offices)
    show_faults(console, made.faults)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.physics", description=__doc__)
    parser.add_argument("--epw", type=Path, help="weather of Chicago, .epw or .epw.gz")
    parser.add_argument("--days", type=int, default=YEAR_DAYS)
    parser.add_argument("--json", type=Path, help="where to write the same figures")
    told = parser.parse_args()
    made = report(told.days, told.epw)
    console = Console()
    show(console if console.is_terminal else Console(width=WIDTH), made)
    if told.json is not None:
        told.json.write_text(json.dumps(asdict(made), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
