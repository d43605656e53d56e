"""Where the equipment of a Brick file stands: in which building, in which zone, on which floor."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from model.site.brick.equipment import Whole, classes_of, find_places
from model.site.brick.file import BrickFile, inverse, local_name
from model.site.brick.report import BrickReport
from model.site.brick_classes import BRICK

_FLOORS = frozenset(("Floor", "Level", "Storey"))


@dataclass(slots=True)
class Places:
    """``buildings``: thing -> name; ``of``: equipment -> building; ``rooms``: equipment -> zones fed."""

    site: str
    site_name: str
    buildings: dict[str, str]
    of: dict[str, str]
    areas: dict[str, float]
    rooms: dict[str, list[str]]
    around: dict[str, list[str]]

    def location(self, file: BrickFile, whole: Whole) -> str | None:
        """Return the first zone that an equipment feeds and its floor, for people."""
        rooms = self.rooms.get(whole.thing, ())
        if not rooms or whole.kind not in {"vav_box", "fan_coil", "rooftop_unit"}:
            return None
        outer = [place for room in rooms for place in (room, *self.around.get(room, ()))]
        floor = next((place for place in outer if _FLOORS & set(classes_of(file, place))), None)
        return ", ".join(file.name(place) for place in (rooms[0], floor) if place is not None)


def find_buildings(file: BrickFile, wholes: Mapping[str, Whole], path: Path, report: BrickReport) -> Places:
    """Find the buildings, and which equipment is in which.

    Without a Building the Site stands for it, without either the file's name. Equipment that is in no
    building goes to that of its neighbours by feeds, or to the first, and is reported.
    """
    sites = _of_class(file, BRICK.sites)
    named = _of_class(file, BRICK.buildings) or sites or [re.sub(r"[^\w.-]+", "-", path.stem)]
    around = inverse(file.parts)
    for place, things in file.contains.items():
        for thing in things:
            around.setdefault(thing, []).append(place)
    found = {thing: _nearest(thing, around, set(named)) for thing in wholes}
    if len(named) == 1:
        found = dict.fromkeys(wholes, named[0])
    else:
        neighbours = _neighbours(file)
        for thing, building in found.items():
            if building is None:
                inside = {name: place for name, place in found.items() if place is not None}
                near = _nearest(thing, neighbours, inside)
                found[thing] = inside[near] if near is not None else named[0]
                if near is None:
                    report.leave_out(
                        f"place of equipment in no building, taken as {local_name(named[0])}",
                        [local_name(thing)],
                    )
    site = (sites or named)[0]
    areas = {thing: file.areas[thing] for thing in named if thing in file.areas}
    if len(named) == 1 and site in file.areas:
        areas.setdefault(named[0], file.areas[site])
    return Places(
        site=re.sub(r"[\s/+#$]+", "-", local_name(site))[:64],
        site_name=file.name(site),
        buildings={thing: file.name(thing) for thing in named},
        of={thing: building or named[0] for thing, building in found.items()},
        areas=areas,
        rooms=find_places(file, wholes),
        around=around,
    )


def _of_class(file: BrickFile, names: frozenset[str]) -> list[str]:
    return [thing for thing in sorted(file.classes) if names & set(classes_of(file, thing))]


def _neighbours(file: BrickFile) -> dict[str, list[str]]:
    both = {thing: list(fed) for thing, fed in file.feeds.items()}
    for thing, feeders in inverse(file.feeds).items():
        both.setdefault(thing, []).extend(feeders)
    return both


def _nearest(
    thing: str, relation: Mapping[str, list[str]], wanted: "set[str] | Mapping[str, object]"
) -> str | None:
    seen, ahead = {thing}, list(relation.get(thing, ()))
    while ahead:
        other = ahead.pop(0)
        if other in seen:
            continue
        seen.add(other)
        if other in wanted:
            return other
        ahead += relation.get(other, ())
    return None
