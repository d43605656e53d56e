"""Which point of an equipment has which role, and which of two that could."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from model.site.brick.equipment import Whole
from model.site.brick.file import BrickFile, local_name
from model.site.brick_classes import BRICK, ancestors
from model.site.roles import Role, role_of

# Classes that mean nothing without the part that they are of: a status of which fan?
_OF_A_PART = frozenset(name for classes in BRICK.parts.values() for name in classes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that could have a role; ``rank`` says how plainly its class means it, 0 the plainest."""

    thing: str
    role: Role
    brick_class: str
    rank: int
    inverted: bool
    has_unit: bool

    @property
    def name(self) -> str:
        """The point's name in the file."""
        return local_name(self.thing)


def candidate(file: BrickFile, whole: Whole, part: str, thing: str) -> Candidate | None:
    """Return what a point of a part means for the whole, or None."""
    for own in file.classes.get(thing, ()):
        way = whole.parts.get(part, ())
        if own in _OF_A_PART and whole.kind.endswith("_plant"):
            way = (*_named_in(local_name(thing)), *way)
        meaning = _on_the_whole(file, own, way)
        role = role_of(meaning, whole.kind, file.parents) if meaning is not None else None
        if role is not None and meaning is not None:
            known = role.classes(whole.kind)
            listed = next(name for name in ancestors(meaning, file.parents) if name in known)
            inverted = listed in role.inverted
            return Candidate(thing, role, own, known.index(listed), inverted, thing in file.units)
    return None


def _named_in(name: str) -> tuple[str, ...]:
    """Return the classes of the machines of a plant that a point's name tells: CHWP2_POWER is a pump's."""
    words = {re.sub(r"\d+[a-z]?$", "", word) for word in _words(name)}
    if "heat" in words:
        return ()
    return tuple(part for part, names in BRICK.named.items() if words & set(names))


def _on_the_whole(file: BrickFile, brick_class: str, way: Sequence[str]) -> str | None:
    """Return the class that says on the whole what ``brick_class`` says on a part; None: nothing."""
    part = next((name for name in way if name in BRICK.parts), None)
    if part is None:
        return brick_class
    names = list(ancestors(brick_class, file.parents))
    meaning = next((BRICK.parts[part][name] for name in names if name in BRICK.parts[part]), None)
    if meaning is None and part.endswith("_Fan") and brick_class.startswith("Damper_"):
        return brick_class
    if meaning is None and any(name in _OF_A_PART for name in names):
        return None
    return meaning or brick_class


def choose(
    candidates: Sequence[Candidate], names: Iterable[str]
) -> tuple[dict[str, Candidate], list[Candidate]]:
    """Return role -> the point that has it, and the points that came second.

    Of two, in this order: the one that declares its unit; the one whose class means the role more plainly;
    the one whose name says more words of its class ("Cooling_Valve_Output" before "CCV"); the one whose name
    has more in common with the other points of the equipment (``names``); the first by name. None of it looks
    at readings.
    """
    company = {name: _words(name) for name in names}
    by_role: dict[str, list[Candidate]] = {}
    for item in candidates:
        by_role.setdefault(item.role.id, []).append(item)
    chosen: dict[str, Candidate] = {}
    second: list[Candidate] = []
    for role, rivals in by_role.items():
        rivals.sort(key=lambda item: _preference(item, company))
        chosen[role] = rivals[0]
        second += rivals[1:]
    return chosen, second


def _preference(item: Candidate, company: Mapping[str, frozenset[str]]) -> tuple[bool, int, int, int, str]:
    words = _words(item.name)
    said = sum(
        any(word == own or (len(word) > 2 and own.startswith(word)) for word in words)
        for own in _words(item.brick_class)
    )
    common = sum(len(words & other) for name, other in company.items() if name != item.name)
    return (not item.has_unit, item.rank, -said, -common, item.name)


def _words(name: str) -> frozenset[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return frozenset(word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word)


def split_by_feeder(things: Sequence[str], feeders: Sequence[str]) -> Mapping[str, list[str]]:
    """Return feeder -> points that name it, when every point names just one of several; else nothing.

    A box that two air handlers feed, with the name of one of them in each of its points, is two boxes.
    """
    groups: dict[str, list[str]] = {}
    for thing in things:
        words = set(re.split(r"[./: ]+", local_name(thing)))
        named = [feeder for feeder in feeders if local_name(feeder) in words]
        if len(named) != 1:
            return {}
        groups.setdefault(named[0], []).append(thing)
    return groups if len(groups) > 1 else {}
