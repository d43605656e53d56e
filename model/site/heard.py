"""A site as far as it speaks: a point that is described and was never heard is a point that is missing."""

from collections.abc import Container
from dataclasses import replace

from model.site.graph import Building, Equipment, Point, Site


def only_heard(site: Site, never_heard: Container[str]) -> Site:
    """The site with the points whose source, "building/device/point", is in ``never_heard`` set apart."""
    return replace(site, buildings=tuple(_heard(building, never_heard) for building in site.buildings))


def _heard(building: Building, never_heard: Container[str]) -> Building:
    return replace(building, equipment=tuple(_of(building.id, e, never_heard) for e in building.equipment))


def _of(building: str, equipment: Equipment, never_heard: Container[str]) -> Equipment:
    heard: list[Point] = []
    unheard: list[Point] = []
    for point in (*equipment.points, *equipment.unheard):
        (unheard if f"{building}/{point.source}" in never_heard else heard).append(point)
    return replace(equipment, points=tuple(heard), unheard=tuple(unheard))


def sources_of(site: Site) -> list[str]:
    """Every described source of a site, as "building/device/point"."""
    return [f"{b.id}/{p.source}" for b in site.buildings for e in b.equipment for p in e.points]
