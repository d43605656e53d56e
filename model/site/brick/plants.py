"""Plants of a Brick file: boilers, chillers, pumps and towers that share their water are one."""

from collections.abc import Iterator, Mapping

from model.site.brick.equipment import Whole, classes_of, parts_of
from model.site.brick.file import BrickFile, local_name
from model.site.brick.report import BrickReport
from model.site.brick_classes import BRICK

_PLANTS = ("hot_water_plant", "chilled_water_plant", "domestic_hot_water")


def join_plants(file: BrickFile, wholes: Mapping[str, Whole], report: BrickReport) -> dict[str, Whole]:
    """Return the equipment with the machines of a plant as its parts.

    Machines that feed one another, directly or through pipes, valves and coils, or that feed the same
    equipment, share their water. A system or loop stands for its plant, else its first boiler or chiller. A
    pump without links belongs to the only plant of its kind, and to none of several.
    """
    joined = dict(wholes)
    for kind in _PLANTS:
        heads = [thing for thing, whole in wholes.items() if whole.kind == kind]
        held = {part: thing for thing in heads for part in wholes[thing].parts}
        pumps = [t for t in sorted(file.classes) if machine_of(file, t, kind) is not None and t not in held]
        groups = _linked(file, held | {pump: pump for pump in pumps}, wholes, kind)
        plants = [group for group in groups if any(thing in heads for thing in group)]
        if len(plants) == 1:
            plants = [[thing for group in groups for thing in group]]
        for plant in plants:
            head, *others = sorted(plant, key=lambda thing: _rank(file, thing))
            whole = Whole(head, kind, dict(wholes[head].parts))
            for thing in others:
                whole.parts |= wholes[thing].parts if thing in wholes else parts_of(file, thing, wholes)
                joined.pop(thing, None)
            joined[head] = whole
            if others:
                report.joined.append(f"{local_name(head)} with {', '.join(local_name(t) for t in others)}")
    return joined


def machine_of(file: BrickFile, thing: str, kind: str) -> str | None:
    """Return which of the machines that a plant of ``kind`` may have several of a thing is, in words."""
    known = (BRICK.machines.get(name) for name in classes_of(file, thing))
    return next((found[1] for found in known if found is not None and found[0] == kind), None)


def one_of_several(file: BrickFile, whole: Whole, part: str) -> str | None:
    """Return in words the machine that a part is, where the plant has several of them; else None."""
    word = machine_of(file, part, whole.kind)
    if word is None:
        return None
    return word if sum(machine_of(file, other, whole.kind) == word for other in whole.parts) > 1 else None


def _rank(file: BrickFile, thing: str) -> tuple[int, str]:
    """Systems and loops before boilers and chillers, these before towers, pumps last; then by name."""
    names = classes_of(file, thing)
    if not any(name in BRICK.machines for name in names):
        return 0, thing
    if any(name in BRICK.kinds for name in names):
        return (2 if any(word in names for word in ("Cooling_Tower", "Dry_Cooler")) else 1), thing
    return 3, thing


def _linked(
    file: BrickFile, held: Mapping[str, str], wholes: Mapping[str, Whole], kind: str
) -> list[list[str]]:
    """Return groups of things of one kind of plant that share water; ``held``: part -> the thing it is of."""
    fed = {part: name for name, whole in wholes.items() if whole.kind != kind for part in whole.parts}
    leader = {thing: thing for thing in held.values()}

    def lead(thing: str) -> str:
        while leader[thing] != thing:
            thing = leader[thing]
        return thing

    first: dict[str, str] = {}
    for part, thing in sorted(held.items()):
        for reached in _downstream(file, part, held, fed):
            other = held[reached] if reached in held else first.setdefault(fed[reached], thing)
            leader[lead(thing)] = lead(other)
    groups: dict[str, list[str]] = {}
    for thing in sorted(leader):
        groups.setdefault(lead(thing), []).append(thing)
    return list(groups.values())


def _downstream(
    file: BrickFile, start: str, held: Mapping[str, str], fed: Mapping[str, str]
) -> Iterator[str]:
    """Yield the machines and the equipment that a thing feeds, through pipes but not heat exchangers."""
    seen, ahead = {start}, list(file.feeds.get(start, ()))
    while ahead:
        thing = ahead.pop()
        if thing in seen:
            continue
        seen.add(thing)
        if thing in held or thing in fed:
            yield thing
        elif not any("Heat_Exchanger" in name for name in file.classes.get(thing, ())):
            ahead += file.feeds.get(thing, ())
