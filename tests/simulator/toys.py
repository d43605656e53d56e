"""A portfolio without physics: quick, and each building the same whatever others are with it."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from model.site.graph import Building, Equipment, Manager, Point, Site
from simulator.buildings.plan import Plan
from simulator.faults import Fault
from simulator.layout import Shape
from simulator.published import DeviceFrame, Published
from simulator.truth.twins import ActiveFault

INTERVAL_MS = 300_000
MIDNIGHT_MS = 1_768_176_000_000  # 2026-01-12 UTC
COSTS = tuple(field.name for field in fields(ActiveFault) if field.name != "fault")
STUCK = "outdoor_air_damper_stuck_open"


def plan(number: int) -> Plan:
    return Plan(
        seed=(7, number),
        id=f"building-{number}",
        name=f"Building {number}",
        kind="office",
        built=1990,
        climate="chicago",
        timezone="America/Chicago",
        units="us",
        style="plain",
        shape=Shape(boxes=(2,)),
    )


class Toy:
    """Buildings ``numbers``, each with one air handler and two boxes; one value in 500 is missing."""

    def __init__(self, numbers: Sequence[int], start_ms: int = MIDNIGHT_MS) -> None:
        self.plans: tuple[Plan, ...] = tuple(plan(number) for number in numbers)
        self.now_ms = start_ms
        self.faults: tuple[Fault, ...] = ()

    def sites(self) -> tuple[Site, ...]:
        point = Point("AHU-1/sat", "supply_air_temperature", "degF")
        handler = Equipment("AHU-1", "air_handler", "AHU-1", (point,))
        buildings = tuple(Building(plan.id, plan.name, (handler,)) for plan in self.plans)
        everything = Manager("portfolio", "All", tuple(plan.id for plan in self.plans))
        own = [Manager(f"manager-{plan.seed[1] // 3}", "One", (plan.id,)) for plan in self.plans]
        return (Site("toy", "Toy", "America/Chicago", "USD", buildings, (everything, *own)),)

    def advance(self, until_ms: int) -> Published:
        times = np.arange(self.now_ms // INTERVAL_MS + 1, until_ms // INTERVAL_MS + 1) * INTERVAL_MS
        if not len(times):
            return Published(np.zeros(0, dtype=np.int64), ())
        self.now_ms = int(times[-1])
        frames = []
        for plan in self.plans:
            for place, device in enumerate(("AHU-1", "VAV-1-01", "VAV-1-02")):
                names = ("sat", "flow", "damper")[: 3 - place]
                seeds = (
                    times[:, None] // INTERVAL_MS * 31 + plan.seed[1] * 17 + np.arange(len(names))
                ) % 1000
                values = seeds / 10
                values[seeds % 500 == 3] = np.nan
                frames.append(DeviceFrame(plan.id, device, names, values))
        return Published(times, tuple(frames))

    def break_down(self, fault: Fault) -> None:
        if fault.building not in {plan.id for plan in self.plans}:
            raise ValueError(f"no building {fault.building}")
        self.faults += (fault,)

    def active(self, time_ms: int | None = None) -> list[Fault]:
        at = self.now_ms if time_ms is None else time_ms
        return [fault for fault in self.faults if fault.active(at)]

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        when = self.now_ms if at_ms is None else at_ms
        for index, fault in enumerate(self.faults):
            if fault.id == fault_id and fault.active(when):
                healed = replace(fault, healed_ms=when)
                self.faults = (*self.faults[:index], healed, *self.faults[index + 1 :])
                return True
        return False


def toys_of(plans: Sequence[Plan]) -> Toy:
    """What a process of a fleet builds."""
    return Toy([plan.seed[1] for plan in plans])


def judge(portfolio: Toy) -> list[ActiveFault]:
    """A price for each fault that is active."""
    return [
        ActiveFault(fault, **(dict.fromkeys(COSTS, 0.0) | {"daily_cost": float(len(fault.id))}))
        for fault in portfolio.active()
    ]


def broken(building: int, equipment: str = "AHU-1", onset_ms: int = MIDNIGHT_MS) -> Fault:
    return Fault(f"{building}-{equipment}", STUCK, f"building-{building}", equipment, 0.5, onset_ms)
