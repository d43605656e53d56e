"""Frames: the readings of all equipment of one kind in a building, aligned, in SI, one array a role.

Arrays have the shape (T, E): T steps of five minutes, E equipment. NaN is missing; missing is never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.history import ReadingColumns, ReadingSource
from model.site.graph import Building, Equipment
from model.site.roles import ROLES
from model.site_time import occupied_by_schedule
from model.windows import Flags, Floats

STEP_MS = 5 * 60_000
HOUR_MS = 3_600_000
STEPS_PER_HOUR = HOUR_MS // STEP_MS
LEAD_HOURS = 6

# A value stands until the next one, but not for ever: sensors report at least every hour, commands and
# setpoints often only when they change.
_HOLD_MEASURED_STEPS = 7
_HOLD_COMMAND_STEPS = LEAD_HOURS * STEPS_PER_HOUR
_COMMAND_ENDINGS = ("_command", "_setpoint", "_status", "_speed", "occupied")
_MEASURED = ("temperature", "pressure", "air_flow", "water_flow", "concentration")
_FALLBACK = {"outdoor_air_temperature": "weather_station"}


@dataclass(frozen=True)
class Frames:
    """``roles``: arrays (T, E) by role; ``travel``: sum of absolute changes within a step, for commands.

    ``parents[kind]`` holds, for each equipment, the index of the nearest equipment of ``kind`` that feeds it,
    or -1; ``others`` are the frames of the building's other kinds, over the same steps; ``borrowed[role]``
    marks equipment whose value comes from the building's weather station.
    """

    building: str
    kind: str
    equipment: tuple[Equipment, ...]
    times_ms: NDArray[np.int64]
    roles: Mapping[str, Floats]
    travel: Mapping[str, Floats]
    heard: Mapping[str, Flags]
    occupied: Floats
    schedule_declared: bool
    borrowed: Mapping[str, Flags]
    parents: Mapping[str, NDArray[np.int64]]
    others: Mapping[str, "Frames"]

    @property
    def shape(self) -> tuple[int, int]:
        """(T, E)."""
        return len(self.times_ms), len(self.equipment)

    @cached_property
    def _nothing(self) -> Floats:
        return np.full(self.shape, np.nan)

    def role(self, name: str) -> Floats:
        """Values of a role (T, E); all NaN when no equipment has it."""
        return self.roles.get(name, self._nothing)

    def first_of(self, *names: str) -> Floats:
        """Per equipment and step, the first of several roles that has a value."""
        values = self.role(names[0])
        for name in names[1:]:
            values = np.where(np.isnan(values), self.role(name), values)
        return values

    def of_parent(self, kind: str, name: str) -> Floats:
        """A role of the feeding equipment of ``kind``, gathered to (T, E)."""
        frames = self.others.get(kind)
        index = self.parents.get(kind)
        if frames is None or index is None or not len(frames.equipment):
            return self._nothing
        return np.where(index >= 0, frames.role(name)[:, np.maximum(index, 0)], np.nan)

    def over_zones(self, zone_values: Floats) -> Floats:
        """Sum (T, E), over the VAV boxes that each equipment feeds, of values (T, boxes) without NaN."""
        zones = self.others.get("vav_box")
        if zones is None or self.kind not in zones.parents:
            return np.zeros(self.shape)
        member = zones.parents[self.kind][:, None] == np.arange(self.shape[1])[None, :]
        total: Floats = np.nan_to_num(zone_values) @ member.astype(np.float64)
        return total

    def design(self, name: str) -> Floats:
        """A design number of each equipment (E,), NaN where not given."""
        return np.array([equipment.design.get(name, np.nan) for equipment in self.equipment])

    def described(self, name: str) -> Flags:
        """Which equipment (E,) has a point of this role, heard or not."""
        return np.array([any(p.role == name for p in e.points) for e in self.equipment], dtype=bool)


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
    columns = readings.read(sources, start_ms, end_ms)
    times_ms = np.arange(start_ms, end_ms, STEP_MS, dtype=np.int64)
    value, travel, heard = _align(columns, len(sources), times_ms)
    return _assemble(building, timezone, times_ms, places, (value, travel, heard))


def _align(columns: ReadingColumns, count: int, times_ms: NDArray[np.int64]) -> tuple[Floats, Floats, Flags]:
    """Mean, travel and presence by step and source, each (T, S)."""
    size = len(times_ms) * count
    if not size:
        empty = np.empty((len(times_ms), count))
        return empty, empty.copy(), empty.astype(bool)
    cell = (columns.time_ms - times_ms[0]) // STEP_MS * count + columns.column
    number = np.bincount(cell, minlength=size)
    total = np.bincount(cell, weights=columns.value, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(number > 0, total / number, np.nan)
    order = np.argsort(columns.column, kind="stable")
    column, reading, at = columns.column[order], columns.value[order], cell[order]
    change = np.abs(np.diff(reading, prepend=np.nan))
    change[np.diff(column, prepend=-1) != 0] = 0.0
    travel = np.bincount(at, weights=np.nan_to_num(change), minlength=size).astype(np.float64)
    shape = (len(times_ms), count)
    return mean.reshape(shape), travel.reshape(shape), (number > 0).reshape(shape)


def _hold(values: Floats, steps: int) -> Floats:
    """Carry the last value forward over at most ``steps`` empty steps."""
    row = np.arange(len(values))[:, None]
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, row), axis=0)
    held = np.take_along_axis(values, np.maximum(last, 0), axis=0)
    return np.where((last >= 0) & (row - last <= steps), held, np.nan)


def _assemble(
    building: Building,
    timezone: str,
    times_ms: NDArray[np.int64],
    places: list[tuple[int, str]],
    aligned: tuple[Floats, Floats, Flags],
) -> dict[str, Frames]:
    value, travel, heard = aligned
    is_command = np.array([role.endswith(_COMMAND_ENDINGS) for _, role in places], dtype=bool)
    held = _hold(value, _HOLD_MEASURED_STEPS)
    if is_command.any():
        held[:, is_command] = _hold(value[:, is_command], _HOLD_COMMAND_STEPS)
    position = {equipment.id: index for index, equipment in enumerate(building.equipment)}
    schedule = occupied_by_schedule(building.schedule, timezone, times_ms)
    result: dict[str, Frames] = {}
    kinds = sorted({e.kind for e in building.equipment}, key=lambda kind: (kind == "vav_box", kind))
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
        borrowed = _borrow(roles, result, shape, kind)
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
    result["sensor"] = _sensors(building, times_ms, places, value, heard)
    return result


def _sensors(
    building: Building,
    times_ms: NDArray[np.int64],
    places: list[tuple[int, str]],
    value: Floats,
    heard: Flags,
) -> Frames:
    """Each measuring point as equipment of its own, named "equipment/role", its values not held."""
    kept = [
        at
        for at, (_, role) in enumerate(places)
        if ROLES[role].quantity.id in _MEASURED and not role.endswith("_setpoint")
    ]
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
                },
                location=owner.location,
            )
        )
    shape = (len(times_ms), len(kept))
    return Frames(
        building=building.id,
        kind="sensor",
        equipment=tuple(sensors),
        times_ms=times_ms,
        roles={"value": value[:, kept]},
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


def _borrow(
    roles: dict[str, Floats], others: Mapping[str, Frames], shape: tuple[int, int], kind: str
) -> dict[str, Flags]:
    """Fill a role that the equipment lacks from the building's weather station or its other equipment."""
    borrowed: dict[str, Flags] = {}
    for role, lender in _FALLBACK.items():
        if kind not in ROLES[role].kinds or kind == lender:
            continue
        own = roles.get(role, np.full(shape, np.nan))
        missing: Flags = np.asarray(np.isnan(own).all(axis=0))
        known = others.get(lender)
        lent = known.role(role) if known is not None else own
        lent = lent if lent.shape[1] else own
        if missing.any() and not np.isnan(lent).all():
            own = own.copy()
            own[:, missing] = _mean_known(lent)[:, None]
            roles[role] = own
            borrowed[role] = missing
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
    occupied = np.where(np.isnan(said), frames.occupied, (said >= 0.5).astype(np.float64))
    return replace(frames, occupied=occupied)
