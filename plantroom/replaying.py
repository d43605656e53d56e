"""`plantroom replay`: a trend export to the broker, in its own time order."""

from pathlib import Path

from rich.console import Console

from ingest.replay import replay
from ingest.replay_bar import replay_bar
from ingest.tables import open_table
from plantroom.backtesting import tell_report
from plantroom.errors import CommandError
from plantroom.parts import open_parts
from plantroom.processes import stop_on_signal
from plantroom.settings import Settings
from plantroom.sites import imported_site


def run_replay(
    settings: Settings,
    console: Console,
    file: Path,
    *,
    site: str | None,
    building: str | None,
    speed: float,
    shift_to_now: bool,
) -> None:
    """Publish the readings of an imported site's export until done or asked to stop."""
    if not file.exists():
        raise CommandError(f"{file}: no such file")
    parts = open_parts(settings)
    with parts.database:
        described = imported_site(parts, site)
    table = open_table(file, described, building=building)
    stop = stop_on_signal()
    try:
        with replay_bar(console) as progress:
            done = replay(
                table,
                settings.broker,
                speed=speed or None,
                shift_to_now=shift_to_now,
                stop=stop,
                progress=progress,
            )
    except ValueError as error:
        raise CommandError(str(error)) from error
    tell_report(console, done.table)
    ending = "all acknowledged" if done.finished else "stopped before the end"
    console.print(f"{done.messages:,} messages with {done.readings:,} readings published, {ending}.")
