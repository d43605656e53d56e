"""Oddities drawn for one building, window by window of four weeks, each from its own seed."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS, HOUR_MS, universal_ms
from simulator.oddities.kinds import OddityKind, oddity_kinds

WINDOW_DAYS = 28
_PURPOSE = 41
_TOGETHER = 43
_CONTRACTS = 47
_YEAR_DAYS = 365.0


@dataclass(frozen=True, slots=True)
class Order:
    """``value`` for a field of ``Orders`` from ``begin_ms`` until ``end_ms``."""

    field: str
    value: float
    begin_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """What somebody does on purpose, from ``begin_ms`` until ``end_ms`` (UTC).

    ``level`` (building, air_handler or zone) and ``number``, from 0 in the building, say to what.
    """

    kind: str
    building: str
    level: str
    number: int
    begin_ms: int
    end_ms: int
    orders: tuple[Order, ...]

    @property
    def says(self) -> str:
        """What is done and why."""
        return oddity_kinds()[self.kind].says


def window_of(time_ms: int) -> int:
    """The window in which a time lies."""
    return time_ms // (WINDOW_DAYS * DAY_MS)


def draw(plan: Plan, window: int) -> Iterator[Oddity]:
    """The oddities of one building that begin in ``window``, by local time; the same whoever asks when."""
    contracts = np.random.default_rng([*plan.seed, _CONTRACTS])
    own = np.random.default_rng([*plan.seed, _PURPOSE, window])
    for number, kind in enumerate(oddity_kinds().values()):
        taken = contracts.random() < kind.share
        rng = own
        if kind.together:
            climate = zlib.crc32(plan.climate.encode())
            rng = np.random.default_rng([plan.seed[0], _TOGETHER, climate, number, window])
        if taken:
            yield from _draw_kind(plan, kind, window, rng)


def _draw_kind(plan: Plan, kind: OddityKind, window: int, rng: np.random.Generator) -> Iterator[Oddity]:
    units = {"building": 1, "air_handler": len(plan.shape.boxes), "zone": plan.shape.zones}[kind.on]
    # Days on which it does not begin are thrown away below; so many more are drawn.
    more = 7 / len(kind.weekdays) * 12 / len(kind.months)
    count = int(rng.poisson(kind.per_year * units * more * WINDOW_DAYS / _YEAR_DAYS))
    for _ in range(count):
        day = window * WINDOW_DAYS + int(rng.integers(WINDOW_DAYS))
        hour, lasts, unit = rng.uniform(*kind.hours), rng.uniform(*kind.lasts), int(rng.integers(units))
        sign = -1.0 if kind.either and rng.random() < 0.5 else 1.0
        values = {field: sign * float(rng.uniform(*span)) for field, span in kind.orders.items()}
        # 1 January 1970 was a Thursday.
        if (day + 3) % 7 not in kind.weekdays or _month(day) not in kind.months:
            continue
        wall = np.array([day * DAY_MS + round(hour * HOUR_MS)], dtype=np.int64)
        # Whole hours, as often as the world asks what is ordered.
        begin = int(universal_ms(wall, plan.timezone)[0]) // HOUR_MS * HOUR_MS
        end = begin + max(round(lasts), 1) * HOUR_MS
        orders = [Order(field, value, begin, end) for field, value in values.items()]
        for index, step in enumerate(kind.steps):
            first = begin + index * HOUR_MS
            orders += [Order(field, value, first, first + HOUR_MS) for field, value in step.items()]
        yield Oddity(kind.id, plan.id, kind.on, unit, begin, end, tuple(orders))


def _month(day: int) -> int:
    return datetime.fromtimestamp(day * DAY_MS / 1000, UTC).month
