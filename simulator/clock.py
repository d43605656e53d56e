"""Local time of a site, for schedules and people."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from simulator.arrays import Array, Times

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def local_clock(time_ms: Times, timezone: str) -> tuple[NDArray[np.int64], Array]:
    """Weekday (0 Monday) and hour of the day [h] in local time, each (T,)."""
    zone = ZoneInfo(timezone)
    hours, inverse = np.unique(time_ms // HOUR_MS, return_inverse=True)
    offsets = [datetime.fromtimestamp(int(hour) * 3600, UTC).astimezone(zone).utcoffset() for hour in hours]
    offset_ms = np.array(
        [0 if o is None else round(o.total_seconds() * 1000) for o in offsets], dtype=np.int64
    )
    local_ms = time_ms + offset_ms[inverse]
    # 1 January 1970 was a Thursday.
    return (local_ms // DAY_MS + 3) % 7, (local_ms % DAY_MS) / HOUR_MS
