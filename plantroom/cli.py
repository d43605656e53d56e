"""The front door: command `plantroom`."""

from pathlib import Path
from typing import Annotated

import typer

from plantroom.errors import CommandError
from plantroom.front import complain, console, settings
from plantroom.log import set_up_log

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="plantroom tells a facility manager the one thing to do right now, and why.",
    pretty_exceptions_enable=False,
)


@app.command()
def demo(
    keep: Annotated[
        bool, typer.Option(help="Keep the store of the last demo instead of starting afresh.")
    ] = False,
) -> None:
    """Everything on this machine, with simulated buildings in fast time."""
    from plantroom.demo import run_demo

    run_demo(settings(), console, keep=keep)


@app.command()
def up() -> None:
    """Broker, ingest, rounds, API and page, on this machine."""
    from plantroom.supervisor import run_up

    run_up(settings(), console)


@app.command()
def ingest() -> None:
    """Take readings from the broker into the store."""
    from plantroom.processes import run_ingest

    run_ingest(settings())


@app.command()
def rounds(
    once: Annotated[bool, typer.Option(help="One round over what has news, then end.")] = False,
) -> None:
    """Judge what has news, choose the one action of each manager, watch repairs."""
    from plantroom.processes import run_rounds

    run_rounds(settings(), once=once)


@app.command()
def serve() -> None:
    """Serve the API and the page."""
    from plantroom.processes import run_serve

    run_serve(settings())


@app.command()
def broker() -> None:
    """The embedded MQTT broker alone, on loopback."""
    from plantroom.processes import run_broker

    run_broker(settings())


@app.command()
def simulate(
    buildings: Annotated[int | None, typer.Option(help="Number of buildings.", min=1)] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same lives.")] = None,
    speed: Annotated[float | None, typer.Option(help="Times real time; 0 is flat out.", min=0)] = None,
    out: Annotated[Path | None, typer.Option(help="Write readings, site and truth here; no broker.")] = None,
    days: Annotated[float, typer.Option(help="With --out: days to live.", min=0.1, max=3660)] = 30.0,
    processes: Annotated[int | None, typer.Option(help="Share the buildings among these.", min=1)] = None,
    climate: Annotated[str | None, typer.Option(help="All in one climate, such as chicago.")] = None,
    epw: Annotated[Path | None, typer.Option(help="Weather of this EPW file for all.")] = None,
) -> None:
    """Simulated buildings that break, published to the broker or written to a folder."""
    from plantroom.simulation import run_simulate

    changes = {
        "buildings": buildings,
        "seed": seed,
        "speed": speed,
        "processes": processes,
        "climate": climate,
        "epw": epw,
    }
    run_simulate(settings(), console, changes=changes, out=out, days=days)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A Brick model (.ttl) or a site file (.yaml).")],
    site: Annotated[str | None, typer.Option(help="Id of the site; Brick: from the file by default.")] = None,
    timezone: Annotated[str | None, typer.Option(help="IANA timezone, for Brick models.")] = None,
    units: Annotated[str | None, typer.Option(help='"imperial" or "SI", for points without a unit.')] = None,
    manager: Annotated[str | None, typer.Option(help="Who looks after it.")] = None,
    overrides: Annotated[Path | None, typer.Option(help="YAML that corrects a Brick model.")] = None,
    readings: Annotated[Path | None, typer.Option(help="A trend export to tell scales from.")] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what is found.")] = False,
) -> None:
    """Take in a site, and say what was found, what cannot be used and which faults stay invisible."""
    from plantroom.site_import import run_import

    run_import(
        settings(),
        console,
        file,
        site=site,
        timezone=timezone,
        units=units,
        manager=manager,
        overrides=overrides,
        readings=readings,
        dry_run=dry_run,
    )


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="A trend export: CSV or Parquet.")],
    site: Annotated[str | None, typer.Option(help="Id of the imported site, when there are several.")] = None,
    building: Annotated[
        str | None, typer.Option(help="Building of the export, when the site has several.")
    ] = None,
    speed: Annotated[float, typer.Option(help="Times real time; 0 is flat out.", min=0)] = 0.0,
    shift_to_now: Annotated[bool, typer.Option(help="Move the readings so that the newest is now.")] = False,
) -> None:
    """Publish a trend export to the broker in its own time order."""
    from plantroom.replaying import run_replay

    run_replay(
        settings(), console, file, site=site, building=building, speed=speed, shift_to_now=shift_to_now
    )


