"""A site as one JSON document, and as the rows of the store's points."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from model.site.graph import Building, Equipment, Manager, Point, Schedule, Site, TrendExport
from model.site.roles import ROLES

VERSION = 1
# How the trade writes the states of a contact.
SWITCH_WORDS: Mapping[str, float] = {
    **dict.fromkeys(
        ("on", "true", "yes", "active", "occupied", "run", "running", "start", "enabled", "open"), 1.0
    ),
    **dict.fromkeys(
        ("off", "false", "no", "inactive", "unoccupied", "stop", "stopped", "idle", "disabled", "closed"), 0.0
    ),
}


def site_document(site: Site) -> dict[str, Any]:
    """Return the site as plain JSON values; ``site_from_document`` gives the same site back."""
    document = asdict(site)
    for building in document["buildings"]:
        if building["schedule"] is not None:
            hours = building["schedule"]["hours"]
            building["schedule"]["hours"] = {str(day): list(span) for day, span in sorted(hours.items())}
    return {"version": VERSION, **_plain(document)}


def _plain(value: Any) -> Any:  # noqa: ANN401  # JSON is any of these
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def site_from_document(document: Mapping[str, Any]) -> Site:
    """Return the site of a document that ``site_document`` made. Raises ValueError for another version."""
    if document.get("version") != VERSION:
        raise ValueError(
            f"the site document has version {document.get('version')!r}, this plantroom reads {VERSION}; "
            "import the site again"
        )
    return Site(
        **{key: document[key] for key in ("id", "name", "timezone", "currency")},
        buildings=tuple(_building(building) for building in document["buildings"]),
        managers=tuple(
            Manager(**{**item, "buildings": tuple(item["buildings"])}) for item in document["managers"]
        ),
        tariff=dict(document["tariff"]),
        export=TrendExport(**{**document["export"], "missing": tuple(document["export"]["missing"])}),
    )


def _building(document: Mapping[str, Any]) -> Building:
    schedule = document["schedule"]
    if schedule is not None:
        hours = {int(day): (span[0], span[1]) for day, span in schedule["hours"].items()}
        schedule = Schedule(hours, schedule["declared"])
    return Building(
        **{key: document[key] for key in ("id", "name", "people", "area_m2")},
        equipment=tuple(_equipment(item) for item in document["equipment"]),
        schedule=schedule,
        unused=tuple(Point(**item) for item in document["unused"]),
    )


def _equipment(document: Mapping[str, Any]) -> Equipment:
    points = tuple(Point(**item) for item in document["points"])
    # A document tells of what is described; what is heard of it is found out anew.
    unheard = tuple(Point(**item) for item in document.get("unheard", ()))
    return Equipment(
        **{**document, "points": points, "fed_by": tuple(document["fed_by"]), "unheard": unheard}
    )


def point_rows(site: Site) -> list[dict[str, Any]]:
    """Return one row for each point of the site, with the columns of the store's ``points``.

    ``source`` is the whole key, building/device/point. ``lowest`` and ``highest`` are the physical bounds of
    the role, in SI; ``words`` (lower case) maps texts to raw numbers, for switches the usual ones of the
    trade too. A point without a role has no equipment and no bounds.
    """
    rows = []
    for building in site.buildings:
        for equipment in building.equipment:
            rows += [_row(site, building, equipment, point) for point in equipment.points]
        rows += [_row(site, building, None, point) for point in building.unused]
    return rows


def point_words(point: Point) -> dict[str, float]:
    """Return the texts that stand for raw numbers at this point, in lower case."""
    switch = point.role is not None and ROLES[point.role].quantity.id == "switch"
    return {
        **(SWITCH_WORDS if switch else {}),
        **{word.lower(): value for word, value in point.words.items()},
    }


def _row(site: Site, building: Building, equipment: Equipment | None, point: Point) -> dict[str, Any]:
    lowest, highest = ROLES[point.role].bounds if point.role is not None else (None, None)
    return {
        "source": f"{building.id}/{point.source}",
        "building": building.id,
        "equipment": equipment.id if equipment is not None and point.role is not None else None,
        "role": point.role,
        "unit": point.unit,
        "scale": point.scale,
        "offset": point.offset,
        "lowest": lowest,
        "highest": highest,
        "words": point_words(point) or None,
        "timezone": site.timezone,
    }
