"""From readings to frames: points sought by role, feeders found, what a building shares lent."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.alignment import align, hold
from model.frames import HOLD_HOURS, STEP_MS, STEPS_PER_HOUR, Frames
from model.healthy.operation import fan_runs
from model.healthy.plant import chilled_water_pump_stands, hot_water_pump_stands
from model.history import ReadingSource
from model.site.graph import Building, Equipment
from model.site.roles import ROLES
from model.site_time import occupied_by_schedule
from model.windows import Flags, Floats

# A value stands until the next one, but not for ever: sensors report at least every hour, commands and
# setpoints often only when they change.
_HOLD_MEASURED_STEPS = 7
_HOLD_COMMAND_STEPS = HOLD_HOURS * STEPS_PER_HOUR
_COMMAND_ENDINGS = ("_command", "_setpoint", "_status", "_speed", "occupied")
_MEASURED = ("temperature", "pressure", "air_flow", "water_flow", "concentration", "humidity")
# What is still when its machine stands: a zero that stays is no flat sensor.
_RESTING = ("pressure", "air_flow", "water_flow")
_STANDING: Mapping[str, Callable[[Frames], Flags]] = {
    "hot_water_plant": hot_water_pump_stands,
    "chilled_water_plant": chilled_water_pump_stands,
    "air_handler": lambda frames: np.asarray(fan_runs(frames) == 0),
}
_SHARED = {"outdoor_air_temperature": "weather_station"}
# What feeds comes before what it feeds; all other kinds before them.
_FED_LAST = ("air_handler", "rooftop_unit", "fan_coil", "vav_box")


def frames_of(
    building: Building, timezone: str, readings: ReadingSource, start_ms: int, end_ms: int
) -> dict[str, Frames]:
    """Frames of all kinds for start_ms <= t < end_ms; the lead before start_ms is the caller's to ask for."""
    sources, places = [], []
    for index, equipment in enumerate(building.equipment):
        for point in equipment.points:
            if point.role is not None:
                sources.append(f"{building.id}/{point.source}")
                places.append((index, point.role))
    # Equipment may share a point: it is read once.
    distinct = list(dict.fromkeys(sources))
    columns = readings.read(distinct, start_ms, end_ms)
    times_ms = np.arange(start_ms, end_ms, STEP_MS, dtype=np.int64)
    aligned = align(columns, len(distinct), times_ms)
    column = {source: at for at, source in enumerate(distinct)}
    own = np.array([column[source] for source in sources], dtype=np.int64)
    value, travel, heard = aligned
    return _assemble(building, timezone, times_ms, places, (value[:, own], travel[:, own], heard[:, own]))


def _assemble(
    building: Building,
    timezone: str,
    times_ms: NDArray[np.int64],
    places: list[tuple[int, str]],
    aligned: tuple[Floats, Floats, Flags],
) -> dict[str, Frames]:
    value, travel, heard = aligned
    is_command = np.array([role.endswith(_COMMAND_ENDINGS) for _, role in places], dtype=bool)
    held = hold(value, _HOLD_MEASURED_STEPS)
    if is_command.any():
        held[:, is_command] = hold(value[:, is_command], _HOLD_COMMAND_STEPS)
    position = {equipment.id: index for index, equipment in enumerate(building.equipment)}
    schedule = occupied_by_schedule(building.schedule, timezone, times_ms)
    shared = _SHARED.keys() & {role for _, role in places}
    lent = {role: _lent(role, building, places, held) for role in sorted(shared)}
    result: dict[str, Frames] = {}
    kinds = sorted({e.kind for e in building.equipment} - set(_FED_LAST))
    kinds += [kind for kind in _FED_LAST if any(e.kind == kind for e in building.equipment)]
    for kind in kinds:
        members = [i for i, e in enumerate(building.equipment) if e.kind == kind]
        column_of = {index: column for column, index in enumerate(members)}
        roles: dict[str, Floats] = {}
        travels: dict[str, Floats] = {}
        presence: dict[str, Flags] = {}
        shape = (len(times_ms), len(members))
        for source, (index, role) in enumerate(places):
            if index not in column_of:
                continue
            at = column_of[index]
            roles.setdefault(role, np.full(shape, np.nan))[:, at] = held[:, source]
            travels.setdefault(role, np.zeros(shape))[:, at] = travel[:, source]
            presence.setdefault(role, np.zeros(shape, dtype=bool))[:, at] = heard[:, source]
        equipment = tuple(building.equipment[i] for i in members)
        parents = {other: _nearest(equipment, building, position, result[other]) for other in result}
        borrowed = _borrow(roles, kind, equipment, lent)
        frames = Frames(
            building=building.id,
            kind=kind,
            equipment=equipment,
            times_ms=times_ms,
            roles=roles,
            travel=travels,
            heard=presence,
            occupied=np.broadcast_to(schedule[:, None], shape).copy(),
            schedule_declared=building.schedule is not None and building.schedule.declared,
            borrowed=borrowed,
            parents=parents,
            others=result,
        )
        result[kind] = _with_occupancy(frames)
    result["sensor"] = _sensors(building, times_ms, places, aligned=(value, heard), others=result)
    return result


