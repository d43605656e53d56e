"""A Brick model as a site: the whole of it, or an error; with a report of what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from model.site.brick.boxes import Box, find_boxes, topic_id
from model.site.brick.buildings import Places, find_buildings
from model.site.brick.equipment import find_feeders, find_wholes
from model.site.brick.file import BrickError, BrickFile, local_name, read_brick_file
from model.site.brick.meters import METERS, behind_meters, lend_power, settle_meters
from model.site.brick.overrides import Overrides
from model.site.brick.plants import join_plants
from model.site.brick.points import Candidate
from model.site.brick.report import BrickReport
from model.site.brick.roles import roles_of_boxes
from model.site.brick.rooftops import settle_rooftops
from model.site.brick.units import Range, Units
from model.site.brick.weather import with_weather
from model.site.graph import Building, Equipment, Point, Site
from model.site.units import UnitError

# Equipment that feeds nothing: without a point it is no use.
_ONLY_WITH_POINTS = frozenset((*METERS, "weather_station", "lighting", "domestic_hot_water"))


@dataclass(frozen=True, slots=True)
class BrickImport:
    """A site, and what the import of its Brick file found and left out."""

    site: Site
    report: BrickReport


def import_brick(
    path: Path,
    *,
    timezone: str,
    units: str | None = None,
    overrides: Overrides | None = None,
    ranges: Mapping[str, Range] | None = None,
) -> BrickImport:
    """Read a Brick file (Turtle, or another RDF format by its suffix) into a site.

    ``timezone`` is an IANA name, which Brick does not tell. ``units``, "imperial" or "SI", are those of
    points that declare none; ``ranges``, what readings span by the point's name, tell it where it is not
    said. ``overrides`` go before the file. A point's source is equipment/point, by their local names.

    Raises BrickError, and nothing is imported: syntax (with the line), no equipment with points, or points
    whose unit nobody tells; SiteError for overrides of what is not there.
    """
    said = overrides or Overrides()
    file = read_brick_file(path)
    report = BrickReport(path.name)
    wholes = settle_meters(file, join_plants(file, find_wholes(file), report), report)
    feeders, cut = find_feeders(file, wholes, behind_meters(file, wholes))
    settle_rooftops(file, wholes, feeders)
    for thing, whole in wholes.items():
        whole.kind = said.kind(topic_id(thing)) or whole.kind
    report.leave_out("link that closes a circle of feeds", cut)
    boxes = find_boxes(file, wholes, feeders, report)
    settled = Units(units or said.units.system, ranges or {})
    found = roles_of_boxes(file, boxes, said, report)
    settled.look([item for chosen in found.values() for item in chosen.values()], file.units)
    equipment, unused = _equipment(
        file=file, boxes=boxes, found=found, said=said, units=settled, report=report
    )
    if settled.undeclared:
        some = ", ".join(settled.undeclared[:3])
        raise BrickError(
            f"{path.name}: {len(settled.undeclared)} points declare no unit ({some}, ...); say which they "
            "are in (--units imperial or --units SI), or give readings to look at (--readings FILE)"
        )
    if not any(item.points for item in equipment.values()):
        raise BrickError(
            f"{path.name}: has no point that plantroom knows of an air handler, a rooftop unit, a box, a fan "
            "coil, a plant, lights, a meter or a weather station; there is nothing to judge" + report.why()
        )
    places = find_buildings(file, wholes, path, report)
    site = _site(
        file=file,
        said=said,
        places=places,
        equipment=equipment,
        unused=unused,
        boxes=boxes,
        timezone=timezone,
        system=settled.system,
    )
    site = replace(site, buildings=tuple(with_weather(item, report) for item in site.buildings))
    report.concluded += [*settled.concluded, *settled.assumptions()]
    report.count(site)
    return BrickImport(site, report)


def _equipment(
    *,
    file: BrickFile,
    boxes: Mapping[str, Box],
    found: Mapping[str, Mapping[str, Candidate]],
    said: Overrides,
    units: Units,
    report: BrickReport,
) -> tuple[dict[str, Equipment], dict[str, list[Point]]]:
    ids: dict[str, list[str]] = {box.whole.thing: [] for box in boxes.values()}
    for box in boxes.values():
        ids[box.whole.thing].append(box.id)
    equipment: dict[str, Equipment] = {}
    unused: dict[str, list[Point]] = {}
    for box in boxes.values():
        points: list[Point] = []
        for item in found[box.id].values():
            override = said.of_point(item.name, item.brick_class)
            declared = file.units.get(item.thing) or said.units.by_quantity.get(item.role.quantity.id)
            try:
                step = units.conversion(item, declared, override)
            except UnitError as error:
                report.leave_out(f"point with a unit that does not fit ({error})", [item.name])
                continue
            if step is not None:
                points.append(
                    Point(
                        source=f"{box.id}/{item.name}",
                        role=item.role.id,
                        unit=step.unit,
                        scale=step.scale,
                        offset=step.offset,
                        brick_class=item.brick_class,
                        words=override.words,
                    )
                )
        if not points and box.whole.kind in _ONLY_WITH_POINTS:
            report.leave_out(f"{box.whole.kind} without a point that plantroom knows", [box.name])
            continue
        with_role = {point.source for point in points}
        unused[box.id] = [
            Point(source=f"{box.id}/{local_name(thing)}", brick_class=(file.classes.get(thing) or (None,))[0])
            for _, thing in box.points
            if f"{box.id}/{local_name(thing)}" not in with_role
        ]
        fed_by = tuple(name for feeder in box.feeders for name in ids[feeder])
        item_of = Equipment(box.id, box.whole.kind, box.name, tuple(points), fed_by)
        equipment[box.id] = said.one_equipment(item_of, units.system)
    kept = equipment.keys()
    first = {thing: names[0] for thing, names in ids.items() if names}
    equipment = lend_power(file, {box.whole.thing: box.whole for box in boxes.values()}, equipment, first)
    equipment = {
        name: replace(item, fed_by=tuple(feeder for feeder in item.fed_by if feeder in kept))
        for name, item in equipment.items()
    }
    return equipment, unused


def _site(
    *,
    file: BrickFile,
    said: Overrides,
    places: Places,
    equipment: Mapping[str, Equipment],
    unused: Mapping[str, list[Point]],
    boxes: Mapping[str, Box],
    timezone: str,
    system: str,
) -> Site:
    buildings = []
    for thing, name in places.buildings.items():
        theirs = [item for item in equipment.values() if places.of[boxes[item.id].whole.thing] == thing]
        if not theirs:
            continue
        located = [
            item if item.location else replace(item, location=places.location(file, boxes[item.id].whole))
            for item in theirs
        ]
        building = Building(
            id=topic_id(thing),
            name=name,
            equipment=tuple(located),
            area_m2=places.areas.get(thing),
            unused=tuple(point for item in theirs for point in unused[item.id]),
        )
        buildings.append(said.building(building, system))
    ids = tuple(building.id for building in buildings)
    said.refuse_unknown(dict.fromkeys(ids), equipment)
    site = said.site or places.site
    return Site(
        id=site,
        name=said.name or places.site_name,
        timezone=timezone,
        currency=said.currency,
        buildings=tuple(buildings),
        managers=said.managers_of(site, ids),
        tariff=said.tariff,
        export=said.export,
    )
