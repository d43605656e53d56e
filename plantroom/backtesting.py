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
    summary = Table("looks", "shown", title=f"{looks} looks in {out}")
    for headline, count in shown.most_common(15):
        summary.add_row(str(count), headline)
    console.print(summary)


def tell_report(console: Console, report: TableReport) -> None:
    """What a table holds, and what of it could not be used, each with where it stands."""
    console.print(f"{report.readings:,} readings in {report.rows:,} rows of {report.path}.", highlight=False)
    if report.unreadable_cells:
        cells = "; ".join(f"row {c.row}, {c.column}: {c.text!r}" for c in report.first_unreadable)
        console.print(f"{report.unreadable_cells:,} cells could not be read: {cells}", highlight=False)
    if report.unreadable_times:
        console.print(f"{report.unreadable_times:,} rows have no time that can be read.", highlight=False)
    if report.broken_rows:
        rows = ", ".join(str(row) for row in report.broken_rows[:_NAMED])
        console.print(
            f"{len(report.broken_rows):,} rows have another number of cells: {rows}", highlight=False
        )
    for what, names in (
        ("columns that the site does not describe", report.undescribed),
        ("described points without a reading", report.without_readings),
    ):
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            console.print(f"{len(names)} {what}: {', '.join(names[:_NAMED])}{more}", highlight=False)
    for doubt in report.doubts:
        console.print(f"[yellow]{doubt}[/]", highlight=False)
