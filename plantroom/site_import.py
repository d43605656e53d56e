"""`plantroom import`: a site in, and what it can and cannot show."""

from dataclasses import replace
from pathlib import Path

from rich.console import Console

from ingest.tables.ranges import table_ranges
from model.blindness.blind_spots import blind_spots
from model.catalogue import load_costs
from model.site.brick.brick import import_brick
from model.site.brick.overrides import load_overrides
from model.site.document import point_rows, site_document
from model.site.graph import Manager, Site
from model.site.site_file import load_site
from plantroom.errors import CommandError
from plantroom.parts import open_parts
from plantroom.settings import Settings
from plantroom.sites import BRICK_SUFFIXES, NO_TIMEZONE
from plantroom.terminal import counted

_NAMED = 20


def run_import(
    settings: Settings,
    console: Console,
    file: Path,
    *,
    site: str | None,
    timezone: str | None,
    units: str | None,
    manager: str | None,
    overrides: Path | None,
    readings: Path | None,
    dry_run: bool,
) -> None:
    """Read a site, tell what was found, and keep it unless ``dry_run``."""
    if not file.exists():
        raise CommandError(f"{file}: no such file")
    if file.suffix.lower() in BRICK_SUFFIXES:
        if timezone is None:
            raise CommandError(NO_TIMEZONE)
        found = import_brick(
            file,
            timezone=timezone,
            units=units,
            overrides=None if overrides is None else load_overrides(overrides),
            ranges=None if readings is None else table_ranges(readings),
        )
        described = found.site
        for line in found.report.lines():
            console.print(line, soft_wrap=True)
    else:
        described = load_site(file)
        for building in described.buildings:
            points = sum(len(e.points) for e in building.equipment)
            console.print(
                f"{building.name}: {counted(len(building.equipment), 'piece', 'pieces')} of equipment, "
                f"{counted(points, 'point', 'points')}."
            )
    # One tariff that cannot be would stop the rounds of every site.
    load_costs(described.tariff)
    described = _named(described, site, manager)
    tell_blind_spots(console, described)
    if dry_run:
        console.print("Nothing was kept (--dry-run).")
        return
    parts = open_parts(settings)
    with parts.database:
        parts.site_store.save(site_document(described), point_rows(described))
        for building in described.buildings:
            parts.news.mark(building.id)
    who = ", ".join(m.id for m in described.managers)
    console.print(
        f"Imported site {described.id}; managers: {who}. `plantroom token --manager …` lets one in."
    )


def _named(described: Site, site: str | None, manager: str | None) -> Site:
    if site is not None:
        described = replace(described, id=site)
    if manager is not None:
        buildings = tuple(building.id for building in described.buildings)
        described = replace(described, managers=(Manager(manager, manager, buildings),))
    return described


def tell_blind_spots(console: Console, described: Site) -> None:
    """Which faults stay invisible, for want of which points."""
    spots = blind_spots(described)
    if spots:
        console.print("What cannot be seen:", style="bold")
    for spot in spots[:_NAMED]:
        console.print(f"  {spot.text}", soft_wrap=True)
    if len(spots) > _NAMED:
        console.print(f"  and {len(spots) - _NAMED} more; `plantroom doctor` lists them all.")
