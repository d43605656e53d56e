"""`plantroom simulate`: simulated buildings, published or written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from model.site.document import point_rows, site_document
from plantroom.parts import open_parts
from plantroom.processes import stop_on_signal
from plantroom.settings import Settings, SimulateSettings
from simulator.answers import ApiAnswers
from simulator.devices import plan_buildings
from simulator.publish import BrokerAddress
from simulator.scenario import Scenario, demo_scenario
from simulator.service import SimulationSettings, run
from simulator.write import write


def simulation_settings(settings: Settings, chosen: SimulateSettings) -> SimulationSettings:
    """The simulator's settings from ours."""
    broker, token = settings.broker, chosen.api_token
    answers = None
    if chosen.api_url is not None and token is not None:
        answers = ApiAnswers(chosen.api_url, chosen.api_manager, token.get_secret_value())
    return SimulationSettings(
        seed=chosen.seed,
        buildings=chosen.buildings,
        start_days_ago=chosen.start_days_ago or days_since_winter(datetime.now(tz=UTC)),
        history_days=chosen.history_days,
        speed=chosen.speed,
        interval_s=chosen.interval_s,
        broker=BrokerAddress(
            host=broker.host,
            port=broker.port,
            username=broker.username,
            password=broker.password,
            certificates=None if broker.ca_file is None else str(broker.ca_file),
        ),
        answers=answers,
        scenario=_scenario(chosen.buildings),
    )


def _scenario(buildings: int) -> Scenario:
    """The demo's faults, as far as the buildings that they befall are there."""
    there = {plan.id for plan in plan_buildings(buildings)}
    scenario = demo_scenario()
    return replace(scenario, first=tuple(fault for fault in scenario.first if fault.building in there))


def days_since_winter(now: datetime) -> float:
    """Days since the newest 12 January at least a month past: dampers and heating show faults in the cold."""
    start = datetime(now.year, 1, 12, tzinfo=UTC)
    if now - start < timedelta(days=30):
        start = start.replace(year=now.year - 1)
    return (now - start) / timedelta(days=1)


def run_simulate(
    settings: Settings,
    console: Console,
    *,
    buildings: int | None,
    seed: int | None,
    speed: float | None,
    out: Path | None,
    days: float,
) -> None:
    """Publish to the broker until asked to stop, or write ``days`` to ``out``."""
    changes = {"buildings": buildings, "seed": seed, "speed": speed}
    chosen = settings.simulate.model_copy(update={k: v for k, v in changes.items() if v is not None})
    if chosen.speed == 0:
        chosen = chosen.model_copy(update={"speed": None})
    simulation = simulation_settings(settings, chosen)
    if out is not None:
        columns = TextColumn("living"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("days", total=1.0)
            write(simulation.portfolio(), out, days, progress=lambda share: bar.update(task, completed=share))
        console.print(f"{out}: site.yaml, readings.parquet, and truth/ apart.")
        return
    stop = stop_on_signal()
    keep_site(settings, simulation)
    run(simulation, stop)


def keep_site(settings: Settings, simulation: SimulationSettings) -> None:
    """Import the simulated site, so that its readings are known."""
    site = simulation.portfolio().site()
    parts = open_parts(settings)
    with parts.database:
        parts.site_store.save(site_document(site), point_rows(site))
