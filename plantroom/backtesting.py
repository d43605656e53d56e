"""`plantroom backtest`: a trend export through the rounds, look by look."""

import json
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.tables import TableReport, read_table
from model.backtest import backtest
from plantroom.errors import CommandError
from plantroom.parts import open_parts
from plantroom.settings import Settings
from plantroom.sites import imported_site, site_from_file
from plantroom.terminal import counted

_NAMED = 8


def run_backtest(
    settings: Settings,
    console: Console,
    site: Path,
    readings: Path,
    *,
    out: Path,
    every: int,
    timezone: str | None,
    units: str | None,
) -> None:
    """Write one JSON line a look to ``out``, and say in short what was shown."""
    if site.suffix:
        described = site_from_file(site, timezone=timezone, units=units)
    else:
        described = imported_site(open_parts(settings), str(site))
    if not readings.exists():
        raise CommandError(f"{readings}: no such file")
    with console.status(f"reading {readings.name}"):
        table = read_table(readings, described)
    tell_report(console, table.report)
    if not table.report.readings:
        raise CommandError(f"{readings}: has no reading of a point of the site; there is nothing to look at")
    shown: Counter[str] = Counter()
    looks = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with out.open("w", encoding="utf-8") as lines, Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("hours", total=None)
        for line, progress in backtest(described, table.readings, every_hours=every):
            lines.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
            looks += 1
            shown[line["headline"] if line["action"] else "nothing needs you"] += 1
            bar.update(task, completed=progress.done, total=progress.total)
    summary = Table("looks", "shown", title=f"{counted(looks, 'look', 'looks')} in {out}")
    for headline, count in shown.most_common(15):
        summary.add_row(str(count), headline)
    console.print(summary)


def tell_report(console: Console, report: TableReport) -> None:
    """What a table holds, and what of it could not be used, each with where it stands."""
    readings, rows = counted(report.readings, "reading", "readings"), counted(report.rows, "row", "rows")
    told = [f"{readings} in {rows} of {report.path}."]
    if report.unreadable_cells:
        cells = "; ".join(f"row {c.row}, {c.column}: {c.text!r}" for c in report.first_unreadable)
        told.append(f"{counted(report.unreadable_cells, 'cell', 'cells')} could not be read: {cells}")
    if report.unreadable_times:
        told.append(counted(report.unreadable_times, "row has", "rows have") + " no time that can be read.")
    if report.broken_rows:
        broken = ", ".join(str(row) for row in report.broken_rows[:_NAMED])
        told.append(
            f"{counted(len(report.broken_rows), 'row has', 'rows have')} another number of cells: {broken}"
        )
    for one, many, names in (
        (
            "column that the site does not describe",
            "columns that the site does not describe",
            report.undescribed,
        ),
        (
            "described point without a reading",
            "described points without a reading",
            report.without_readings,
        ),
    ):
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            told.append(f"{counted(len(names), one, many)}: {', '.join(names[:_NAMED])}{more}")
    for line in told:
        console.print(line, soft_wrap=True)
    for doubt in report.doubts:
        console.print(doubt, style="yellow", soft_wrap=True)
