"""A small portfolio with every mix of systems, drawn once for all tests of this folder."""

from dataclasses import dataclass
from functools import cache

from simulator.buildings.devices import Device, list_devices
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.layout import Layout
from simulator.physics.fleet import Fleet
from simulator.physics.parameters.draw import draw_fleet


@dataclass(frozen=True, slots=True)
class Drawn:
    plans: list[Plan]
    layout: Layout
    devices: list[Device]
    fleet: Fleet

    @classmethod
    def of(cls, plans: list[Plan]) -> "Drawn":
        layout = Layout.of([plan.shape for plan in plans])
        return cls(plans, layout, list_devices(plans, layout), draw_fleet(plans, layout))


@cache
def drawn(seed: int = 7, count: int = 24) -> Drawn:
    return Drawn.of(draw_plans(seed, count))
