"""The oddities of the buildings of one layout, and what they order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.buildings.plan import Plan
from simulator.faults.effects import Orders
from simulator.faults.fields import rows_of
from simulator.layout import Index, Layout
from simulator.oddities.draw import Oddity, Order, draw, window_of
from simulator.record import FLOAT, Array, Flags, Level, Times

_KEPT = 4


@dataclass(frozen=True, slots=True)
class _Orders:
    """Entries on one field of ``Orders``: times, rows and values, each (N,)."""

    begin_ms: Times
    end_ms: Times
    rows: Index
    values: Array


@dataclass(frozen=True, slots=True)
class _Window:
    """What begins in one window."""

    oddities: tuple[Oddity, ...]
    orders: Mapping[str, _Orders]


class Oddities:
    """Events, changed setpoints, tests, overrides: a function of each building's seed and the time alone."""

    def __init__(self, layout: Layout, plans: Sequence[Plan]) -> None:
        """``layout`` has the shapes of ``plans`` in their order."""
        self._layout = layout
        self._plans = tuple(plans)
        self._windows: dict[int, _Window] = {}
        self._last: tuple[bytes, Orders] | None = None

    def at(self, time_ms: int) -> list[Oddity]:
        """The oddities under way at ``time_ms``."""
        return [
            oddity
            for window in self._around(time_ms)
            for oddity in window.oddities
            if oddity.begin_ms <= time_ms < oddity.end_ms
        ]

    def orders_at(self, time_ms: int) -> Orders:
        """What is ordered at ``time_ms``; shifts of setpoints add up, of other orders the last holds.

        The same object as before when nothing changed; nobody may write to it.
        """
        now: list[tuple[str, _Orders, Flags]] = []
        for window in self._around(time_ms):
            for name, entries in window.orders.items():
                there = (entries.begin_ms <= time_ms) & (time_ms < entries.end_ms)
                now.append((name, entries, there))
        key = window_of(time_ms).to_bytes(8, "big") + b"".join(there.tobytes() for _, _, there in now)
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        orders = Orders.new(self._layout)
        for name, entries, there in now:
            values: Array = getattr(orders, name)
            if name == "setpoint_shift":
                np.add.at(values, entries.rows[there], entries.values[there])
            else:
                values[entries.rows[there]] = entries.values[there]
        self._last = key, orders
        return orders

    def _around(self, time_ms: int) -> list[_Window]:
        """The window of a time and its neighbours: local time is ahead or behind, and some last long."""
        latest = window_of(time_ms)
        return [self._window(number) for number in range(max(latest - 1, 0), latest + 2)]

    def _window(self, number: int) -> _Window:
        found = self._windows.get(number)
        if found is None:
            while len(self._windows) >= _KEPT:
                self._windows.pop(max(self._windows, key=lambda other: abs(other - number)))
            found = self._windows[number] = self._draw(number)
        return found

    def _draw(self, number: int) -> _Window:
        oddities: list[Oddity] = []
        columns: dict[str, list[tuple[Order, Index]]] = {}
        # Twins of a building live through the same.
        drawn: dict[tuple[object, ...], tuple[Oddity, ...]] = {}
        for building, plan in enumerate(self._plans):
            alike = plan.seed, plan.climate, plan.timezone, plan.shape
            if alike not in drawn:
                drawn[alike] = tuple(draw(plan, number))
            for each in drawn[alike]:
                oddity = replace(each, building=plan.id)
                oddities.append(oddity)
                for order in oddity.orders:
                    rows = self._rows(building, oddity, Orders.level_of(order.field))
                    columns.setdefault(order.field, []).append((order, rows))
        return _Window(tuple(oddities), {name: _column(entries) for name, entries in columns.items()})

    def _rows(self, building: int, oddity: Oddity, level: Level) -> Index:
        if oddity.level == "building":
            return rows_of(self._layout, "building", building, level)
        place: Level = "air_handler" if oddity.level == "air_handler" else "zone"
        own = np.flatnonzero(self._layout.parent(place) == building)
        return rows_of(self._layout, place, int(own[oddity.number]), level)


def _column(entries: Sequence[tuple[Order, Index]]) -> _Orders:
    counts = [len(rows) for _, rows in entries]
    return _Orders(
        np.repeat(np.array([order.begin_ms for order, _ in entries], dtype=np.int64), counts),
        np.repeat(np.array([order.end_ms for order, _ in entries], dtype=np.int64), counts),
        np.concatenate([rows for _, rows in entries]),
        np.repeat(np.array([order.value for order, _ in entries], dtype=FLOAT), counts),
    )
