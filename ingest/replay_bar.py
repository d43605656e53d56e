"""A replay's progress on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.replay import ReplayProgress

_EVERY = 100


@contextmanager
def replay_bar(console: Console) -> Iterator[Callable[[ReplayProgress], None]]:
    """Show a bar while a replay runs; what it yields is the replay's ``progress``."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("acknowledged {task.fields[acknowledged]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("replay", total=None, acknowledged=0)

        def show(state: ReplayProgress) -> None:
            if state.sent % _EVERY == 0 or state.sent == state.total:
                moment = datetime.fromtimestamp(state.time_ms / 1000, UTC)
                bar.update(
                    task,
                    total=state.total,
                    completed=state.sent,
                    acknowledged=state.acknowledged,
                    description=f"{moment:%Y-%m-%d %H:%M} UTC",
                )

        yield show