@app.command()
def backtest(
    site: Annotated[
        Path, typer.Argument(help="Site file (.yaml), Brick model (.ttl), or id of an imported site.")
    ],
    readings: Annotated[Path, typer.Argument(help="A trend export: CSV or Parquet.")],
    out: Annotated[Path, typer.Option(help="JSON lines, one a look; docs/backtest.md describes them.")],
    every: Annotated[int, typer.Option(help="Hours between two looks.", min=1)] = 1,
    timezone: Annotated[str | None, typer.Option(help="IANA timezone, for Brick models.")] = None,
    units: Annotated[str | None, typer.Option(help='"imperial" or "SI", for Brick models.')] = None,
) -> None:
    """What the product would have said over a trend export, look by look, without a broker."""
    from plantroom.backtesting import run_backtest

    run_backtest(settings(), console, site, readings, out=out, every=every, timezone=timezone, units=units)


@app.command()
def arena(
    policies: Annotated[str, typer.Option(help="Who competes, by name: product,first_come; or all.")] = "all",
    buildings: Annotated[int, typer.Option(help="Buildings in each world.", min=1)] = 12,
    managers: Annotated[
        int | None, typer.Option(help="Managers in each world; drawn when not given.", min=1)
    ] = None,
    days: Annotated[int, typer.Option(help="Days to live.", min=1, max=3660)] = 14,
    seeds: Annotated[str, typer.Option(help="Worlds, by seed: 1-4, or 1,3,8.")] = "1-2",
    processes: Annotated[int | None, typer.Option(help="Processes; all cores when not given.", min=1)] = None,
    dask: Annotated[str | None, typer.Option(help="Address of a Dask scheduler to run on instead.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a report with plots here.")] = None,
) -> None:
    """Policies side by side in the same simulated worlds, judged by what each of them saved."""
    from plantroom.arena import run_the_arena

    run_the_arena(
        console,
        policies=policies,
        buildings=buildings,
        managers=managers,
        days=days,
        seeds=seeds,
        processes=processes,
        dask=dask,
        json_file=json_file,
        html_file=html_file,
    )


@app.command()
def train(
    buildings: Annotated[
        int, typer.Option(help="Simulated buildings to learn scores and laws from; 0 leaves them.", min=0)
    ] = 224,
    days: Annotated[int, typer.Option(help="Days that each of them lives.", min=1, max=60)] = 8,
    seeds: Annotated[str, typer.Option(help="Portfolios, by seed: 1001-1028, or 1,3,8.")] = "1001-1028",
    worlds: Annotated[
        str, typer.Option(help="Worlds of practice to learn savings from, by seed; '' leaves them.")
    ] = "1101-1116",
    out: Annotated[Path, typer.Option(help="Folder of the artefacts.")] = Path("model/trained"),
    processes: Annotated[int, typer.Option(help="Processes.", min=1)] = 2,
) -> None:
    """Learn from simulated buildings how far evidence is to be trusted, and how healthy equipment differs."""
    from plantroom.train import run_train

    run_train(
        console,
        buildings=buildings,
        days=days,
        seeds=seeds,
        worlds=worlds,
        out=out,
        processes=processes,
    )


@app.command(name="next")
def next_(
    manager: Annotated[str, typer.Option(help="Whose next action.")],
    as_json: Annotated[bool, typer.Option("--json", help="The whole record as JSON.")] = False,
) -> None:
    """The one action for a manager, with its reasons."""
    from plantroom.next_action import run_next

    run_next(settings(), console, manager, as_json=as_json)


@app.command()
def doctor() -> None:
    """What is heard, what is not, what was refused and why, and what cannot be seen."""
    from plantroom.doctor import run_doctor

    run_doctor(settings(), console)


@app.command()
def token(
    manager: Annotated[str, typer.Option(help="Whom the token speaks for.")],
    days: Annotated[
        float, typer.Option(help="Days until it expires; 0 is never.", min=0, max=36_500)
    ] = 365.0,
    revoke: Annotated[str | None, typer.Option(help="Revoke the token of this id instead.")] = None,
) -> None:
    """A bearer token for the API and the page; it is shown once and only its hash is kept."""
    from plantroom.tokens import run_token

    run_token(settings(), console, manager, days=days, revoke=revoke)


def main() -> None:
    """Run a command; what is wrong is said in one line."""
    from ingest.embedded_broker import BrokerError
    from model.catalogue import CatalogueError
    from model.site.yaml_lines import SiteError
    from store.database import StoreError

    from ingest.tables import TableError  # isort: skip

    known = (CommandError, SiteError, TableError, StoreError, CatalogueError, BrokerError, OSError)
    try:
        set_up_log(settings().log_level)
        app(standalone_mode=True)
    except known as error:
        complain(_told(error), "bold red")
        raise SystemExit(1) from error


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


if __name__ == "__main__":
    main()
