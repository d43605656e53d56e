"""What the day lets be done: how warm it is outdoors, and for how long nobody is in."""

import numpy as np
import pandas as pd

from model.frames.frames import HOUR_MS
from model.frames.history import ReadingSource
from model.frames.places import Index, Places, places_of
from model.frames.site_time import occupied_by_schedule
from model.site.graph import Building, Schedule

_OUTDOORS = "outdoor_air_temperature"
_DAY_HOURS = 24
_QUARTER_MS = HOUR_MS // 4


def outdoors(building: Building, readings: ReadingSource, now_ms: int) -> float:
    """Mean of the outdoor air over the last day [degC], the best forecast of the next one; NaN if unknown.

    Of the building's weather station where it has one that speaks, else of all its sensors. An hour counts
    as any other, however often a sensor spoke in it; what cannot be is not read.
    """
    places = places_of(building)
    having = {kind: of.roles[_OUTDOORS][1] for kind, of in places.kinds.items() if _OUTDOORS in of.roles}
    if not having:
        return np.nan
    every = np.concatenate(list(having.values()))
    for chosen in (having.get("weather_station"), every):
        found = np.nan if chosen is None else _mean_of(places, chosen, readings, now_ms)
        if not np.isnan(found):
            break
    return found


def _mean_of(places: Places, chosen: Index, readings: ReadingSource, now_ms: int) -> float:
    start_ms = now_ms - _DAY_HOURS * HOUR_MS
    read = readings.read([places.sources[at] for at in chosen.tolist()], start_ms, now_ms)
    lowest, highest = places.lowest[chosen][read.column], places.highest[chosen][read.column]
    there = (read.value >= lowest) & (read.value <= highest)
    cell = (read.column * _DAY_HOURS + (read.time_ms - start_ms) // HOUR_MS)[there]
    shape = len(chosen), _DAY_HOURS
    count = np.bincount(cell, minlength=shape[0] * shape[1])
    total = np.bincount(cell, weights=read.value[there], minlength=shape[0] * shape[1])
    with np.errstate(invalid="ignore"):
        hourly = pd.DataFrame((total / count).reshape(shape)).ffill(axis=1).to_numpy()
    return float(np.nanmean(hourly)) if there.any() else np.nan


def empty_hours(schedule: Schedule | None, timezone: str, now_ms: int) -> float:
    """For how long at a stretch nobody is in within the next day [h]; without a schedule, for ever."""
    if schedule is None:
        return np.inf
    quarters = now_ms + np.arange(0, _DAY_HOURS * HOUR_MS, _QUARTER_MS)
    occupied = np.flatnonzero(occupied_by_schedule(schedule, timezone, quarters) == 1)
    ends = np.concatenate([[-1], occupied, [len(quarters)]])
    return float(np.diff(ends).max() - 1) * _QUARTER_MS / HOUR_MS
