"""Twins of two buildings that live through the same days: one healthy of each, and one for every fault."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from simulator.block import Block
from simulator.buildings.devices import Device
from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Fault, Place, healthy, whole_building
from simulator.faults.fields import rows_of
from simulator.faults.place import LEVELS
from simulator.faults.sensors import sensor_paths
from simulator.layout import Index, Shape
from simulator.published import Published
from simulator.record import Flags
from simulator.world import Lived, live
from tests.simulator.faults.signatures.seasons import Season
from tests.simulator.faults.signatures.signature import Broken, Hours, Measure, Signature, Values

STEP_MS = 300_000


def _house(number: int, name: str, heat: str, cooling: str) -> Plan:
    return Plan(
        seed=(7, number),
        id=name,
        name=name,
        kind="office",
        built=1995,
        climate="chicago",
        timezone="UTC",
        units="metric",
        style="short",
        shape=Shape(boxes=(6,), fan_coils=2, rooftops=2),
        heat_source=heat,
        cooling_source=cooling,
        hours=dict.fromkeys(range(5), (7.0, 18.0)),
    )


HOUSES = {
    "boiler": _house(1, "boiler", "boiler", "water_cooled"),
    "heat_pump": _house(2, "heat_pump", "heat_pump", "air_cooled"),
}


@dataclass(slots=True)
class Town:
    """The second day of a season in all houses, the two healthy ones first."""

    block: Block
    lived: Lived
    numbers: dict[Broken, int]

    @classmethod
    def of(cls, season: Season, broken: Iterable[Broken], paths: Iterable[str]) -> "Town":
        """Live two days with each of ``broken`` from the first midnight on, and record the second."""
        numbers = {each: len(HOUSES) + row for row, each in enumerate(dict.fromkeys(broken))}
        plans = [*HOUSES.values(), *(replace(HOUSES[each.house], id=str(each)) for each in numbers)]
        block = Block(plans, healthy(), season.start_ms, step_ms=STEP_MS, interval_ms=STEP_MS, weather=season)
        for each in numbers:
            block.course.add(_fault(each))
        moment, _ = live(block.world, block.moment, season.start_ms + DAY_MS, block.course)
        record = sorted({*paths, *block.network.paths})
        _, lived = live(block.world, moment, season.start_ms + 2 * DAY_MS, block.course, record=record)
        return cls(block, lived, numbers)

    def difference(self, signature: Signature) -> float:
        """How much more there is with the fault than without."""
        broken, chosen = signature.broken, self.within(signature.hours)
        with_it, without = (
            self.measured(number, broken.equipment, signature.measure)[chosen]
            for number in (self.numbers[broken], self.twin(broken))
        )
        return float((with_it - without).mean())

    def measured(self, number: int, equipment: str, measure: Measure) -> Values:
        """A measure of the equipment of one building, (T,): the mean where there are several of a field."""
        values = measure.formula(*(self.columns(number, equipment, path) for path in measure.paths))
        return values.mean(axis=1) if values.ndim > 1 else values

    def columns(self, number: int, equipment: str, path: str) -> Values:
        """What building ``number`` has of a field at, above and below an equipment, (T, n)."""
        values: Values = self.lived.recorded[path][:, self._rows(number, equipment, path)].astype(np.float64)
        return values

    def whole(self, number: int, path: str) -> Values:
        """All that a building has of a field, (T, n)."""
        rows = rows_of(self.block.world.layout, "building", number, sensor_paths()[path])
        values: Values = self.lived.recorded[path][:, rows].astype(np.float64)
        return values

    def twin(self, broken: Broken) -> int:
        """Number of the healthy twin."""
        return list(HOUSES).index(broken.house)

    def within(self, hours: Hours) -> Flags:
        """Which times of the day are within ``hours``, which may pass midnight."""
        hour = (self.lived.times_ms - STEP_MS) % DAY_MS / HOUR_MS
        start, end = hours
        within: Flags = (hour >= start) & (hour < end) | (hour + 24.0 >= start) & (hour + 24.0 < end)
        return within

    def devices(self, number: int) -> list[Device]:
        """All equipment of a building that can talk."""
        name = self.block.world.plans[number].id
        return [each for each in self.block.network.devices if each.building == name]

    def published(self) -> Published:
        """What was heard of all buildings."""
        names = [(each.building, each.id) for each in self.block.network.devices]
        silent = np.array([[name in now for name in names] for now in self.lived.silent])
        return self.block.network.frames(self.lived.times_ms, self.lived.recorded, silent)

    def _rows(self, number: int, equipment: str, path: str) -> Index:
        place: Place = whole_building(self.block.world.plans[number], number)
        for device in self.devices(number):
            if device.id == equipment:
                place = device
        level = sensor_paths()[path]
        if isinstance(place, Device) and level in place.rows:
            return np.array([place.rows[level]])
        return rows_of(self.block.world.layout, LEVELS[place.kind], place.row, level)


def _fault(broken: Broken) -> Fault:
    name = str(broken)
    equipment = name if broken.equipment == "building" else broken.equipment
    given = {"severity": 1.0, "onset_ms": broken.season.start_ms} | dict(broken.details)
    return Fault(id=f"{broken.kind}~{name}", kind=broken.kind, building=name, equipment=equipment, **given)
