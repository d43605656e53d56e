"""A block of buildings: what stays the same of them, what changes, and living through a stretch of time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from simulator.buildings.plan import Plan
from simulator.climate.drives import Drives
from simulator.climate.maker import drives
from simulator.climate.weather import Weather
from simulator.clock import DAY_MS
from simulator.engine import step
from simulator.faults.effects import Effects, Orders
from simulator.faults.lies import Lies
from simulator.layout import Layout
from simulator.physics.fleet import Fleet
from simulator.physics.instant import Instant
from simulator.physics.state import State
from simulator.record import Array, Times


@dataclass(frozen=True, slots=True)
class World:
    """What stays the same of a block of buildings over a run."""

    plans: tuple[Plan, ...]
    layout: Layout
    fleet: Fleet
    weather: Weather | None
    step_ms: int
    interval_ms: int

    def drives(self, time_ms: Times) -> Drives:
        """What drives the buildings at ``time_ms``, of one day."""
        return drives(self.plans, self.layout, self.fleet.zones.orientation, time_ms, self.weather)


@dataclass(frozen=True, slots=True)
class Happening:
    """What is broken, lies and is ordered at a time."""

    effects: Effects
    lies: Lies
    orders: Orders
    silent: frozenset[tuple[str, str]] = frozenset()  # devices, as (building, id), that publish nothing


class Happenings(Protocol):
    """What befalls the buildings as time goes on."""

    def at(self, time_ms: int) -> Happening:
        """What holds at ``time_ms``."""


@dataclass(frozen=True, slots=True)
class Moment:
    """All that changes: enough to live on from ``time_ms``, again and again."""

    time_ms: int
    state: State

    def copy(self) -> "Moment":
        """A moment that shares no memory with this one."""
        return Moment(self.time_ms, self.state.copy())


@dataclass(slots=True)
class Lived:
    """What a stretch of life left: the fields asked for at the publishing times, (T, count of the level).

    ``silent``: the devices that publish nothing at each of the times.
    """

    times_ms: Times
    recorded: dict[str, Array] = field(default_factory=dict)
    silent: list[frozenset[tuple[str, str]]] = field(default_factory=list)


def live(
    world: World,
    moment: Moment,
    until_ms: int,
    happenings: Happenings,
    *,
    record: Sequence[str] = (),
    watchers: Sequence["Watcher"] = (),
) -> tuple[Moment, Lived]:
    """Live from ``moment`` (changed) to ``until_ms``, in whole steps.

    ``record`` names fields of the state ("zones.air"); ``watchers`` see every step.
    """
    state = moment.state
    times = np.arange(moment.time_ms + world.step_ms, until_ms + 1, world.step_ms, dtype=np.int64)
    published = times[times % world.interval_ms == 0]
    kept = {path: _room(state, path, len(published)) for path in record}
    lived = Lived(published, kept)
    for day in np.unique(times // DAY_MS):
        today = times[times // DAY_MS == day]
        outside = world.drives(today)
        for index, time_ms in enumerate(today.tolist()):
            now = happenings.at(time_ms)
            instant = _instant(world, state, now, outside=outside, index=index)
            step(instant, now.lies)
            for watcher in watchers:
                watcher.see(instant, time_ms)
            if time_ms % world.interval_ms == 0:
                _record(state, now, lived)
    last = int(times[-1]) if len(times) else moment.time_ms
    return Moment(last, state), lived


class Watcher(Protocol):
    """Something that looks at every step."""

    def see(self, instant: Instant, time_ms: int) -> None:
        """Look at the world at the end of the step that ends at ``time_ms``."""


def _field(state: State, path: str) -> Array:
    group, name = path.split(".")
    values: Array = getattr(getattr(state, group), name)
    return values


def _room(state: State, path: str, count: int) -> Array:
    like = _field(state, path)
    return np.empty((count, len(like)), dtype=like.dtype)


def _record(state: State, now: Happening, lived: Lived) -> None:
    row = len(lived.silent)
    lived.silent.append(now.silent)
    for path, values in lived.recorded.items():
        values[row] = _field(state, path)
    for path in now.lies.told:
        if path in lived.recorded:
            lived.recorded[path][row] = now.lies.published(path, lived.recorded[path][row])


def _instant(world: World, state: State, now: Happening, *, outside: Drives, index: int) -> Instant:
    state.outdoors.air = outside.outdoor_air[index]
    state.outdoors.humidity = outside.outdoor_humidity[index]
    share = outside.people_share[index][world.layout.zone_building]
    people = share * outside.zone_people[outside.hour[index]] * world.fleet.zones.people
    occupied = outside.occupied[index] | (now.orders.occupied > 0)
    return Instant(
        layout=world.layout,
        fleet=world.fleet,
        state=state,
        effects=now.effects,
        orders=now.orders,
        occupied=occupied,
        hours_to_start=outside.hours_to_start[index],
        wind=outside.wind[index],
        sun=outside.facade[index][outside.facade_row],
        people=people,
        water_share=outside.water_share[index],
        seconds=world.step_ms / 1000,
    )
