"""Local time, for people and schedules; everything else is UTC milliseconds."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from model.frames.windows import Floats
from model.site.graph import Schedule


@lru_cache(maxsize=4096)
def _utc_offset_ms(timezone: str, hour: int) -> int:
    moment = datetime.fromtimestamp(hour * 3600, tz=ZoneInfo(timezone))
    offset = moment.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1000)


def local_ms(timezone: str, times_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Wall-clock milliseconds (T,) of UTC times, across daylight saving."""
    hours, inverse = np.unique(times_ms // 3_600_000, return_inverse=True)
    offsets = np.array([_utc_offset_ms(timezone, int(hour)) for hour in hours], dtype=np.int64)
    return times_ms + offsets[inverse]


def occupied_by_schedule(schedule: Schedule | None, timezone: str, times_ms: NDArray[np.int64]) -> Floats:
    """1 where the schedule says occupied, 0 where not, NaN (T,) where there is no schedule."""
    if schedule is None:
        return np.full(len(times_ms), np.nan)
    wall = local_ms(timezone, times_ms)
    weekday = (wall // 86_400_000 + 3) % 7
    hour = wall % 86_400_000 / 3_600_000
    start = np.array([schedule.hours.get(day, (0.0, 0.0))[0] for day in range(7)])
    end = np.array([schedule.hours.get(day, (0.0, 0.0))[1] for day in range(7)])
    return ((hour >= start[weekday]) & (hour < end[weekday])).astype(np.float64)


def iso(time_ms: int) -> str:
    """ISO 8601 UTC with Z, to the second."""
    return datetime.fromtimestamp(time_ms / 1000, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def for_people(time_ms: int, timezone: str) -> str:
    """'Thursday 14:10', with the date when it is more than the words can carry."""
    moment = datetime.fromtimestamp(time_ms / 1000, tz=ZoneInfo(timezone))
    return f"{moment:%a} {moment.day} {moment:%b} {moment:%H:%M}"


def utc_ms(local: str, timezone: str) -> int:
    """UTC milliseconds of a local date or time in ISO 8601."""
    return round(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(timezone)).timestamp() * 1000)
