"""A block of buildings that live together in the same arrays, small enough for the processor's cache."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.buildings.devices import Device, list_devices
from simulator.buildings.plan import Plan
from simulator.climate.weather import Weather
from simulator.clock import DAY_MS
from simulator.course import Course
from simulator.faults import Breakage, Chance, Fault, Place, Scenario, whole_buildings
from simulator.faults.effects import Orders
from simulator.layout import Layout
from simulator.oddities import Oddities
from simulator.physics.parameters.draw import draw_fleet
from simulator.physics.state import State
from simulator.published import Network, Published
from simulator.record import Flags
from simulator.world import Lived, Moment, Watcher, World, live

SPIN_UP_MS = 2 * DAY_MS


class Block:
    """Buildings with their faults, living in simulated time; how it is cut into stretches changes nothing."""

    def __init__(
        self,
        plans: Sequence[Plan],
        scenario: Scenario,
        start_ms: int,
        *,
        step_ms: int,
        interval_ms: int,
        weather: Weather | None = None,
    ) -> None:
        layout = Layout.of([plan.shape for plan in plans])
        fleet = draw_fleet(plans, layout)
        self.world = World(tuple(plans), layout, fleet, weather, step_ms, interval_ms)
        self.network = Network(list_devices(plans, layout))
        self.oddities = scenario.oddities
        chance = Chance(scenario, plans, self.network.devices, start_ms)
        self.course = course_of(self.world, self.network.devices, chance, oddities=scenario.oddities)
        settled = course_of(self.world, self.network.devices, None, oddities=False)
        begin = Moment(start_ms - SPIN_UP_MS, State.new(layout))
        self._moment, _ = live(self.world, begin, start_ms, settled)

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""
        return self._moment.time_ms

    @property
    def moment(self) -> Moment:
        """All that changes, as a copy to live on from."""
        return self._moment.copy()

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time, by default now."""
        return self.course.active(self.now_ms if time_ms is None else time_ms)

    def advance(self, until_ms: int, *, watchers: Sequence[Watcher] = (), publish: bool = True) -> Published:
        """Live on to ``until_ms`` and give what was published; nothing when ``publish`` is False."""
        paths = self.network.paths if publish else ()
        self._moment, lived = live(
            self.world, self._moment, until_ms, self.course, record=paths, watchers=watchers
        )
        if not publish:
            return Published(lived.times_ms, ())
        return self.network.frames(lived.times_ms, lived.recorded, self._silent(lived))

    def _silent(self, lived: Lived) -> Flags | None:
        if not any(lived.silent):
            return None
        columns = {(d.building, d.id): column for column, d in enumerate(self.network.devices)}
        silent = np.zeros((len(lived.silent), len(columns)), dtype=np.bool_)
        for row, devices in enumerate(lived.silent):
            silent[row, [columns[device] for device in devices if device in columns]] = True
        return silent


@dataclass(frozen=True, slots=True)
class NothingOrdered:
    """People who leave everything as it is."""

    orders: Orders

    def orders_at(self, time_ms: int) -> Orders:
        """Nothing."""
        del time_ms
        return self.orders


def course_of(world: World, devices: Sequence[Device], chance: Chance | None, *, oddities: bool) -> Course:
    """The course of a world in which nothing is broken yet."""
    places: list[Place] = [*devices, *whole_buildings(world.plans)]
    ordering = Oddities(world.layout, world.plans) if oddities else NothingOrdered(Orders.new(world.layout))
    return Course(Breakage(world.layout, places), chance, ordering)
