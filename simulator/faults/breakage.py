"""From faults to what they do: effects on the physics, lies of sensors, and silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulator.faults.effects import Effects
from simulator.faults.entries import Entries, LieEntries, Teller
from simulator.faults.fault import Fault
from simulator.faults.fields import rows_of
from simulator.faults.kind import Lie
from simulator.faults.kinds import UnknownFaultError, fault_kind
from simulator.faults.lies import Lies
from simulator.faults.onset import Onsets
from simulator.faults.place import LEVELS, Place
from simulator.faults.sensors import sensor_paths
from simulator.layout import Layout
from simulator.record import FLOAT, Array

_ROOM = 64


@dataclass(slots=True)
class _Known:
    """Faults that are laid out in entries, each in its slot."""

    faults: list[Fault] = field(default_factory=list)
    slots: dict[int, int] = field(
        default_factory=dict
    )  # by id() of a fault in ``faults``, which keeps it alive
    onsets: Onsets = field(default_factory=lambda: Onsets.of([]))
    effects: Entries = field(default_factory=Entries)
    lies: LieEntries = field(default_factory=LieEntries)
    silences: list[int] = field(default_factory=list)  # slots


class Breakage:
    """Faults of the buildings of one layout, as the physics, the sensors and the network feel them.

    ``places`` are all equipment, each (building, id) once; a fault elsewhere is an UnknownFaultError.
    Faults are told apart by identity: a changed one is a new object. Asked twice in a row for what has not
    changed, it gives the same object again; nobody may write to what it gives.
    """

    def __init__(self, layout: Layout, places: Iterable[Place]) -> None:
        self._layout = layout
        self._places = {(place.building, place.id): place for place in places}
        self._devices: dict[str, list[str]] = {}
        for place in self._places.values():
            self._devices.setdefault(place.building, []).append(place.id)
        self._known = _Known()
        self._held: dict[tuple[str, int, int], float] = {}
        self._effects: tuple[Array, Effects] | None = None
        self._lies: tuple[Array, Lies] | None = None

    def effects_at(self, faults: Sequence[Fault], time_ms: int) -> Effects:
        """What ``faults`` do to the physics at ``time_ms``."""
        presence = self._presence(faults, time_ms)
        if self._effects is not None and np.array_equal(self._effects[0], presence):
            return self._effects[1]
        effects = Effects.new(self._layout)
        self._known.effects.apply(effects, presence)
        self._effects = presence, effects
        return effects

    def lies_at(self, faults: Sequence[Fault], time_ms: int) -> Lies:
        """How sensors lie at ``time_ms``."""
        effects = self.effects_at(faults, time_ms)
        presence = self._effects[0] if self._effects is not None else self._presence(faults, time_ms)
        if self._lies is not None and np.array_equal(self._lies[0], presence):
            return self._lies[1]
        draughty = np.flatnonzero(effects.zones.draught)
        told = self._known.lies.telling(presence)
        lies = Lies(told, draughty, self._held)
        self._lies = presence, lies
        return lies

    def silent(self, faults: Sequence[Fault], time_ms: int) -> frozenset[tuple[str, str]]:
        """Devices, as (building, id), that say nothing at ``time_ms``."""
        presence = self._presence(faults, time_ms)
        known = self._known
        found: set[tuple[str, str]] = set()
        for slot in known.silences:
            if presence[slot] > 0:
                fault = known.faults[slot]
                whole = fault_kind(fault.kind).silences == "building"
                ids = self._devices[fault.building] if whole else [fault.equipment]
                found.update((fault.building, device) for device in ids)
        return frozenset(found)

    def _presence(self, faults: Sequence[Fault], time_ms: int) -> Array:
        """Share of each known fault that is there, by slot; 0 for those that are not among ``faults``."""
        known = self._known
        slots = [known.slots.get(id(fault), -1) for fault in faults]
        if -1 in slots:
            if len(known.faults) + slots.count(-1) > 2 * len(faults) + _ROOM:
                self._known = known = _Known()
            for fault in faults:
                if id(fault) not in known.slots:
                    self._lay_out(fault)
            known.onsets = known.onsets.joined(Onsets.of(known.faults[len(known.onsets.salt) :]))
            self._effects = self._lies = None
            slots = [known.slots[id(fault)] for fault in faults]
        asked = np.zeros(len(known.faults), dtype=FLOAT)
        asked[slots] = 1.0
        return asked * known.onsets.presence(time_ms)

    def _lay_out(self, fault: Fault) -> None:
        known = self._known
        kind, place = fault_kind(fault.kind), self._place(fault)
        slot = known.slots[id(fault)] = len(known.faults)
        known.faults.append(fault)
        level = LEVELS[place.kind]
        for effect in kind.effects:
            size = effect.span.at(fault.severity) if fault.value is None or effect.is_switch else fault.value
            rows = rows_of(self._layout, level, place.row, effect.field.level)
            known.effects.add(slot, effect.field, rows, size)
        if kind.lie is not None:
            self._lay_out_lie(fault, kind.lie, place, slot)
        if kind.silences is not None:
            known.silences.append(slot)

    def _lay_out_lie(self, fault: Fault, lie: Lie, place: Place, slot: int) -> None:
        sensors = [fault.sensor, fault.swapped_with if lie.how == "swapped" else fault.sensor]
        paths = [path for path in sensors if path is not None and path in sensor_paths()]
        if len(paths) < len(sensors):
            raise UnknownFaultError(
                f"fault {fault.id}: {fault.kind} needs a sensor (and swapped_with), fields of the state"
            )
        level, size = LEVELS[place.kind], lie.span.at(fault.severity) if fault.value is None else fault.value
        ends = [
            (path, int(rows_of(self._layout, level, place.row, sensor_paths()[path])[0])) for path in paths
        ]
        for (path, row), source in zip(ends, reversed(ends), strict=True):
            self._known.lies.add(path, Teller(slot, lie.how, row, source, size, fault.salt))
            if lie.how != "swapped":
                break

    def _place(self, fault: Fault) -> Place:
        kind = fault_kind(fault.kind)
        place = self._places.get((fault.building, fault.equipment))
        if place is None:
            raise UnknownFaultError(f"fault {fault.id}: {fault.building} has no equipment {fault.equipment}")
        if place.kind not in kind.on:
            raise UnknownFaultError(
                f"fault {fault.id}: {fault.kind} befalls {' or '.join(kind.on)}, "
                f"and {fault.equipment} is a {place.kind}"
            )
        return place
