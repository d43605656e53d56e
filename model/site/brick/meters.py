"""Meters of a Brick file: what each counts, which is behind which, and whose power it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.site.brick.equipment import Whole, classes_of
from model.site.brick.file import BrickFile, inverse, local_name
from model.site.brick.report import BrickReport
from model.site.brick_classes import BRICK
from model.site.graph import Equipment, Point

METERS = ("electricity_meter", "gas_meter", "heat_meter", "water_meter")
_ANY_METER = frozenset({"Meter", "Building_Meter"})
# What the points of a meter without a class of its own say that it counts.
_BY_POINTS: Sequence[tuple[str, str]] = (
    ("Gas", "gas_meter"),
    ("Thermal", "heat_meter"),
    ("Water", "water_meter"),
)
# The role in which an equipment has the power that a meter of its own counts.
_LENT: Mapping[str, str] = {
    "rooftop_unit": "unit_power",
    "chilled_water_plant": "chiller_power",
    "lighting": "lights_power",
}


def settle_meters(file: BrickFile, wholes: Mapping[str, Whole], report: BrickReport) -> dict[str, Whole]:
    """Return the equipment with meters that count use alone, each of the kind that its points say."""
    settled = {}
    made_by = inverse(file.feeds)
    for thing, whole in wholes.items():
        if whole.kind not in METERS:
            settled[thing] = whole
            continue
        around = [*made_by.get(thing, ()), *file.meters.get(thing, ())]
        names = {name for other in around for name in classes_of(file, other)}
        if names & BRICK.generators:
            report.leave_out("meter of what is generated, not judged by plantroom", [local_name(thing)])
        elif whole.kind == "heat_meter" and any("Chill" in name for name in names):
            report.leave_out("meter of cooling, not judged by plantroom", [local_name(thing)])
        else:
            settled[thing] = replace(whole, kind=_kind(file, whole))
    return settled


def _kind(file: BrickFile, whole: Whole) -> str:
    known = (name for name in classes_of(file, whole.thing) if name in BRICK.kinds)
    if next(known, None) not in _ANY_METER:
        return whole.kind
    said = [name for point in file.points.get(whole.thing, ()) for name in classes_of(file, point)]
    return next((kind for word, kind in _BY_POINTS if any(word in name for name in said)), whole.kind)


def behind_meters(file: BrickFile, wholes: Mapping[str, Whole]) -> dict[str, list[str]]:
    """Return equipment -> what stands before it at the meters: submeters behind meters, lights behind either.

    A heat meter is behind the plant whose heat it counts. A meter of some equipment or floor of which no
    file says what it is a submeter of is one of the only meter that counts the whole building.
    """
    owner = {part: thing for thing, whole in wholes.items() for part in whole.parts}
    behind: dict[str, list[str]] = {}
    for meter, parts in sorted(file.submeters.items()):
        for part in parts:
            if {meter, part} <= wholes.keys() and wholes[meter].kind == wholes[part].kind:
                behind.setdefault(part, []).append(meter)
    for kind in METERS:
        meters = [thing for thing, whole in wholes.items() if whole.kind == kind]
        mains = [thing for thing in meters if _counts_all(file, thing)]
        for meter in meters:
            for thing in file.meters.get(meter, ()):
                metered = owner.get(thing)
                if metered is not None and kind == "heat_meter" and wholes[metered].kind.endswith("_plant"):
                    behind.setdefault(meter, []).append(metered)
                elif metered is not None and wholes[metered].kind == "lighting":
                    behind.setdefault(metered, []).append(meter)
            if meter not in mains and meter not in behind and len(mains) == 1 and file.meters.get(meter):
                behind[meter] = list(mains)
    return behind


def _counts_all(file: BrickFile, meter: str) -> bool:
    if any(name.startswith("Building_") for name in classes_of(file, meter)):
        return True
    return any(BRICK.buildings & set(classes_of(file, thing)) for thing in file.meters.get(meter, ()))


def lend_power(
    file: BrickFile, wholes: Mapping[str, Whole], equipment: Mapping[str, Equipment], ids: Mapping[str, str]
) -> dict[str, Equipment]:
    """Return the equipment with the power that an electricity meter of its own counts, where it has no other.

    ``ids``: thing -> id of its equipment. A point is then of both: of the meter and of what it meters.
    """
    owner = {part: thing for thing, whole in wholes.items() for part in whole.parts}
    lent = dict(equipment)
    for meter, things in sorted(file.meters.items()):
        if len(things) != 1 or meter not in ids or things[0] not in owner:
            continue
        whole = wholes[owner[things[0]]]
        role = _LENT.get(whole.kind)
        item, metered = equipment.get(ids[meter]), lent.get(ids.get(whole.thing, ""))
        if role is None or item is None or metered is None or _point(metered, role) is not None:
            continue
        power = _point(item, "electric_power")
        if power is not None:
            lent[metered.id] = replace(metered, points=(*metered.points, replace(power, role=role)))
    return lent


def _point(item: Equipment, role: str) -> Point | None:
    return next((point for point in item.points if point.role == role), None)
