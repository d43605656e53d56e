"""The equipment of a Brick file: what it is, what is part of it, what feeds it, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.site.brick.file import BrickFile, inverse, local_name
from model.site.brick_classes import BRICK, ancestors


@dataclass(slots=True)
class Whole:
    """An equipment; ``parts`` maps each of its parts, itself included, to the classes on the way to it."""

    thing: str
    kind: str
    parts: dict[str, tuple[str, ...]]


def classes_of(file: BrickFile, thing: str) -> tuple[str, ...]:
    """Return a thing's classes with all their ancestors that the file declares."""
    return tuple(name for own in file.classes.get(thing, ()) for name in ancestors(own, file.parents))


def kind_of(file: BrickFile, thing: str) -> str | None:
    """Return the kind of equipment that a thing is, or None."""
    return next((BRICK.kinds[name] for name in classes_of(file, thing) if name in BRICK.kinds), None)


def is_place(file: BrickFile, thing: str) -> bool:
    """Return whether a thing is a zone or a room."""
    return any(name in BRICK.places for name in classes_of(file, thing))


def find_wholes(file: BrickFile) -> dict[str, Whole]:
    """Return the equipment by IRI. A chiller of a chilled-water system is part of it, no second plant."""
    kinds = {thing: kind for thing in sorted(file.classes) if (kind := kind_of(file, thing)) is not None}
    holds = _holds(file)
    within = inverse(holds)
    wholes = {
        thing: Whole(thing, kind, {})
        for thing, kind in kinds.items()
        if not _inside_same_kind(thing, kind, kinds, within)
    }
    claimed: set[str] = set()
    for whole in wholes.values():
        parts = parts_of(file, whole.thing, wholes, holds)
        whole.parts |= {part: way for part, way in parts.items() if part not in claimed}
        claimed |= whole.parts.keys()
    return wholes


def parts_of(
    file: BrickFile, thing: str, wholes: Mapping[str, Whole], holds: Mapping[str, list[str]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the parts of a thing, itself included, with the classes on the way to each, nearest first."""
    holds = _holds(file) if holds is None else holds
    parts: dict[str, tuple[str, ...]] = {}
    ahead = [(thing, classes_of(file, thing))]
    while ahead:
        part, way = ahead.pop(0)
        if part in parts:
            continue
        parts[part] = way
        ahead += [
            (inner, (*classes_of(file, inner), *way))
            for inner in holds.get(part, ())
            if inner not in wholes and not is_place(file, inner)
        ]
    return parts


def _holds(file: BrickFile) -> dict[str, list[str]]:
    """Return thing -> its parts; older models call the fan of an air handler located in it."""
    holds = {thing: list(parts) for thing, parts in file.parts.items()}
    for place, things in file.contains.items():
        if kind_of(file, place) is not None:
            holds.setdefault(place, []).extend(things)
    return holds


def _inside_same_kind(
    thing: str, kind: str, kinds: Mapping[str, str], within: Mapping[str, list[str]]
) -> bool:
    seen, ahead = {thing}, list(within.get(thing, ()))
    while ahead:
        outer = ahead.pop()
        if outer in seen:
            continue
        seen.add(outer)
        # Parts that hold each other have no whole; the first by name stands for it.
        if kinds.get(outer) == kind and not (thing in within.get(outer, ()) and thing < outer):
            return True
        ahead += within.get(outer, ())
    return False


def find_feeders(
    file: BrickFile, wholes: Mapping[str, Whole], behind: Mapping[str, list[str]]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return equipment -> what feeds it directly, ducts and coils between them left out; and the links cut.

    ``behind``: equipment -> the meters before it, which come last. A link that closes a circle is cut.
    """
    owner = {part: whole.thing for whole in wholes.values() for part in whole.parts}
    fed_by = inverse(file.feeds)
    feeders: dict[str, list[str]] = {}
    for whole in wholes.values():
        found: list[str] = []
        seen = set(whole.parts)
        ahead = [feeder for part in whole.parts for feeder in fed_by.get(part, ())]
        while ahead:
            thing = ahead.pop(0)
            if thing in seen:
                continue
            seen.add(thing)
            if thing in owner:
                found.append(owner[thing])
            else:
                ahead += fed_by.get(thing, ())
        found += behind.get(whole.thing, ())
        feeders[whole.thing] = list(dict.fromkeys(name for name in found if name != whole.thing))
    return _without_circles(feeders)


def _without_circles(feeders: dict[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    kept: dict[str, list[str]] = {thing: [] for thing in feeders}
    cut: list[str] = []
    for thing in sorted(feeders):
        for feeder in feeders[thing]:
            if _upstream(feeder, thing, kept):
                cut.append(f"{local_name(feeder)} feeds {local_name(thing)}")
            else:
                kept[thing].append(feeder)
    return kept, cut


def _upstream(start: str, wanted: str, feeders: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        thing = ahead.pop()
        if thing == wanted:
            return True
        if thing not in seen:
            seen.add(thing)
            ahead += feeders.get(thing, ())
    return False


def find_places(file: BrickFile, wholes: Mapping[str, Whole]) -> dict[str, list[str]]:
    """Return equipment -> the zones and rooms that it feeds, with the rooms of a zone."""
    found: dict[str, list[str]] = {}
    for whole in wholes.values():
        ahead = [fed for part in whole.parts for fed in file.feeds.get(part, ()) if is_place(file, fed)]
        places: dict[str, None] = {}
        while ahead:
            place = ahead.pop(0)
            if place in places:
                continue
            places[place] = None
            ahead += [inner for inner in file.parts.get(place, ()) if is_place(file, inner)]
        found[whole.thing] = list(places)
    return found
