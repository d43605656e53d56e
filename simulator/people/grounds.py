"""Where suspicions lead on a site: which faults stand there, and what feeds the place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from model.catalogue import load_faults
from model.site.graph import Site
from simulator.buildings.devices import Device
from simulator.faults import Fault
from simulator.people.trade import Trade

Roles = Mapping[tuple[str, str, str], str]


# Faults of any sensor after which a new one is fitted; what fell silent is sought along its wire.
_REPLACED = frozenset({"sensor_flat", "sensor_noisy", "sensor_out_of_range"})


class Pointing(Protocol):
    """Something that says what is wrong where; "AHU-1/mixed_air_temperature" is a sensor of an equipment."""

    @property
    def building(self) -> str: ...
    @property
    def equipment(self) -> str: ...
    @property
    def fault(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Grounds:
    """A site for those who walk it. ``kinds`` and ``feeders`` are by building and equipment.

    ``roles``: the model's role of a sensor by building, equipment and the simulator's name of it; a sensor
    that is not in it is taken for any sensor of its equipment.
    """

    trade: Trade
    kinds: Mapping[tuple[str, str], str]
    feeders: Mapping[tuple[str, str], tuple[str, ...]]
    roles: Roles = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, trade: Trade, roles: Roles | None = None) -> "Grounds":
        """The grounds of a site as its owner describes it."""
        equipment = [(place.id, each) for place in site.buildings for each in place.equipment]
        return cls(
            trade,
            {(building, each.id): each.kind for building, each in equipment},
            {(building, each.id): each.fed_by for building, each in equipment},
            roles or {},
        )

    def suspects(self, pointing: Pointing, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that it leads to and that are mended by what it suspects."""
        return tuple(
            fault
            for fault in faults
            if (self.trade.addresses(pointing.fault, fault.kind) or self._replaces(pointing, fault))
            and self._leads_to(pointing, fault)
        )

    def standing_at(self, pointing: Pointing, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that stand where it says, whatever it suspects."""
        place, _ = place_of(pointing.equipment)
        there = pointing.building, place
        return tuple(fault for fault in faults if (fault.building, fault.equipment) == there)

    def upstream(self, pointing: Pointing, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that stand on what feeds the place."""
        place, _ = place_of(pointing.equipment)
        feeders = self.feeders.get((pointing.building, place), ())
        return tuple(
            fault for fault in faults if fault.building == pointing.building and fault.equipment in feeders
        )

    def meant(self, pointing: Pointing, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        """The faults that make it true: the cause named, or, where none is, what stands there."""
        if pointing.fault:
            return self.suspects(pointing, faults)
        return self.standing_at(pointing, faults)

    def _replaces(self, pointing: Pointing, fault: Fault) -> bool:
        """Whether it has the very sensor replaced that lies: however it lies, a new one ends it."""
        role = self.roles.get((fault.building, fault.equipment, fault.sensor or ""))
        if role is None or fault.swapped_with is not None:
            return False
        _, sensor = place_of(pointing.equipment)
        return role == (sensor if pointing.fault in _REPLACED else _sensor_said_wrong(pointing.fault))

    def _leads_to(self, pointing: Pointing, fault: Fault) -> bool:
        place, sensor = place_of(pointing.equipment)
        if fault.building != pointing.building:
            return False
        if fault.equipment != place:
            whole = "building" if place == pointing.building else place
            kind = self.kinds.get((pointing.building, place), whole)
            return kind in self.trade.seen_on.get(fault.kind, frozenset())
        if sensor is None or fault.sensor is None:
            return True
        lying = [path for path in (fault.sensor, fault.swapped_with) if path is not None]
        roles = {self.roles.get((fault.building, fault.equipment, path)) for path in lying}
        return sensor in roles or None in roles


@cache
def _sensor_said_wrong(suspected: str) -> str | None:
    """The role whose sensor a fault of the model says to read wrong."""
    facts = load_faults().get(suspected)
    return facts.sensor_of if facts is not None and suspected.endswith("_sensor_wrong") else None


def roles_of(devices: Iterable[Device]) -> Roles:
    """The roles of all sensors that are published, by the fields of the state that they show.

    Of several points that show a field the one of its own wins: humidity shows a temperature along with it.
    """
    beside: dict[tuple[str, str, str], str] = {}
    own: dict[tuple[str, str, str], str] = {}
    for device in devices:
        for point in device.points:
            if point.role is not None:
                own[device.building, device.id, point.path] = point.role
                beside |= {(device.building, device.id, path): point.role for path in point.paths}
    return beside | own


def place_of(equipment: str) -> tuple[str, str | None]:
    """Equipment and sensor of "AHU-1/mixed_air_temperature"; the sensor is None for an equipment."""
    place, _, sensor = equipment.partition("/")
    return place, sensor or None
