"""People who are in, and the water they draw, from openings and habits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.calendars.habits import habits_of
from simulator.calendars.openings import Openings
from simulator.clock import DAY_MS, HOUR_MS, local_ms
from simulator.layout import Index, Layout
from simulator.noise import keys, normal, uniform
from simulator.record import FLOAT, Array, Times

FULLNESS, ZONE_DAY, ZONE_HOUR, WATER_DAY, WATER_QUARTER = range(40, 45)
_QUARTER_MS = HOUR_MS // 4
_LUNCH_AT, _LUNCH_WIDTH = 12.5, 0.7  # [h]
_STAYS_AWAY = 0.08  # share of zones and days on which nobody comes into the zone


@dataclass(frozen=True, slots=True)
class Clocks:
    """What wall clocks show in the N time zones of buildings: hour (T, N), days since 1970 (T, N).

    ``zone`` is the column of each building (B,).
    """

    hour: Array
    day: Index
    zone: Index

    @classmethod
    def at(cls, plans: Sequence[Plan], time_ms: Times) -> "Clocks":
        """The clocks of ``plans`` at ``time_ms`` (T,)."""
        zones = sorted({plan.timezone for plan in plans})
        walls = np.stack([local_ms(time_ms, timezone) for timezone in zones], axis=1)
        hour = (walls % DAY_MS).astype(FLOAT) / FLOAT(HOUR_MS)
        return cls(hour, walls // DAY_MS, np.array([zones.index(plan.timezone) for plan in plans]))

    def out_for_lunch(self) -> Array:
        """How far it is lunch time, 0..1 (T, N)."""
        away = (self.hour - FLOAT(_LUNCH_AT)) / FLOAT(_LUNCH_WIDTH)
        share: Array = np.reciprocal(np.square(1 + np.square(away))).astype(FLOAT)
        return share


def people_share(plans: Sequence[Plan], found: Openings, time_ms: Times) -> Array:
    """Share of the design number of people who are in each building (T, B)."""
    habits = [habits_of(plan.kind) for plan in plans]
    clocks = Clocks.at(plans, time_ms)
    lunch = np.array([each.lunch for each in habits], dtype=FLOAT)
    arriving = np.array([1.0 / each.arriving for each in habits], dtype=FLOAT)
    leaving = np.array([1.0 / each.leaving for each in habits], dtype=FLOAT)
    weekly = np.array([each.people for each in habits], dtype=FLOAT)
    rows = np.arange(len(plans))
    luck = normal(keys(_keys(plans, FULLNESS), found.date)).astype(FLOAT)
    full = np.minimum(np.maximum(weekly[rows, found.weekday] * (1 + FLOAT(0.1) * luck), 0), 1)
    share = np.zeros((len(time_ms), len(plans)), dtype=FLOAT)
    # Nobody comes before the first hour that a building is open, nor two hours after the last.
    near = (found.start < time_ms[-1] + DAY_MS) & (found.end > time_ms[0] - DAY_MS)
    for day in np.flatnonzero(near.any(axis=1)):
        since = _hours(time_ms, found.opens[day])
        left = -_hours(time_ms, found.closes[day])
        came = _eased((since + FLOAT(0.3)) * arriving)
        stays = _eased((left + FLOAT(0.5)) * leaving)
        here = came * stays
        here *= full[day]
        odd = found.odd_people[day]
        if odd.any():
            asked = (time_ms[:, None] >= found.start[day]) & (time_ms[:, None] < found.end[day])
            here = np.maximum(here, asked * odd)
        share = np.maximum(share, here)
    share *= 1 - lunch * clocks.out_for_lunch()[:, clocks.zone]
    for kind in {each for each in habits if each.people_by_hour is not None}:
        columns = np.flatnonzero([each is kind for each in habits])
        zone = clocks.zone[columns]
        today = full[clocks.day[:, zone] - found.date[0, columns], columns]
        share[:, columns] = _by_hour(kind.people_by_hour or (), clocks.hour)[:, zone] * today
    return share


def zone_people(plans: Sequence[Plan], layout: Layout, hours: Times) -> Array:
    """Each zone's share of its building's people, 1 on the mean, for ``hours`` since 1970 (hours, Z)."""
    key = zone_keys(plans, layout)
    clocks = Clocks.at(plans, hours * HOUR_MS)
    first = int(clocks.day.min())
    dates = np.arange(first, int(clocks.day.max()) + 1)
    day = uniform(keys(keys(key, ZONE_DAY), dates[:, None]))
    # Meeting rooms are empty one day and packed the next; on the mean they hold the building's share.
    usual = np.where(day < _STAYS_AWAY, 0.0, 0.55 + day)
    today = clocks.day[:, clocks.zone[layout.parent("zone")]] - first
    usual = np.take_along_axis(usual, today, axis=0)
    hourly = 0.8 + 0.4 * uniform(keys(keys(key, ZONE_HOUR), hours[:, None]))
    return (usual * hourly).astype(FLOAT)


def water_share(plans: Sequence[Plan], people: Array, time_ms: Times) -> Array:
    """Share of the design draw of domestic water (T, B), for ``people`` of ``people_share``."""
    habits = [habits_of(plan.kind) for plan in plans]
    night = np.array([each.night_water for each in habits], dtype=FLOAT)
    by_people = np.array([each.water for each in habits], dtype=FLOAT)
    share = people * by_people
    clocks = Clocks.at(plans, time_ms)
    for kind in {each for each in habits if each.water_by_hour is not None}:
        columns = np.flatnonzero([each is kind for each in habits])
        share[:, columns] = _by_hour(kind.water_by_hour or (), clocks.hour)[:, clocks.zone[columns]]
    quarters, place = np.unique(time_ms // _QUARTER_MS, return_inverse=True)
    flutter = (0.55 + 0.9 * uniform(keys(_keys(plans, WATER_QUARTER), quarters[:, None]))).astype(FLOAT)
    share += night
    share *= flutter[place]
    return share


def zone_keys(plans: Sequence[Plan], layout: Layout) -> NDArray[np.uint64]:
    """A key for each zone (Z,): of its building and its number in it, whatever stands beside."""
    building = layout.parent("zone")
    order = np.argsort(building, kind="stable")
    first = np.searchsorted(building[order], np.arange(len(plans)))
    number = np.empty(len(building), dtype=np.int64)
    number[order] = np.arange(len(building)) - first[building[order]]
    return keys(_keys(plans, ZONE_DAY)[building], number)


def _keys(plans: Sequence[Plan], purpose: int) -> NDArray[np.uint64]:
    seeds = np.array([plan.seed for plan in plans], dtype=np.int64).reshape(-1, 2)
    return keys(keys(seeds[:, 0]), seeds[:, 1], purpose)


def _hours(time_ms: Times, moments: Times) -> Array:
    """Hours from ``moments`` (B,) to ``time_ms`` (T,), (T, B)."""
    hours: Array = (time_ms[:, None] - moments).astype(FLOAT)
    hours *= FLOAT(1.0 / HOUR_MS)
    return hours


def _eased(part: Array) -> Array:
    part = np.minimum(np.maximum(part, 0), 1)
    return part * part * (3 - 2 * part)


def _by_hour(table: Sequence[float], hour: Array) -> Array:
    """Values of ``table`` for the middle of each hour, straight between, as many as ``hour``."""
    values = np.array([*table, table[0]], dtype=FLOAT)
    place = (hour + FLOAT(23.5)) % 24
    index = place.astype(np.int64)
    here: Array = values[index] + (values[index + 1] - values[index]) * (place - index).astype(FLOAT)
    return here
