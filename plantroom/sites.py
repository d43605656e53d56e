"""Which site a command means: a file, or the id of an imported one."""

from pathlib import Path

from model.site.brick.brick import import_brick
from model.site.graph import Site
from model.site.site_file import load_site
from plantroom.errors import CommandError
from plantroom.parts import Parts

BRICK_SUFFIXES = frozenset({".ttl", ".rdf", ".n3", ".xml", ".jsonld", ".nt"})
NO_TIMEZONE = "a Brick model does not say its timezone: add, say, --timezone America/Los_Angeles"


def site_from_file(path: Path, *, timezone: str | None, units: str | None) -> Site:
    """A site from a site file or a Brick model. Raises SiteError, CommandError."""
    if not path.exists():
        raise CommandError(f"{path}: no such file")
    if path.suffix.lower() in {".yaml", ".yml"}:
        return load_site(path)
    if path.suffix.lower() in BRICK_SUFFIXES:
        if timezone is None:
            raise CommandError(NO_TIMEZONE)
        return import_brick(path, timezone=timezone, units=units).site
    raise CommandError(f"{path}: a site is a site file (.yaml, docs/site-file.md) or a Brick model (.ttl)")


def imported_site(parts: Parts, wanted: str | None) -> Site:
    """The imported site of this id, or the only one."""
    sites = {site.id: site for site in parts.sites()}
    if wanted is not None and wanted in sites:
        return sites[wanted]
    if wanted is None and len(sites) == 1:
        return next(iter(sites.values()))
    known = ", ".join(sorted(sites)) or "none; `plantroom import` takes one in"
    raise CommandError(
        f"which site? {'' if wanted is None else f'There is no {wanted!r}. '}Imported: {known}"
    )
