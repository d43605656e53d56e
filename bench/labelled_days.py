"""What is believed at the end of each labelled laboratory day, each day alone: to look at, never to fit.

    python -m bench.labelled_days FOLDER

FOLDER holds day_labels.csv, SZCAV.csv.gz and SZVAV.csv.gz (LBNL fault data, Granderson et al. 2020).
"""

import csv
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.tables import read_table
from model.frames import HOUR_MS
from model.history import ReadingColumns
from model.memory_readings import MemoryReadings
from model.round import Judged, carry_on, evidence_of, judge
from model.site.graph import Site
from model.site.site_file import load_site
from model.site_time import utc_ms

_BELIEVED = 0.5
_HOURS = 24


def one_day(site: Site, readings: MemoryReadings, start_ms: int) -> Judged:
    """Judge a day as if nothing was ever heard before it."""
    [building] = site.buildings
    end_ms = start_ms + _HOURS * HOUR_MS
    sources = list(readings.sources)
    columns = readings.read(sources, start_ms, end_ms)
    alone = MemoryReadings(sources, ReadingColumns(columns.time_ms, columns.column, columns.value))
    evidence = evidence_of(building, site.timezone, alone, start_ms, end_ms)
    beliefs: dict[str, object] = {}
    for hour in range(_HOURS):
        carry_on(beliefs, evidence, hour, ())
    return judge(site, building, beliefs, (), end_ms)


def main() -> None:
    folder = Path(sys.argv[1])
    table = Table("air handler", "day", "label", "believed at the day's end", "score a day")
    with (folder / "day_labels.csv").open(encoding="utf-8") as file:
        labels = list(csv.DictReader(file))
    sites = {
        name: (
            site := load_site(Path("examples") / f"lbnl-{name.lower()}.yaml"),
            read_table(folder / f"{name}.csv.gz", site).readings,
        )
        for name in sorted({row["file"].removesuffix(".csv") for row in labels})
    }
    for row in labels:
        name = row["file"].removesuffix(".csv")
        site, readings = sites[name]
        judged = one_day(site, readings, utc_ms(row["day"], site.export.timezone or site.timezone))
        found = sorted(
            (p for p in judged.proposals if p.probability >= _BELIEVED), key=lambda p: -p.probability
        )
        table.add_row(
            name,
            row["day"],
            f"{row['inventory_fault']} {row['severity']}",
            "\n".join(f"{p.probability:.2f} {p.fault.id}" for p in found) or "nothing",
            "\n".join(f"{p.score:+.1f}" for p in found),
        )
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
