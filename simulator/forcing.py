"""What drives the buildings from outside, for a stretch of time at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.arrays import Array, Flags, Times
from simulator.fleet import Fleet
from simulator.occupancy import PERSON_HEAT, people_present, schedules
from simulator.weather import Climate, weather


@dataclass(frozen=True, slots=True)
class Forcing:
    """T steps of N buildings, A air handlers, Z zones.

    ``outdoor`` [degC], ``occupied``, ``hours_to_start`` (T, N); ``dew_point`` [degC], ``horizontal`` [W/m2]
    (T,); ``gains`` [W], ``people`` (T, N, A, Z); ``plenum`` heat of lights to the return air [W] (T, N, A).
    """

    time_ms: Times
    outdoor: Array
    dew_point: Array
    horizontal: Array
    occupied: Flags
    hours_to_start: Array
    gains: Array
    people: Array
    plenum: Array

    def take(self, rows: NDArray[np.int64]) -> "Forcing":
        """The same for the buildings ``rows``."""
        return Forcing(
            self.time_ms,
            self.outdoor[:, rows],
            self.dew_point,
            self.horizontal,
            self.occupied[:, rows],
            self.hours_to_start[:, rows],
            self.gains[:, rows],
            self.people[:, rows],
            self.plenum[:, rows],
        )


def forcing(
    seed: int,
    climate: Climate,
    timezone: str,
    hours: Sequence[Mapping[int, tuple[float, float]]],
    *,
    fleet: Fleet,
    time_ms: Times,
) -> Forcing:
    """Weather, schedules and gains at ``time_ms``; a function of time alone, however it is cut."""
    count, air_handlers, zones = fleet.area.shape
    sky = weather(seed, climate, time_ms)
    schedule = schedules(time_ms, timezone, hours)
    share = people_present(seed, time_ms, timezone, hours, air_handlers * zones)
    share = share.reshape(len(time_ms), count, air_handlers, zones)
    lit = np.where(schedule.occupied | (share.mean(axis=(2, 3)) > 0.05), 0.9, 0.1)[:, :, None, None]
    plugs = fleet.plugs * (0.35 + 0.6 * share)
    lights = fleet.lights * lit
    solar = sky.facade[:, fleet.orientation.astype(np.int64)] * fleet.solar_area
    people = share * fleet.people
    # Each building stands in a slightly different spot of the town.
    spot = np.random.default_rng([seed, 12]).normal(0, 0.3, count)
    return Forcing(
        time_ms=time_ms,
        outdoor=sky.outdoor_air[:, None] + spot,
        dew_point=sky.dew_point,
        horizontal=sky.horizontal,
        occupied=schedule.occupied,
        hours_to_start=schedule.hours_to_start,
        gains=people * PERSON_HEAT + 0.7 * lights + plugs + solar,
        people=people,
        plenum=0.3 * lights.sum(axis=3),
    )
