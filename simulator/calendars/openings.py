"""When buildings open and close: hours of the week, holidays, tenants' odd hours, and clocks that change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.calendars.habits import habits_of
from simulator.calendars.holidays import is_holiday, is_school_holiday
from simulator.clock import DAY_MS, HOUR_MS, local_ms, universal_ms
from simulator.noise import keys, uniform
from simulator.record import FLOAT, Array, Flags, Times

NEVER_MS = 2**62
# Further ahead nobody looks for the next start; it is a week off.
AHEAD_DAYS = 8
_AHEAD_MS = 7 * DAY_MS
_EPOCH = date(1970, 1, 1)
_ODD = 30


@dataclass(frozen=True, slots=True)
class Openings:
    """Openings of B buildings on D local dates; ``NEVER_MS`` where they stay closed.

    ``start`` and ``end`` hold tenants' odd hours, ``opens`` and ``closes`` the usual ones [ms] (D, B);
    ``odd_people`` share of people in beyond them; ``weekday`` whose people come, and ``date`` as days
    since 1970 (D, B).
    """

    start: Times
    end: Times
    opens: Times
    closes: Times
    odd_people: Array
    weekday: Times
    date: Times


def openings(plans: Sequence[Plan], first_ms: int, last_ms: int) -> Openings:
    """Openings from the local date before ``first_ms`` to ``AHEAD_DAYS`` after ``last_ms``."""
    span = np.array([first_ms, last_ms], dtype=np.int64)
    days = (last_ms // DAY_MS - first_ms // DAY_MS) + AHEAD_DAYS + 3
    wall, zones = np.empty((days, len(plans)), dtype=np.int64), [plan.timezone for plan in plans]
    for timezone in set(zones):
        first = int(local_ms(span, timezone)[0] // DAY_MS) - 1
        wall[:, [zone == timezone for zone in zones]] = (first + np.arange(days))[:, None]
    weekday = _weekdays(plans, wall)
    hours = np.full((len(plans), 8, 2), np.nan)  # the eighth day is never open
    for row, plan in enumerate(plans):
        for day, times in plan.hours.items():
            hours[row, day] = times
    usual = hours[np.arange(len(plans)), weekday]
    closed = np.isnan(usual[..., 0])
    odd = _odd_hours(plans, wall, closed)
    nominal = np.nan_to_num(usual)
    opens, closes = nominal[..., 0], nominal[..., 1]
    clock = np.stack([opens - odd[0], closes + odd[1], opens, closes])
    start, end, opens_ms, closes_ms = _universal(zones, wall, clock, closed)
    return Openings(start, end, opens_ms, closes_ms, odd[2].astype(FLOAT), np.minimum(weekday, 6), wall)


def occupied_by(found: Openings, time_ms: Times) -> tuple[Flags, Array]:
    """Whether buildings are open at ``time_ms``, and the hours to the next start, at most 168; (T, B)."""
    now = time_ms[:, None]
    shape = (len(time_ms), found.start.shape[1])
    occupied = np.zeros(shape, dtype=np.bool_)
    nearest = np.broadcast_to(now + _AHEAD_MS, shape).copy()
    upcoming = np.minimum.accumulate(found.start[::-1])
    for start, following, end in zip(found.start[::-1], upcoming, found.end[::-1], strict=True):
        if (end > time_ms[0]).any() and (start <= time_ms[-1]).any():
            occupied |= (now >= start) & (now < end)
        if (following < time_ms[-1] + _AHEAD_MS).any() and (following > time_ms[0]).any():
            np.copyto(nearest, following, where=now < following)
    nearest = np.minimum(nearest, now + _AHEAD_MS)
    wait = (nearest - now).astype(FLOAT) / FLOAT(HOUR_MS)
    wait[occupied] = 0.0
    return occupied, wait


def _weekdays(plans: Sequence[Plan], wall: Times) -> Times:
    """The day of the week whose hours hold, 7 where a building keeps closed, (D, B)."""
    weekday = (wall + 3) % 7
    for row, plan in enumerate(plans):
        habits = habits_of(plan.kind)
        if habits.holidays == "open" and not habits.school_holidays:
            continue
        weekday[:, row] = _kept(plan.holidays, plan.kind, int(wall[0, row]), len(wall))
    return weekday


@lru_cache(maxsize=4096)
def _kept(region: str, kind: str, first: int, count: int) -> NDArray[np.int64]:
    habits = habits_of(kind)
    result = (np.arange(first, first + count) + 3) % 7
    for place in range(count):
        day = _EPOCH + timedelta(days=first + place)
        if is_holiday(day, region):
            result[place] = {"sunday": 6, "closed": 7}.get(habits.holidays, result[place])
        if habits.school_holidays and is_school_holiday(day, region):
            result[place] = 7
    return result


def _odd_hours(
    plans: Sequence[Plan], wall: Times, closed: Flags
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Hours of an early start and of a long evening, and the share of people in, each (D, B)."""
    seeds = np.array([plan.seed for plan in plans], dtype=np.int64).reshape(-1, 2)
    table = np.array(
        [
            (each.mornings, each.evenings, *each.odd_hours, *each.odd_people)
            for each in (habits_of(plan.kind) for plan in plans)
        ]
    ).reshape(-1, 6)
    mornings, evenings, least, most, few, many = table.T
    key = keys(keys(seeds[:, 0]), seeds[:, 1], _ODD)
    # Some tenants ask often and others never: the rate of a building is spread from nothing to thrice.
    rate = 3.0 * uniform(keys(key, 0)) ** 2
    draws = [uniform(keys(keys(key, number), wall)) for number in range(1, 5)]
    early = (draws[0] < mornings * rate) & ~closed
    late = (draws[1] < evenings * rate) & ~closed
    # Asked for by the quarter of an hour.
    hours = np.round((least + (most - least) * draws[2]) * 4) / 4
    share = few + (many - few) * draws[3]
    return early * hours / 2, late * hours, (early | late) * share


def _universal(zones: Sequence[str], wall: Times, clock: NDArray[np.float64], closed: Flags) -> Times:
    """When clocks show ``clock`` [h] (4, D, B) on the dates ``wall`` (D, B)."""
    shown = wall * DAY_MS + np.round(clock * HOUR_MS).astype(np.int64)
    result = np.empty_like(shown)
    for timezone in set(zones):
        columns = np.flatnonzero([zone == timezone for zone in zones])
        part = shown[:, :, columns]
        result[:, :, columns] = universal_ms(part.ravel(), timezone).reshape(part.shape)
    result[:, closed] = NEVER_MS
    return result
