"""People, lights and plugs of zones, from schedule and seed; a function of time alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Flags, Times
from simulator.clock import DAY_MS, HOUR_MS, local_clock
from simulator.noise import normals, wander

PERSON_HEAT = 75.0  # sensible [W]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Occupied (T, N); hours until the next occupied time, 99 when more than a day off (T, N)."""

    occupied: Flags
    hours_to_start: Array


def schedules(time_ms: Times, timezone: str, hours: Sequence[Mapping[int, tuple[float, float]]]) -> Schedule:
    """Schedules of N buildings, ``hours``: weekday (0 Monday) -> start and end in local time [h]."""
    weekday, hour = local_clock(time_ms, timezone)
    table = np.full((len(hours), 7, 2), np.nan)
    for row, week in enumerate(hours):
        for day, span in week.items():
            table[row, day] = span
    today = table[:, weekday].transpose(1, 0, 2)
    tomorrow = table[:, (weekday + 1) % 7].transpose(1, 0, 2)
    clock = hour[:, None]
    occupied = (clock >= today[:, :, 0]) & (clock < today[:, :, 1])
    wait = np.where(clock < today[:, :, 0], today[:, :, 0] - clock, tomorrow[:, :, 0] + 24.0 - clock)
    return Schedule(occupied, np.nan_to_num(wait, nan=99.0))


def people_present(
    seed: int,
    time_ms: Times,
    timezone: str,
    hours: Sequence[Mapping[int, tuple[float, float]]],
    zones: int,
) -> Array:
    """Share of the design people in each zone (T, N, zones), 0..1, with ramps, lunch, full and empty days."""
    weekday, hour = local_clock(time_ms, timezone)
    result = np.empty((len(time_ms), len(hours), zones))
    for row, week in enumerate(hours):
        start = np.array([week.get(day, (np.nan, np.nan))[0] for day in range(7)])[weekday]
        end = np.array([week.get(day, (np.nan, np.nan))[1] for day in range(7)])[weekday]
        arrive = np.clip((hour - start + 0.25) / 1.5, 0, 1)
        leave = np.clip((end + 0.4 - hour) / 1.75, 0, 1)
        lunch = 1 - 0.35 * np.exp(-(((hour - 12.4) / 0.55) ** 2))
        base = np.nan_to_num(arrive * leave * lunch, nan=0.0)
        weekend = np.where(weekday >= 5, 0.45, 1.0)
        fullness = np.clip(0.72 + 0.16 * normals(seed, 100 + row, time_ms // DAY_MS, zones), 0.25, 1.0)
        flutter = 1 + 0.15 * wander(seed, 200 + row, time_ms, HOUR_MS, zones)
        share = (base * weekend)[:, None] * fullness * flutter
        result[:, row] = np.clip(share, 0.0, 1.0)
    return result
