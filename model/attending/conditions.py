"""What the day lets be done: how warm it is outdoors, and for how long nobody is in."""

import numpy as np

from model.frames.frames import HOUR_MS
from model.frames.history import ReadingSource
from model.frames.places import places_of
from model.frames.site_time import occupied_by_schedule
from model.site.graph import Building, Schedule

_OUTDOORS = "outdoor_air_temperature"
_DAY_HOURS = 24
_QUARTER_MS = HOUR_MS // 4


def outdoors(building: Building, readings: ReadingSource, now_ms: int) -> float:
    """Mean of the outdoor air over the last day [degC], the best forecast of the next one; NaN if unknown.

    Of the building's weather station where it has one, else of all its sensors.
    """
    places = places_of(building)
    having = {kind: of.roles[_OUTDOORS][1] for kind, of in places.kinds.items() if _OUTDOORS in of.roles}
    if not having:
        return np.nan
    chosen = having.get("weather_station", np.concatenate(list(having.values())))
    sources = [places.sources[at] for at in chosen.tolist()]
    values = readings.read(sources, now_ms - _DAY_HOURS * HOUR_MS, now_ms).value
    return float(values.mean()) if len(values) else np.nan


def empty_hours(schedule: Schedule | None, timezone: str, now_ms: int) -> float:
    """For how long at a stretch nobody is in within the next day [h]; without a schedule, for ever."""
    if schedule is None:
        return np.inf
    quarters = now_ms + np.arange(0, _DAY_HOURS * HOUR_MS, _QUARTER_MS)
    occupied = np.flatnonzero(occupied_by_schedule(schedule, timezone, quarters) == 1)
    ends = np.concatenate([[-1], occupied, [len(quarters)]])
    return float(np.diff(ends).max() - 1) * _QUARTER_MS / HOUR_MS
