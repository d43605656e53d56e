"""Where the points of a building go: which source is which role of which equipment, worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.frames.possible import ends_of
from model.site.graph import Building, Equipment, Point
from model.site.roles import ROLES
from model.site.rooms import people_of

Index = NDArray[np.int64]

_MEASURED = ("temperature", "pressure", "air_flow", "water_flow", "concentration", "humidity")
# What is still when its machine stands: a zero that stays is no flat sensor.
RESTING = ("pressure", "air_flow", "water_flow")
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class KindPlaces:
    """Equipment of one kind in a building.

    ``roles``: role -> (columns among the equipment, places among the sources). ``parents``: kind -> index of
    the nearest equipment of that kind that feeds each one, or -1 (E,). ``people`` (E,) in the room of each,
    NaN where nobody said.
    """

    equipment: tuple[Equipment, ...]
    roles: Mapping[str, tuple[Index, Index]]
    parents: Mapping[str, Index]
    people: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SensorPlaces:
    """The measuring points of a building as equipment of their own, named "equipment/role".

    ``source`` (S,) places among the sources; ``owner_kind`` and ``owner`` (S,) whose they are; ``resting``
    (S,) marks quantities that are still when their machine stands.
    """

    equipment: tuple[Equipment, ...]
    source: Index
    owner_kind: tuple[str, ...]
    owner: Index
    resting: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a building's points go.

    ``sources`` are the names in the store, each once; ``is_command`` (S,) marks what stands until it
    changes; ``lowest`` and ``highest`` (S,) are the ends of what each can say [SI]. ``people`` in the room of
    each unit by its id, as far as anybody said. ``devices`` are the
    controllers behind them, ``device_of`` (S,) which one each source comes from, -1 for one of which
    nothing was ever heard.
    """

    building: Building
    sources: tuple[str, ...]
    is_command: NDArray[np.bool_]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]
    kinds: Mapping[str, KindPlaces]
    people: Mapping[str, float]
    sensors: SensorPlaces
    devices: tuple[Equipment, ...]
    device_of: Index


_COMMAND_ENDINGS = ("_command", "_setpoint", "_status", "_speed", "occupied")
_known: dict[int, tuple[Building, Places]] = {}


def places_of(building: Building) -> Places:
    """Places of a building; worked out at the first call for this very object, then remembered."""
    found = _known.get(id(building))
    if found is None or found[0] is not building:
        if len(_known) >= _CACHED:
            _known.clear()
        found = _known[id(building)] = (building, _work_out(building))
    return found[1]


def _work_out(building: Building) -> Places:
    columns: dict[str, int] = {}
    commands: set[int] = set()
    ends: dict[int, tuple[float, float]] = {}

    def placed(points_of: Callable[[Equipment], tuple[Point, ...]]) -> list[tuple[int, str, int]]:
        where = []
        for index, equipment in enumerate(building.equipment):
            for point in points_of(equipment):
                if point.role is not None:
                    at = columns.setdefault(f"{building.id}/{point.source}", len(columns))
                    ends.setdefault(at, ends_of(point.role))
                    if point.role.endswith(_COMMAND_ENDINGS):
                        commands.add(at)
                    where.append((index, point.role, at))
        return where

    heard = placed(lambda equipment: equipment.points)
    unheard = placed(lambda equipment: equipment.unheard)
    people = people_of(building)
    kinds = _kinds(building, heard, people)
    devices, device_of = _devices(building, columns)
    return Places(
        building,
        tuple(columns),
        np.array([at in commands for at in range(len(columns))], dtype=bool),
        np.array([ends[at][0] for at in range(len(columns))], dtype=np.float64),
        np.array([ends[at][1] for at in range(len(columns))], dtype=np.float64),
        kinds,
        people,
        _sensors(building, [*heard, *unheard], kinds),
        devices,
        device_of,
    )