def _sensors(
    building: Building,
    times_ms: NDArray[np.int64],
    places: list[tuple[int, str]],
    *,
    aligned: tuple[Floats, Flags],
    others: Mapping[str, Frames],
) -> Frames:
    """Each measuring point as equipment of its own, named "equipment/role", its values not held."""
    kept = [
        at
        for at, (_, role) in enumerate(places)
        if ROLES[role].quantity.id in _MEASURED and not role.endswith("_setpoint")
    ]
    value, heard = aligned
    group = {role: number for number, role in enumerate(sorted({places[at][1] for at in kept}))}
    sensors = []
    for at in kept:
        index, role = places[at]
        owner = building.equipment[index]
        sensors.append(
            Equipment(
                id=f"{owner.id}/{role}",
                kind="sensor",
                name=owner.name,
                points=tuple(replace(p, role="value") for p in owner.points if p.role == role),
                fed_by=(owner.id,),
                design={
                    "group": float(group[role]),
                    "lowest": ROLES[role].lowest,
                    "highest": ROLES[role].highest,
                    "rests_at_zero": float(ROLES[role].quantity.id in _RESTING),
                },
                location=owner.location,
            )
        )
    shape = (len(times_ms), len(kept))
    standing = {kind: stands(others[kind]) for kind, stands in _STANDING.items() if kind in others}
    resting = np.zeros(shape)
    for column, sensor in enumerate(sensors):
        role = places[kept[column]][1]
        resting[:, column] = _at_rest(sensor.fed_by[0], ROLES[role].quantity.id, standing, others)
    return Frames(
        building=building.id,
        kind="sensor",
        equipment=tuple(sensors),
        times_ms=times_ms,
        roles={"value": value[:, kept], "resting": resting},
        travel={},
        heard={"value": heard[:, kept]},
        occupied=np.full(shape, np.nan),
        schedule_declared=False,
        borrowed={},
        parents={},
        others={},
    )


def _nearest(
    equipment: tuple[Equipment, ...], building: Building, position: Mapping[str, int], frames: Frames
) -> NDArray[np.int64]:
    """Index into ``frames`` of the nearest feeding equipment of its kind, -1 where there is none."""
    column = {e.id: index for index, e in enumerate(frames.equipment)}
    nearest = np.full(len(equipment), -1, dtype=np.int64)
    for at, start in enumerate(equipment):
        queue, seen = list(start.fed_by), set(start.fed_by)
        while queue:
            identifier = queue.pop(0)
            if identifier in column:
                nearest[at] = column[identifier]
                break
            if identifier in position:
                further = [f for f in building.equipment[position[identifier]].fed_by if f not in seen]
                seen.update(further)
                queue.extend(further)
    return nearest


def _lent(role: str, building: Building, places: list[tuple[int, str]], held: Floats) -> Floats:
    """A role that the building shares (T, 1): of its weather station, else of all equipment that has it."""
    having = [at for at, (_, name) in enumerate(places) if name == role]
    lenders = [at for at in having if building.equipment[places[at][0]].kind == _SHARED[role]]
    return _mean_known(held[:, lenders or having])[:, None]


def _borrow(
    roles: dict[str, Floats], kind: str, equipment: tuple[Equipment, ...], lent: Mapping[str, Floats]
) -> dict[str, Flags]:
    """Fill the roles that are shared in a building where equipment of ``kind`` has no point of its own.

    A point that is there and silent is not replaced: its silence is a fault of its own.
    """
    borrowed: dict[str, Flags] = {}
    for role, values in lent.items():
        without = np.array([all(point.role != role for point in e.points) for e in equipment], dtype=bool)
        if kind in ROLES[role].kinds and without.any():
            own = roles.get(role, np.full((len(values), len(equipment)), np.nan))
            roles[role] = np.where(without[None, :], values, own)
            borrowed[role] = without
    return borrowed


def _mean_known(values: Floats) -> Floats:
    """Mean over equipment (T,), NaN where nothing is known."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(
            known.any(axis=1), np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1), np.nan
        )


def _with_occupancy(frames: Frames) -> Frames:
    own = frames.role("occupied")
    parent = frames.of_parent("air_handler", "occupied")
    said = np.where(np.isnan(own), parent, own)
    stated = (said >= 0.5).astype(np.float64)
    # A point tells the mode of the controls, which may have been left on; when people come, a schedule tells.
    stated = np.minimum(stated, frames.occupied) if frames.schedule_declared else stated
    occupied = np.where(np.isnan(said), frames.occupied, stated)
    return replace(frames, occupied=occupied)


def _at_rest(
    owner: str, quantity: str, standing: Mapping[str, Flags], others: Mapping[str, Frames]
) -> Floats:
    """1 where the machine that moves what is measured is known to stand, else 0, (T,): nothing new shows.

    Water cools unseen in a plant at rest; still air beside a fan goes on to change its temperature.
    """
    for kind, stands in standing.items():
        ids = [equipment.id for equipment in others[kind].equipment]
        if owner in ids and (kind != "air_handler" or quantity in _RESTING):
            return stands[:, ids.index(owner)].astype(np.float64)
    return np.zeros(1)
