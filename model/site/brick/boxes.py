"""The equipment of a Brick file with its points: its own, its parts', and its zones'."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.site.brick.equipment import Whole, classes_of, find_places, is_place, kind_of
from model.site.brick.file import BrickError, BrickFile, inverse, local_name
from model.site.brick.points import split_by_feeder
from model.site.brick.report import BrickReport
from model.site.brick_classes import BRICK

_WITH_ROOMS = frozenset(("vav_box", "fan_coil", "rooftop_unit"))
_POINT_CLASS = re.compile(r".*_(Sensor|Setpoint|Command|Status|Alarm|Parameter|Limit|Point)")


@dataclass(slots=True)
class Box:
    """An equipment on its way into the site; ``points``: pairs of a part and a point of it."""

    id: str
    name: str
    whole: Whole
    feeders: list[str]
    points: list[tuple[str, str]]


def find_boxes(
    file: BrickFile, wholes: Mapping[str, Whole], feeders: Mapping[str, list[str]], report: BrickReport
) -> dict[str, Box]:
    """Return the equipment by its id in topics. Points that none of it has are reported."""
    points = _points(file, wholes, feeders)
    owned = {point for pairs in points.values() for _, point in pairs}
    _report_loose(file, wholes, owned, report)
    boxes = [
        box
        for whole in wholes.values()
        for box in _one_or_several(file, whole, feeders[whole.thing], points[whole.thing], report)
    ]
    found: dict[str, Box] = {}
    for box in boxes:
        if box.id in found:
            raise BrickError(
                f"{file.file}: {box.whole.thing} and {found[box.id].whole.thing} would both be {box.id!r}; "
                "give one of them another name"
            )
        names = [local_name(point) for _, point in box.points]
        twice = {index for index, name in enumerate(names) if name in names[:index]}
        report.leave_out(
            "point with the same name as another of the equipment", [names[index] for index in sorted(twice)]
        )
        box.points = [pair for index, pair in enumerate(box.points) if index not in twice]
        found[box.id] = box
    return found


def topic_id(thing: str) -> str:
    """Return the local name of a thing as it can stand in a topic."""
    return re.sub(r"[\s/+#$]+", "-", local_name(thing))[:64]


def _points(
    file: BrickFile, wholes: Mapping[str, Whole], feeders: Mapping[str, list[str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return equipment -> pairs of its part and a point; what equipment has itself goes before its rooms'."""
    found: dict[str, list[tuple[str, str]]] = {thing: [] for thing in wholes}
    owned = set(wholes)
    of_rooms = _points_of_rooms(file, wholes, feeders)
    for holder, part, point in (*_own_points(file, wholes), *of_rooms):
        if point not in owned:
            owned.add(point)
            found[holder].append((part, point))
    return found


def _own_points(file: BrickFile, wholes: Mapping[str, Whole]) -> Iterator[tuple[str, str, str]]:
    for thing, whole in wholes.items():
        for part in whole.parts:
            yield from ((thing, part, point) for point in file.points.get(part, ()))


def _points_of_rooms(
    file: BrickFile, wholes: Mapping[str, Whole], feeders: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, str]]:
    feeding = {feeder for names in feeders.values() for feeder in names}
    for thing, rooms in find_places(file, wholes).items():
        # An air handler with one zone and no box is the zone's; with several, a room's sensor is not its own.
        single = wholes[thing].kind == "air_handler" and thing not in feeding and len(rooms) == 1
        if wholes[thing].kind not in _WITH_ROOMS and not single:
            continue
        for room in rooms:
            there = (*file.points.get(room, ()), *file.contains.get(room, ()))
            yield from ((thing, thing, point) for point in there if _is_point(file, point))
            for device in (*file.contains.get(room, ()), *file.parts.get(room, ())):
                names = classes_of(file, device)
                if device not in wholes and BRICK.thermostats & set(names):
                    wholes[thing].parts.setdefault(device, names)
                    yield from ((thing, device, point) for point in file.points.get(device, ()))


def _one_or_several(
    file: BrickFile, whole: Whole, feeders: list[str], points: list[tuple[str, str]], report: BrickReport
) -> Iterator[Box]:
    groups = split_by_feeder([point for _, point in points], feeders)
    if not groups:
        yield Box(topic_id(whole.thing), file.name(whole.thing), whole, feeders, points)
        return
    report.split.append(local_name(whole.thing))
    for feeder, named in groups.items():
        yield Box(
            id=f"{topic_id(whole.thing)}-{topic_id(feeder)}",
            name=f"{file.name(whole.thing)} ({file.name(feeder)})",
            whole=whole,
            feeders=[feeder],
            points=[pair for pair in points if pair[1] in named],
        )


def _is_point(file: BrickFile, thing: str) -> bool:
    return any(_POINT_CLASS.fullmatch(name) for name in file.classes.get(thing, ()))


def _report_loose(file: BrickFile, wholes: Mapping[str, Whole], owned: set[str], report: BrickReport) -> None:
    """Report the points that no equipment of ours has, and the equipment that is none of ours."""
    holders = inverse(file.points)
    located = inverse(file.contains)
    parts = {part for whole in wholes.values() for part in whole.parts}
    for thing in sorted(file.classes):
        names = classes_of(file, thing)
        judged = next((name for name in names if name in BRICK.not_judged), None)
        if thing in owned or thing in wholes:
            continue
        if thing in holders or _is_point(file, thing):
            holder = next(iter((*holders.get(thing, ()), *located.get(thing, ()))), None)
            if holder is None:
                reason = "point without equipment"
            elif is_place(file, holder):
                reason = "point of a zone or room that no box of the file feeds"
            else:
                of = (file.classes.get(holder) or ("no class",))[0]
                reason = f"point of {of}, not judged by plantroom"
            report.leave_out(reason, [local_name(thing)])
        elif judged is not None and thing not in parts:
            report.leave_out(f"{judged}, not judged by plantroom", [local_name(thing)])
        elif kind_of(file, thing) is not None and thing not in parts:
            report.leave_out("equipment that is part of another in a circle", [local_name(thing)])
    untyped = {point for points in file.points.values() for point in points} - file.classes.keys() - owned
    report.leave_out("point without a class", sorted(local_name(thing) for thing in untyped))
