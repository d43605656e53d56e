"""A site as far as it speaks: a point that is described and was never heard is a point that is missing."""

from collections.abc import Container
from dataclasses import replace

from model.site.graph import Building, Site


def only_heard(site: Site, never_heard: Container[str]) -> Site:
    """The site without the points whose source, "building/device/point", is in ``never_heard``."""
    return replace(site, buildings=tuple(_heard(building, never_heard) for building in site.buildings))


def _heard(building: Building, never_heard: Container[str]) -> Building:
    equipment = tuple(
        replace(e, points=tuple(p for p in e.points if f"{building.id}/{p.source}" not in never_heard))
        for e in building.equipment
    )
    return replace(building, equipment=equipment)


def sources_of(site: Site) -> list[str]:
    """Every described source of a site, as "building/device/point"."""
    return [f"{b.id}/{p.source}" for b in site.buildings for e in b.equipment for p in e.points]
