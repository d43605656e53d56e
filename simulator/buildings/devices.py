"""The equipment of simulated buildings that can talk, and its place in the arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from model.site.yaml_lines import read_yaml
from simulator.buildings.plan import Plan
from simulator.buildings.points import POINTS, STYLES, PointKind
from simulator.layout import Layout
from simulator.record import Level

_KINDS: Mapping[str, str] = {
    "electricity_meter": "meter",
    "gas_meter": "meter",
    "heat_meter": "meter",
    "water_meter": "meter",
}


@dataclass(frozen=True, slots=True)
class Device:
    """One equipment with the points that it publishes; without any it is not on the network.

    ``kind`` is as ``faults/kinds.yaml`` has it, ``make`` as ``points.yaml`` ("meter" and "gas_meter").
    ``level`` is that of the arrays in which it stands, ``rows`` leads from a level to its row there: a box
    has rows of building, air_handler, box and zone. ``number`` counts those of its make, boxes by air
    handler, whose number is ``parent_number``. ``fed_by``: ids in the same building, nearest first.
    """

    building: str
    id: str
    kind: str
    make: str
    level: Level
    rows: Mapping[Level, int]
    number: int
    points: tuple[PointKind, ...]
    plan: Plan
    fed_by: tuple[str, ...] = ()
    parent_number: int = 0

    @property
    def row(self) -> int:
        """Its row in the arrays of its level."""
        return self.rows[self.level]

    @property
    def paths(self) -> frozenset[str]:
        """Fields of the state ("readings.supply_air") that it publishes."""
        return frozenset(path for point in self.points for path in point.paths)

    @property
    def names(self) -> tuple[str, ...]:
        """The points' names on the wire."""
        return tuple(point.names[self.plan.style] for point in self.points)


@cache
def device_names() -> Mapping[str, Mapping[str, str]]:
    """Naming style -> make of device -> template of its id; SiteError for a make without one."""
    text = resources.files("simulator.buildings").joinpath("device_names.yaml").read_text(encoding="utf-8")
    root = read_yaml(text, "device_names.yaml").fields(STYLES, STYLES)
    makes = tuple(POINTS)
    return {
        style: {make: item.text() for make, item in entry.fields(makes, makes).items()}
        for style, entry in root.items()
    }


def devices_of(plan: Plan) -> tuple[Device, ...]:
    """The devices of one building, as if it stood alone."""
    return tuple(list_devices([plan], Layout.of([plan.shape])))


def list_devices(plans: Sequence[Plan], layout: Layout) -> list[Device]:
    """All devices, building by building; ``layout`` has the shapes of ``plans`` in their order."""
    devices: list[Device] = []
    air_handler = box = fan_coil = rooftop = 0
    for row, plan in enumerate(plans):
        wiring = _Wiring(plan, {"building": row}, layout)
        devices.append(wiring.device("weather_station"))
        water = tuple(wiring.plants())
        devices += water
        devices += wiring.air_handlers(air_handler, box, tuple(plant.id for plant in water))
        devices += wiring.fan_coils(fan_coil, tuple(plant.id for plant in water))
        devices += wiring.rooftops(rooftop)
        devices += wiring.services()
        air_handler += len(plan.shape.boxes)
        box += sum(plan.shape.boxes)
        fan_coil += plan.shape.fan_coils
        rooftop += plan.shape.rooftops
    return devices


@dataclass(frozen=True, slots=True)
class _Wiring:
    """The devices of one building; the first rows of its equipment are told by the caller."""

    plan: Plan
    here: Mapping[Level, int]
    layout: Layout

    def device(
        self,
        make: str,
        level: Level = "building",
        number: int = 1,
        *,
        rows: Mapping[Level, int] = MappingProxyType({}),
        ahu: int = 0,
        fed_by: tuple[str, ...] = (),
    ) -> Device:
        plan = self.plan
        identity = device_names()[plan.style][make].format(n=number, ahu=ahu)
        points = tuple(
            point
            for point in POINTS[make]
            if point.needs in {None, plan.heat_source, plan.cooling_source}
            and (identity, point.id) not in plan.lacking
        )
        kind, where = _KINDS.get(make, make), {**self.here, **rows}
        return Device(plan.id, identity, kind, make, level, where, number, points, plan, fed_by, ahu)

    def plants(self) -> Iterator[Device]:
        if self.plan.heat_source != "none":
            yield self.device("hot_water_plant")
        if self.plan.cooling_source != "none":
            yield self.device("chilled_water_plant")

    def air_handlers(self, first: int, first_box: int, water: tuple[str, ...]) -> Iterator[Device]:
        hot = water[:1] if self.plan.heat_source != "none" else ()
        box = first_box
        for index, boxes in enumerate(self.plan.shape.boxes):
            rows: dict[Level, int] = {"air_handler": first + index}
            unit = self.device("air_handler", "air_handler", index + 1, rows=rows, fed_by=water)
            yield unit
            for number in range(1, boxes + 1):
                rows |= {"box": box, "zone": self.layout.box_zones.start + box}
                feeders = (unit.id, *hot)
                yield self.device("vav_box", "box", number, rows=dict(rows), ahu=index + 1, fed_by=feeders)
                box += 1

    def fan_coils(self, first: int, water: tuple[str, ...]) -> Iterator[Device]:
        for row in range(first, first + self.plan.shape.fan_coils):
            rows: dict[Level, int] = {"fan_coil": row, "zone": self.layout.fan_coil_zones.start + row}
            yield self.device("fan_coil", "fan_coil", row - first + 1, rows=rows, fed_by=water)

    def rooftops(self, first: int) -> Iterator[Device]:
        for row in range(first, first + self.plan.shape.rooftops):
            rows: dict[Level, int] = {"rooftop": row, "zone": self.layout.rooftop_zones.start + row}
            yield self.device("rooftop_unit", "rooftop", row - first + 1, rows=rows)

    def services(self) -> Iterator[Device]:
        electricity = self.device("electricity_meter")
        yield electricity
        if self.plan.heat_source == "boiler" or self.plan.shape.rooftops:
            yield self.device("gas_meter")
        if self.plan.heat_source != "none":
            plant = device_names()[self.plan.style]["hot_water_plant"].format(n=1, ahu=0)
            yield self.device("heat_meter", fed_by=(plant,))
        yield self.device("water_meter")
        yield self.device("lighting", fed_by=(electricity.id,))
        yield self.device("domestic_hot_water")
