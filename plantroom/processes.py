"""The long-running parts, each as a process that ends cleanly on SIGTERM or Ctrl-C."""

import signal
import threading
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from types import FrameType

import structlog

from api import Server, create_app
from api.parts import ApiParts, ApiSettings, ManagerProfile, profile_of
from ingest.embedded_broker import EmbeddedBroker
from ingest.service import Ingester
from ingest.settings import IngestSettings
from model.site.graph import Building
from plantroom.parts import Parts, open_parts
from plantroom.rounds import Rounds
from plantroom.settings import Settings

_log = structlog.get_logger("plantroom")


def stop_on_signal() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        _log.debug("asked to stop", signal=signal.Signals(number).name)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop


def run_ingest(settings: Settings) -> None:
    """Take readings in until asked to stop."""
    stop = stop_on_signal()
    with open_parts(settings).database as database:
        ingester = Ingester(
            IngestSettings(broker=settings.broker, intake=settings.intake, batch=settings.batch), database
        )
        if settings.ready_file is not None:
            settings.ready_file.unlink(missing_ok=True)
            threading.Thread(
                target=_tell_ready, args=(ingester, settings.ready_file, stop), daemon=True
            ).start()
        ingester.run(stop)


def _tell_ready(ingester: Ingester, file: Path, stop: threading.Event) -> None:
    while not ingester.subscribed:
        if stop.wait(0.1):
            return
    file.touch()


def run_rounds(settings: Settings, *, once: bool = False) -> None:
    """Rounds until asked to stop, or one."""
    stop = stop_on_signal()
    parts = open_parts(settings)
    with parts.database:
        rounds = Rounds(parts)
        if once:
            _log.info("round done", building_hours=rounds.once())
        else:
            rounds.run(stop)


def run_broker(settings: Settings) -> None:
    """The embedded broker until asked to stop."""
    stop = stop_on_signal()
    with EmbeddedBroker(settings.broker.port):
        stop.wait()


def page_folder() -> Path | None:
    """The built page, None when it is not built."""
    folder = Path(str(resources.files("api"))) / "static"
    return folder if (folder / "index.html").is_file() else None


def api_parts(parts: Parts, *, simulated: bool = False) -> ApiParts:
    """The API's parts over a store."""

    def profile(manager: str) -> ManagerProfile | None:
        return profile_of(parts.sites(), manager)

    def buildings(wanted: Sequence[str]) -> list[Building]:
        return [each for site in parts.sites() for each in site.buildings if each.id in wanted]

    clock = parts.clock()
    return ApiParts(
        ledger=parts.ledger,
        complaints=parts.complaints,
        access=parts.tokens,
        manager=profile,
        buildings=buildings,
        readings=parts.readings,
        coverage=lambda buildings: parts.coverage(buildings, clock()),
        health=parts.health,
        clock=clock,
        page=page_folder(),
        settings=ApiSettings(simulated=simulated),
    )


def run_serve(settings: Settings) -> None:
    """Serve the API and the page until asked to stop."""
    parts = open_parts(settings)
    with parts.database:
        app = create_app(api_parts(parts, simulated=settings.api.simulated))
        Server(app, settings.api.host, settings.api.port).run()
