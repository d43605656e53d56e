"""`plantroom simulate`: simulated buildings, published or written."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from model.site.document import point_rows, site_document
from model.site.graph import Site
from plantroom.errors import CommandError
from plantroom.parts import Parts, open_parts
from plantroom.processes import stop_on_signal
from plantroom.settings import Settings, SimulateSettings
from simulator.buildings.demo import demo_plans
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.buildings.sites import sites_of
from simulator.climate.climate import climates
from simulator.climate.epw import EpwError, EpwWeather
from simulator.clock import DAY_MS
from simulator.face import LivingPortfolio
from simulator.faults import Scenario, demo_scenario
from simulator.fleets import FleetLostError, Fleets
from simulator.people import ApiAnswers
from simulator.portfolio import Portfolio
from simulator.publishing import BrokerAddress
from simulator.service import RunSettings, run
from simulator.write import NotWrittenError, judge_of, write

_TOKEN_DAYS = 30


def plans_of(chosen: SimulateSettings) -> Sequence[Plan]:
    """The buildings to simulate; CommandError for a climate that there is none of."""
    if chosen.portfolio == "demo":
        return demo_plans(chosen.seed, chosen.buildings)
    if chosen.climate is not None and chosen.climate not in climates():
        raise CommandError(f"simulate: no climate {chosen.climate!r}; known: {', '.join(sorted(climates()))}")
    return draw_plans(
        chosen.seed, chosen.buildings, climates=None if chosen.climate is None else {chosen.climate}
    )


def scenario_of(chosen: SimulateSettings, plans: Sequence[Plan]) -> Scenario:
    """What is to break: the demo's faults where its buildings are there, else each kind at its rate."""
    if chosen.portfolio == "drawn":
        return Scenario(intensity=chosen.intensity)
    there = {plan.id for plan in plans}
    scenario = demo_scenario()
    return replace(scenario, first=tuple(fault for fault in scenario.first if fault.building in there))


@contextmanager
def portfolio_of(chosen: SimulateSettings) -> Iterator[LivingPortfolio]:
    """The portfolio at its start, in this process or in several.

    The start is a whole day, so that runs of the same day are the same.
    """
    plans = plans_of(chosen)
    now = datetime.now(tz=UTC)
    days_ago = chosen.start_days_ago or days_since_winter(now)
    # Fractions of days are not exact: what is less than a second short of a day is that day.
    start_ms = round(now.timestamp() * 1000 - days_ago * DAY_MS + 1000) // DAY_MS * DAY_MS
    try:
        weather = None if chosen.epw is None else EpwWeather(chosen.epw)
    except (EpwError, OSError) as error:
        raise CommandError(f"simulate: {error}") from error
    build = partial(
        Portfolio,
        start_ms=start_ms,
        scenario=scenario_of(chosen, plans),
        interval_ms=chosen.interval_s * 1000,
        weather=weather,
    )
    processes = min(chosen.processes, len(plans))
    try:
        if processes == 1:
            yield build(plans)
            return
        with Fleets(build, plans, processes=processes) as fleets:
            yield fleets
    except (FleetLostError, NotWrittenError) as error:
        raise CommandError(f"simulate: {error}") from error


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
    changes: Mapping[str, object],
    out: Path | None,
    days: float,
) -> None:
    """Publish until asked to stop, or write ``days`` to ``out``; ``changes`` are those to the settings."""
    chosen = settings.simulate.model_copy(update={k: v for k, v in changes.items() if v is not None})
    if chosen.speed == 0:
        chosen = chosen.model_copy(update={"speed": None})
    with portfolio_of(chosen) as portfolio:
        if out is not None:
            write_out(console, portfolio, out, days)
            return
        stop = stop_on_signal()
        parts = open_parts(settings)
        with parts.database:
            sites = keep_sites(parts, portfolio.plans)
            answers = answers_of(chosen, parts, sites)
            run(portfolio, run_settings(settings, chosen, answers), stop)


def write_out(console: Console, portfolio: LivingPortfolio, out: Path, days: float) -> None:
    """Write ``days`` of life to the folder ``out``, with a bar."""
    columns = TextColumn("living"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("days", total=1.0)
        write(
            portfolio,
            out,
            days,
            judge=judge_of(portfolio),
            progress=lambda share: bar.update(task, completed=share),
        )
    console.print(f"{out}: site.yaml, brick/, readings.parquet, and truth/ apart.")


def run_settings(settings: Settings, chosen: SimulateSettings, answers: Sequence[ApiAnswers]) -> RunSettings:
    """The simulator's settings from ours."""
    broker = settings.broker
    return RunSettings(
        seed=chosen.seed,
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
        answers=tuple(answers),
    )


def answers_of(chosen: SimulateSettings, parts: Parts, sites: Sequence[Site]) -> list[ApiAnswers]:
    """Who is asked what was done: the one manager whose token is given, else all of the simulated ones.

    Tokens of all are made in the store at hand, the one that the API must serve too.
    """
    if chosen.api_url is None:
        return []
    if chosen.api_token is not None:
        return [ApiAnswers(chosen.api_url, chosen.api_manager, chosen.api_token.get_secret_value())]
    managers = dict.fromkeys(manager.id for site in sites for manager in site.managers)
    return [
        ApiAnswers(chosen.api_url, manager, parts.tokens.create(manager, _TOKEN_DAYS * DAY_MS)[0])
        for manager in managers
    ]


def keep_sites(parts: Parts, plans: Sequence[Plan]) -> tuple[Site, ...]:
    """Import the simulated sites, so that their readings are known."""
    sites = sites_of(plans)
    for site in sites:
        parts.site_store.save(site_document(site), point_rows(site))
    return sites
