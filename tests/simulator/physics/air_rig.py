"""Buildings whose air lives through made-up days, with water of fixed temperature that always flows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.controls import control_air
from simulator.faults.effects import Effects, Orders
from simulator.faults.sensors import READS
from simulator.layout import Layout, Shape
from simulator.physics.air import condition_air
from simulator.physics.instant import Instant
from simulator.physics.moist_air import saturation_humidity
from simulator.physics.parameters.draw import draw_fleet
from simulator.physics.state import State
from simulator.record import FLOAT

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Season:
    """Outdoor air [degC] through the day, dew point [degC], strength of the sun 0..1."""

    mean: float
    swing: float
    dew_point: float
    sun: float


WINTER = Season(-5.0, 4.0, -9.0, 0.4)
SPRING = Season(10.0, 4.0, 2.0, 0.8)
SUMMER = Season(26.0, 6.0, 18.0, 1.0)


def plan(number: int, shape: Shape, kind: str = "office", **changed: Any) -> Plan:
    """A plan that needs no drawing."""
    return Plan(
        **{
            "seed": (7, number),
            "id": f"B-{number}",
            "name": f"Building {number}",
            "kind": kind,
            "built": 1990,
            "climate": "chicago",
            "timezone": "UTC",
            "units": "metric",
            "style": "bacnet",
            "shape": shape,
            "hours": dict.fromkeys(range(7), (7.0, 18.0)),
            **changed,
        }
    )


class Air:
    """The air of ``plans`` in a ``season`` from ``hour`` on; ``effects`` and ``orders`` may be written to."""

    def __init__(
        self, plans: Sequence[Plan], season: Season, *, seconds: float = 300.0, hour: float = 0.0
    ) -> None:
        self.layout = Layout.of([each.shape for each in plans])
        self.fleet = draw_fleet(plans, self.layout)
        self.state = State.new(self.layout)
        self.effects = Effects.new(self.layout)
        self.orders = Orders.new(self.layout)
        self.season, self.seconds = season, seconds
        self.steps = round(hour * 3600.0 / seconds)
        self.always_occupied = False
        self.state.hot_water.supply[:] = 65.0
        self.state.chilled_water.supply[:] = 7.0
        self.state.hot_water.head[:] = 1.0
        self.state.chilled_water.head[:] = 1.0
        self.state.zones.humidity[:] = min(self._outdoor_humidity() + FLOAT(0.001), FLOAT(0.01))

    def take(self, building: int) -> "Air":
        """One of the buildings alone, as it is now."""
        alone = object.__new__(Air)
        alone.layout, rows = self.layout.take(np.array([building]))
        alone.fleet, alone.state = self.fleet.take(rows), self.state.take(rows)
        alone.effects, alone.orders = self.effects.take(rows), self.orders.take(rows)
        alone.season, alone.seconds, alone.steps = self.season, self.seconds, self.steps
        alone.always_occupied = self.always_occupied
        return alone

    @property
    def hour(self) -> float:
        return self.steps * self.seconds / 3600.0 % 24.0

    def instant(self) -> Instant:
        """What the next step works on."""
        buildings, hour = self.layout.count("building"), self.hour
        occupied = self.always_occupied or 7.0 <= hour < 18.0
        air = self.season.mean + self.season.swing * np.cos((hour - 15.0) / 12.0 * np.pi)
        self.state.outdoors.air = np.full(buildings, air, dtype=FLOAT)
        self.state.outdoors.humidity = np.full(buildings, self._outdoor_humidity(), dtype=FLOAT)
        zones = self.fleet.zones
        height = max(0.0, np.sin((hour - 6.0) / 12.0 * np.pi)) * self.season.sun
        facing = np.array([0.15, 0.8 * (hour < 13), 1.0, 0.8 * (hour > 11), 0.0]) * height * 450.0
        self.state.services.lights = zones.lights * FLOAT(0.9 if occupied else 0.1)
        self.state.services.plugs = zones.plugs * FLOAT(0.8 if occupied else 0.3)
        return Instant(
            layout=self.layout,
            fleet=self.fleet,
            state=self.state,
            effects=self.effects,
            orders=self.orders,
            occupied=np.full(buildings, occupied),
            hours_to_start=np.full(buildings, 0.0 if occupied else (7.0 - hour) % 24.0, dtype=FLOAT),
            wind=np.full(buildings, 4.0, dtype=FLOAT),
            sun=facing.astype(FLOAT)[zones.orientation.astype(np.int64)],
            people=zones.people * FLOAT(0.7 if 8.0 <= hour < 17.5 else 0.0),
            water_share=np.zeros(buildings, dtype=FLOAT),
            seconds=self.seconds,
        )

    def step(self) -> Instant:
        """Live through one step."""
        instant = self.instant()
        control_air(instant)
        condition_air(instant)
        for name, (group, field) in READS.items():
            setattr(self.state.readings, name, getattr(getattr(self.state, group), field))
        self.steps += 1
        return instant

    def live(self, hours: float, *paths: str) -> dict[str, Values]:
        """Live on; the fields ``paths`` ("zones.air") after each step (T, n), and its ``hour`` (T,)."""
        kept: dict[str, list[Any]] = {path: [] for path in paths}
        clock = []
        for _ in range(round(hours * 3600.0 / self.seconds)):
            clock.append(self.hour)
            self.step()
            for path, values in kept.items():
                values.append(field(self.state, path).copy())
        return {"hour": np.array(clock)} | {path: np.stack(values) for path, values in kept.items()}

    def _outdoor_humidity(self) -> np.float32:
        coldest = min(self.season.dew_point, self.season.mean - self.season.swing)
        return FLOAT(saturation_humidity(np.array([coldest], dtype=FLOAT))[0])


def field(groups: Any, path: str) -> Values:
    """The array at ``path`` of a state or of effects."""
    group, name = path.split(".")
    values: Values = getattr(getattr(groups, group), name)
    return values


def twins(plan_of_one: Plan, season: Season, changes: Sequence[Mapping[str, float]]) -> Air:
    """As many buildings that are all alike as there are ``changes``, each with effects of its own."""
    air = Air([plan_of_one] * len(changes), season)
    for building, change in enumerate(changes):
        for path, value in change.items():
            group, name = path.split(".")
            record = getattr(air.effects, group)
            rows = air.layout.parent(record.level_of(name)) == building
            getattr(record, name)[rows] = value
    return air


def of_each(values: Values, buildings: int) -> Values:
    """(T, n) with one building after the other as (T, buildings, n / buildings)."""
    return values.reshape(len(values), buildings, -1)
