"""`plantroom demo`: everything on this machine, with simulated buildings in fast time."""

import io
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import segno
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from model.frames.site_time import for_people
from plantroom.next_action import card
from plantroom.parts import Parts, open_parts
from plantroom.processes import stop_on_signal
from plantroom.settings import Settings
from plantroom.simulation import keep_sites, plans_of
from plantroom.supervisor import Supervisor, parts_to_run
from simulator.clock import DAY_MS

MANAGER = "portfolio"
_POLL_S = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a demo runs: its folder, its ports, its page."""

    folder: Path
    broker_port: int
    api_port: int

    @property
    def url(self) -> str:
        """The page."""
        return f"http://127.0.0.1:{self.api_port}/"


def run_demo(settings: Settings, console: Console, *, keep: bool) -> None:
    """Start it all, show how far it is until the first card, then what goes on, until Ctrl-C."""
    folder = settings.store.parent / "demo"
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    place = Place(folder, free_port(settings.broker.port), free_port(settings.api.port))
    ours = _settings_of(settings, place)
    stop = stop_on_signal()
    started = time.monotonic()
    parts = open_parts(ours)
    with parts.database:
        keep_sites(parts, plans_of(ours.simulate))
        secret, _ = parts.tokens.create(MANAGER, 7 * DAY_MS)
        environment = _environment(place, secret)
        ready = folder / "ready"
        ready.unlink(missing_ok=True)
        log = folder / "demo.log"
        with Supervisor(parts_to_run(ours), environment, log) as supervisor, _screen(console) as screen:
            while not ready.exists() and not stop.wait(0.05):
                supervisor.watch()
                screen.show(Text("starting broker, ingest, rounds, API and page ..."))
            with Supervisor([("simulate",)], environment, log) as buildings:
                link = f"{place.url}#token={secret}"
                seen = False
                while not stop.wait(_POLL_S):
                    supervisor.watch()
                    buildings.watch()
                    current = parts.ledger.current_choice(MANAGER)
                    found = current is not None and current.document["recommendation"] is not None
                    if found and not seen:
                        seen = True
                        screen.keep(_invitation(link, time.monotonic() - started))
                    screen.show(_state(parts, ours.simulate.history_days, link, seen=seen, since=started))
        console.print("All ended. `make demo` starts afresh.")


def free_port(wanted: int) -> int:
    """``wanted`` if nothing listens there on loopback, else a free one."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(place: Place, secret: str) -> dict[str, str]:
    return {
        "PLANTROOM_STORE": str(place.folder / "plantroom.sqlite"),
        "PLANTROOM_READY_FILE": str(place.folder / "ready"),
        "PLANTROOM_EMBEDDED_BROKER": "true",
        "PLANTROOM_BROKER__HOST": "127.0.0.1",
        "PLANTROOM_BROKER__PORT": str(place.broker_port),
        "PLANTROOM_API__HOST": "127.0.0.1",
        "PLANTROOM_API__PORT": str(place.api_port),
        "PLANTROOM_API__SIMULATED": "true",
        "PLANTROOM_ROUNDS__CLOCK": "readings",
        "PLANTROOM_ROUNDS__EVERY_S": "1",
        "PLANTROOM_SIMULATE__PORTFOLIO": "demo",
        "PLANTROOM_SIMULATE__API_URL": place.url,
        "PLANTROOM_SIMULATE__API_MANAGER": MANAGER,
        "PLANTROOM_SIMULATE__API_TOKEN": secret,
    }


def _settings_of(settings: Settings, place: Place) -> Settings:
    return settings.model_copy(
        update={
            "store": place.folder / "plantroom.sqlite",
            "embedded_broker": True,
            "broker": replace(settings.broker, host="127.0.0.1", port=place.broker_port),
            "api": settings.api.model_copy(update={"host": "127.0.0.1", "port": place.api_port}),
            "rounds": settings.rounds.model_copy(update={"clock": "readings"}),
            "simulate": settings.simulate.model_copy(update={"portfolio": "demo"}),
        }
    )


def _state(parts: Parts, history_days: float, link: str, *, seen: bool, since: float) -> RenderableType:
    sites = parts.sites()
    buildings = [b.id for s in sites for b in s.buildings]
    newest = parts.newest_ms(buildings)
    if newest is None:
        return Text("waiting for the first readings ...")
    if not seen:
        first = parts.readings.first_ms()
        days = 0.0 if first is None else (newest - first) / DAY_MS
        return Text(
            f"{time.monotonic() - since:3.0f} s: {days:.1f} of {history_days:g} days of history taken in, "
            "rounds look for the first action ..."
        )
    current = parts.ledger.current_choice(MANAGER)
    when = for_people(newest, sites[0].timezone)
    status = Text(f"Simulated time {when}. Page: {link}", style="dim", overflow="fold")
    return status if current is None else Group(card(current.document), status)


def _invitation(link: str, seconds: float) -> list[Text]:
    drawn = io.StringIO()
    segno.make(link, error="l").terminal(out=drawn, compact=True)
    return [
        Text(f"First card after {seconds:.0f} s. Open it in a browser of this machine:"),
        Text(link, style="bold"),
        Text.from_ansi(drawn.getvalue()),
        Text("A day passes each minute. Answer the card: what you report done is mended, then checked."),
        Text("Ctrl-C ends it all."),
    ]


class _Screen:
    """A live panel on a terminal; on anything else, a line each time something changes."""

    def __init__(self, console: Console, live: Live | None) -> None:
        self._console, self._live, self._last = console, live, ""

    def show(self, what: RenderableType) -> None:
        """Show the state of now."""
        if self._live is not None:
            self._live.update(what)
        elif isinstance(what, Text) and what.plain != self._last:
            self._last = what.plain
            self._console.print(what)

    def keep(self, lines: list[Text]) -> None:
        """Print something that stays; a long link is not broken, so that it can be copied."""
        for line in lines:
            self._console.print(line, soft_wrap=True)


@contextmanager
def _screen(console: Console) -> Iterator[_Screen]:
    if not console.is_terminal:
        yield _Screen(console, None)
        return
    with Live(console=console, refresh_per_second=4, transient=True) as live:
        yield _Screen(console, live)
