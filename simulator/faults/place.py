"""Where a fault can stand: equipment as the faults see it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from simulator.buildings.plan import Plan
from simulator.record import Level

# The level of the arrays on which each kind of equipment stands.
LEVELS: Mapping[str, Level] = {
    "building": "building",
    "air_handler": "air_handler",
    "vav_box": "box",
    "fan_coil": "fan_coil",
    "rooftop_unit": "rooftop",
    "hot_water_plant": "building",
    "heat_pump": "building",
    "chilled_water_plant": "building",
    "domestic_hot_water": "building",
    "lighting": "building",
    "meter": "building",
    "weather_station": "building",
}


class Place(Protocol):
    """One piece of equipment; ``row`` in the arrays of its level, ``paths`` of its published points."""

    @property
    def building(self) -> str:
        """The building's id."""

    @property
    def id(self) -> str:
        """The equipment's id, unique in its building."""

    @property
    def kind(self) -> str:
        """A key of ``LEVELS``."""

    @property
    def row(self) -> int:
        """Row in the arrays of ``LEVELS[kind]``."""

    @property
    def paths(self) -> Collection[str]:
        """Fields of the state ("readings.supply_air") that it publishes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is no device of its own."""

    building: str
    id: str
    kind: str
    row: int
    paths: frozenset[str] = frozenset()


def whole_buildings(plans: Iterable[Plan]) -> list[Spot]:
    """Each building itself, in the order of the arrays."""
    return [whole_building(plan, row) for row, plan in enumerate(plans)]


def whole_building(plan: Plan, row: int) -> Spot:
    """The building itself, for what is wrong with the whole of it; its equipment's id is the building's."""
    return Spot(plan.id, plan.id, "building", row)
