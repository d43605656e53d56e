"""Local time of a site, for schedules and people."""

from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from simulator.layout import Index
from simulator.record import Array, Times

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
# Clocks are put forward and back on the half-hour of universal time: Adelaide's change at 16:30.
_HALF_HOUR_MS = HOUR_MS // 2


@cache
def _zone(timezone: str) -> ZoneInfo:
    return ZoneInfo(timezone)


@lru_cache(maxsize=16384)
def _offset_ms(timezone: str, half_hour: int) -> int:
    moment = datetime.fromtimestamp(half_hour * 1800, UTC)
    offset = moment.astimezone(_zone(timezone)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1000)


def offsets(time_ms: Times, timezone: str) -> Times:
    """What local time is ahead of universal time [ms] at ``time_ms`` (T,).

    Raises ZoneInfoNotFoundError for a ``timezone`` that is none.
    """
    if not len(time_ms):
        return np.zeros(0, dtype=np.int64)
    halves = time_ms // _HALF_HOUR_MS
    first, last = int(halves.min()), int(halves.max())
    start = _offset_ms(timezone, first)
    # No clock changes twice within a fortnight.
    if last - first < 14 * 48 and start == _offset_ms(timezone, last):
        return np.full(len(time_ms), start, dtype=np.int64)
    unique, inverse = np.unique(halves, return_inverse=True)
    found = np.array([_offset_ms(timezone, half) for half in unique.tolist()], dtype=np.int64)
    return found[inverse]


def local_ms(time_ms: Times, timezone: str) -> Times:
    """Milliseconds that a wall clock shows since 1 January 1970, (T,)."""
    return time_ms + offsets(time_ms, timezone)


def universal_ms(wall_ms: Times, timezone: str) -> Times:
    """The time at which a wall clock shows ``wall_ms`` (T,): the first, where it shows it twice.

    An hour that the clock skips is taken to begin when it skips.
    """
    if not len(wall_ms):
        return np.zeros(0, dtype=np.int64)
    before = wall_ms - offsets(wall_ms - DAY_MS, timezone)
    after = wall_ms - offsets(wall_ms + DAY_MS, timezone)
    early: Times = np.minimum(before, after)
    late: Times = np.maximum(before, after)
    if (early == late).all():
        return early
    fits = local_ms(early, timezone) == wall_ms
    fits_late = local_ms(late, timezone) == wall_ms
    found: Times = np.where(fits, early, np.where(fits_late, late, _skip(early, late, timezone)))
    return found


def _skip(early: Times, late: Times, timezone: str) -> Times:
    """When the clock jumps between ``early`` and ``late``; ``early`` where it does not."""
    result = early.copy()
    for place in np.flatnonzero(early != late):
        halves = np.arange(early[place] // _HALF_HOUR_MS, late[place] // _HALF_HOUR_MS + 1) * _HALF_HOUR_MS
        found = offsets(halves, timezone)
        jumps = np.flatnonzero(np.diff(found))
        result[place] = halves[jumps[0] + 1] if len(jumps) else early[place]
    return result


def local_clock(time_ms: Times, timezone: str) -> tuple[Index, Array]:
    """Weekday (0 Monday) and hour of the day [h] in local time, each (T,)."""
    wall = local_ms(time_ms, timezone)
    hour = (wall % DAY_MS) / HOUR_MS
    # 1 January 1970 was a Thursday.
    return (wall // DAY_MS + 3) % 7, hour.astype(np.float32)
