"""A portfolio of air handlers that speak: too cold at full heat while their fault "valve" is active."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from model.site.graph import Building, Equipment, Manager, Point, Site
from simulator.arena.policy import Heard, Suggestion
from simulator.faults import Fault
from simulator.published import DeviceFrame, Published
from tests.simulator.arena.fakes import START, FakePortfolio

HOUR_MS = 3_600_000
STEP_MS = 300_000
SUSPECTED = "supply_air_short_of_heating"
# Supply air in Fahrenheit, as many sites have it.
POINTS = (
    Point("AHU-1/sat", "supply_air_temperature", "degF", 5 / 9, -32 * 5 / 9),
    Point("AHU-1/sat_sp", "supply_air_temperature_setpoint", "degF", 5 / 9, -32 * 5 / 9),
    Point("AHU-1/htg", "heating_valve_command", "percent", 0.01),
    Point("AHU-1/fan", "supply_fan_status"),
)
NAMES = tuple(point.source.partition("/")[2] for point in POINTS)
HEALTHY = (75.2, 75.2, 40.0, 1.0)
COLD = (53.6, 75.2, 100.0, 1.0)


def speaking_site(buildings: int = 1, manager: str = "m1") -> Site:
    equipment = (Equipment("AHU-1", "air_handler", "AHU-1", POINTS, design={"people": 60.0}),)
    ids = tuple(f"b{n + 1}" for n in range(buildings))
    return Site(
        "speaking",
        "Speaking",
        "UTC",
        "USD",
        tuple(Building(each, each.upper(), equipment) for each in ids),
        (Manager(manager, "Ada", ids),),
    )


def said(
    times_ms: NDArray[np.int64], values: tuple[float, ...], building: str = "b1", device: str = "AHU-1"
) -> Published:
    """A device that says the same all the time."""
    frame = DeviceFrame(building, device, NAMES[: len(values)], np.tile(values, (len(times_ms), 1)))
    return Published(times_ms, (frame,))


def hours(first: float, last: float) -> NDArray[np.int64]:
    """Times of the publishing steps after ``first`` to ``last`` hours from the start."""
    begin, end = (START + round(at * HOUR_MS) for at in (first, last))
    return np.arange(begin + STEP_MS, end + 1, STEP_MS, dtype=np.int64)


@dataclass
class SpeakingPortfolio(FakePortfolio):
    """Each building says every five minutes how its air handler fares; the ``silent`` ones for a day."""

    spoken: list[Published] = field(default_factory=list)
    silent: frozenset[str] = frozenset()

    def site(self) -> Site:
        return replace(speaking_site(self.buildings), managers=())

    def advance(self, until_ms: int) -> Published:
        times = np.arange(self.now_ms + STEP_MS, until_ms + 1, STEP_MS, dtype=np.int64)
        frames = []
        for number in range(self.buildings):
            building = f"b{number + 1}"
            if building in self.silent and self.now_ms >= START + 24 * HOUR_MS:
                continue
            cold = np.zeros(len(times), dtype=bool)
            for each in self.faults:
                if each.building == building:
                    cold |= (times >= each.onset_ms) & (times < each.healed_ms)
            values = np.where(cold[:, None], COLD, HEALTHY)
            frames.append(DeviceFrame(building, "AHU-1", NAMES, values))
        self.now_ms = max(until_ms, self.now_ms)
        return Published(times, tuple(frames))


def valve(building: str = "b1", name: str = "f1") -> Fault:
    return Fault(name, "valve", building, "AHU-1", severity=1.0, onset_ms=START + 24 * HOUR_MS)


def answer(shown: Suggestion, what: str, at_ms: int, reason: str | None = None) -> Heard:
    return Heard(shown, what, reason, at_ms)
