"""Whole buildings of several kinds that live under a made-up weather, without faults."""

import numpy as np

from simulator.buildings.plan import Plan
from simulator.controls import control_air
from simulator.controls.plant import control_plant
from simulator.faults.effects import Effects, Orders
from simulator.faults.sensors import READS
from simulator.layout import Layout, Shape
from simulator.physics import condition_air, run_plants
from simulator.physics.instant import Instant
from simulator.physics.meters import count
from simulator.physics.parameters.draw import draw_fleet
from simulator.physics.services import use_services
from simulator.physics.state import State
from simulator.record import FLOAT

SECONDS = 300.0


def plan(number: int, kind: str, shape: Shape, sources: tuple[str, str], built: int = 1990) -> Plan:
    """A plan that needs no drawing; ``sources`` of heat and of cooling."""
    return Plan(
        seed=(7, number),
        id=f"B-{number}",
        name=f"Building {number}",
        kind=kind,
        built=built,
        climate="chicago",
        timezone="UTC",
        units="metric",
        style="bacnet",
        shape=shape,
        heat_source=sources[0],
        cooling_source=sources[1],
        hours=dict.fromkeys(range(5), (7.0, 18.0)),
    )


PLANS = [
    plan(0, "office", Shape(boxes=(6, 8)), ("boiler", "water_cooled")),
    plan(1, "office", Shape(boxes=(10,)), ("heat_pump", "air_cooled"), 2015),
    plan(2, "school", Shape(boxes=(5,), fan_coils=6), ("boiler", "air_cooled")),
    plan(3, "shop", Shape(rooftops=5), ("none", "none")),
    plan(4, "hotel", Shape(fan_coils=16), ("heat_pump", "water_cooled")),
    plan(5, "laboratory", Shape(boxes=(8, 8)), ("boiler", "water_cooled"), 1965),
]


class Buildings:
    """``PLANS``, or some of them, living on from step to step."""

    def __init__(self) -> None:
        self.layout = Layout.of([each.shape for each in PLANS])
        self.fleet = draw_fleet(PLANS, self.layout)
        self.state = State.new(self.layout)
        self.steps = 0

    def take(self, building: int) -> "Buildings":
        """One of them alone, as it is now."""
        alone = object.__new__(Buildings)
        alone.layout, rows = self.layout.take(np.array([building]))
        alone.fleet, alone.state = self.fleet.take(rows), self.state.take(rows)
        alone.steps = self.steps
        return alone

    def live(self, mean: float, swing: float = 6.0) -> Instant:
        """One step of a day around ``mean`` [degC] outside."""
        count_of = self.layout.count
        buildings, zones = count_of("building"), count_of("zone")
        hour = self.steps % 288 / 12
        occupied = 7 <= hour < 18
        air = mean + swing * np.sin((hour - 9) / 12 * np.pi)
        self.state.outdoors.air = np.full(buildings, air, dtype=FLOAT)
        self.state.outdoors.humidity = np.full(buildings, min(0.004 * 1.06**air, 0.012), dtype=FLOAT)
        instant = Instant(
            layout=self.layout,
            fleet=self.fleet,
            state=self.state,
            effects=Effects.new(self.layout),
            orders=Orders.new(self.layout),
            occupied=np.full(buildings, occupied),
            hours_to_start=np.full(buildings, 0.0 if occupied else (7 - hour) % 24, dtype=FLOAT),
            wind=np.full(buildings, 3.0, dtype=FLOAT),
            sun=np.full(zones, max(0.0, 300 * np.sin((hour - 6) / 12 * np.pi)), dtype=FLOAT),
            people=self.fleet.zones.people * FLOAT(0.6 if occupied else 0.0),
            water_share=np.full(buildings, 0.5 if occupied else 0.02, dtype=FLOAT),
            seconds=SECONDS,
        )
        control_air(instant)
        control_plant(instant)
        use_services(instant)
        condition_air(instant)
        run_plants(instant)
        count(instant)
        for name, (group, field) in READS.items():
            setattr(self.state.readings, name, getattr(getattr(self.state, group), field))
        self.steps += 1
        return instant