def _kinds(
    building: Building, where: list[tuple[int, str, int]], people: Mapping[str, float]
) -> dict[str, KindPlaces]:
    order = sorted({equipment.kind for equipment in building.equipment})
    members = {kind: [i for i, e in enumerate(building.equipment) if e.kind == kind] for kind in order}
    column = {index: at for indices in members.values() for at, index in enumerate(indices)}
    gathered: dict[str, dict[str, tuple[list[int], list[int]]]] = {kind: {} for kind in order}
    for index, role, source in where:
        columns, sources = gathered[building.equipment[index].kind].setdefault(role, ([], []))
        columns.append(column[index])
        sources.append(source)
    ids = {
        kind: {building.equipment[i].id: at for at, i in enumerate(indices)}
        for kind, indices in members.items()
    }
    by_id = {equipment.id: equipment for equipment in building.equipment}
    return {
        kind: KindPlaces(
            tuple(building.equipment[i] for i in members[kind]),
            {
                role: (np.array(columns, dtype=np.int64), np.array(sources, dtype=np.int64))
                for role, (columns, sources) in gathered[kind].items()
            },
            {
                other: _nearest([building.equipment[i] for i in members[kind]], by_id, ids[other])
                for other in order
            },
            np.array([people.get(building.equipment[i].id, np.nan) for i in members[kind]]),
        )
        for kind in order
    }


def _nearest(equipment: list[Equipment], by_id: Mapping[str, Equipment], feeding: Mapping[str, int]) -> Index:
    nearest = np.full(len(equipment), -1, dtype=np.int64)
    for at, start in enumerate(equipment):
        queue, seen = list(start.fed_by), {start.id, *start.fed_by}
        while queue:
            identifier = queue.pop(0)
            if identifier in feeding:
                nearest[at] = feeding[identifier]
                break
            further = by_id[identifier].fed_by if identifier in by_id else ()
            fresh = [feeder for feeder in further if feeder not in seen]
            seen.update(fresh)
            queue.extend(fresh)
    return nearest


def _sensors(
    building: Building, where: list[tuple[int, str, int]], kinds: Mapping[str, KindPlaces]
) -> SensorPlaces:
    kept = [
        (index, role, source)
        for index, role, source in where
        if ROLES[role].quantity.id in _MEASURED and not role.endswith("_setpoint")
    ]
    # A group holds the same role in all buildings, whichever of them are looked at together.
    group = {role: number for number, role in enumerate(ROLES)}
    column = {e.id: at for places in kinds.values() for at, e in enumerate(places.equipment)}
    sensors = []
    for index, role, _ in kept:
        owner = building.equipment[index]
        resting = ROLES[role].quantity.id in RESTING
        points = (*owner.points, *owner.unheard)
        sensors.append(
            Equipment(
                id=f"{owner.id}/{role}",
                kind="sensor",
                name=owner.name,
                points=tuple(replace(p, role="value") for p in points if p.role == role),
                fed_by=(owner.id,),
                design={
                    "group": float(group[role]),
                    "lowest": ROLES[role].lowest,
                    "highest": ROLES[role].highest,
                    "rests_at_zero": float(resting),
                    "heard_once": float(any(p.role == role for p in owner.points)),
                },
                location=owner.location,
            )
        )
    return SensorPlaces(
        tuple(sensors),
        np.array([source for _, _, source in kept], dtype=np.int64),
        tuple(building.equipment[index].kind for index, _, _ in kept),
        np.array([column[building.equipment[index].id] for index, _, _ in kept], dtype=np.int64),
        np.array([ROLES[role].quantity.id in RESTING for _, role, _ in kept], dtype=bool),
    )


def _devices(building: Building, columns: Mapping[str, int]) -> tuple[tuple[Equipment, ...], Index]:
    behind: dict[str, list[str]] = {}
    for equipment in building.equipment:
        for point in equipment.points:
            if point.role is not None:
                served = behind.setdefault(point.source.rpartition("/")[0], [])
                if equipment.id not in served:
                    served.append(equipment.id)
    names = {e.id: e.name for e in building.equipment}
    devices = tuple(
        Equipment(
            id=device,
            kind="controller",
            name=names[served[0]],
            points=(Point(device, "talks"),),
            fed_by=tuple(served),
        )
        for device, served in behind.items()
    )
    number = {device.id: at for at, device in enumerate(devices)}
    cut = len(building.id) + 1
    device_of = [number.get(source[cut:].rpartition("/")[0], -1) for source in columns]
    return devices, np.array(device_of, dtype=np.int64)


def whole_building(building: Building) -> Equipment:
    """The building itself as equipment of the kind "building"."""
    return Equipment(
        id=building.id, kind="building", name=building.name, points=(Point(building.id, "talks"),)
    )
