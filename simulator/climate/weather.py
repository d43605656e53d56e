"""Weather at a place: laid out in stretches of days on a grid of five minutes, and read off at any time."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.clock import DAY_MS
from simulator.record import FLOAT, Array, Times

GRID_MS = 300_000
# Longer stretches cost less a day, and more to ask for a single one.
STRETCH_MS = 4 * DAY_MS
FACADES = ("north", "east", "south", "west", "horizontal")
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Sky:
    """Weather at T times; sun on walls to the north, east, south, west and on the ground (T, 5).

    Temperatures [degC], ``humidity`` [kg/kg], ``wind`` [m/s], ``cloud`` 0..1, ``facade`` [W/m2].
    """

    air: Array
    dew_point: Array
    humidity: Array
    wind: Array
    cloud: Array
    facade: Array


class Weather(Protocol):
    """Weather at one place."""

    def at(self, time_ms: Times) -> Sky:
        """The weather at ``time_ms`` (T,), the same however time is cut."""


class Source(Protocol):
    """What can say the weather of a whole stretch of days."""

    def stretch(self, time_ms: Times) -> NDArray[np.float64]:
        """The columns of ``Sky`` one after the other (T, 10) at the grid of one stretch."""


@dataclass(slots=True)
class GriddedWeather:
    """Weather of a ``source``, a stretch at a time: its bytes do not depend on the times asked for."""

    source: Source
    _stretches: dict[int, Array] = field(default_factory=dict)

    def at(self, time_ms: Times) -> Sky:
        """The weather at ``time_ms`` (T,), straight between the points of the grid."""
        values = np.empty((len(time_ms), 10), dtype=FLOAT)
        numbers = time_ms // STRETCH_MS
        for number in np.unique(numbers).tolist():
            now = numbers == number
            index, rest = np.divmod(time_ms[now] - number * STRETCH_MS, GRID_MS)
            grid = self._stretch(number)
            values[now] = grid[index]
            if rest.any():
                part = (rest / GRID_MS).astype(FLOAT)[:, None]
                values[now] += (grid[index + 1] - grid[index]) * part
        air, dew_point, humidity, wind, cloud = np.ascontiguousarray(values[:, :5].T)
        return Sky(air, dew_point, humidity, wind, cloud, np.ascontiguousarray(values[:, 5:]))

    def _stretch(self, number: int) -> Array:
        found = self._stretches.get(number)
        if found is None:
            while len(self._stretches) >= _KEPT:
                self._stretches.pop(next(iter(self._stretches)))
            grid = number * STRETCH_MS + np.arange(STRETCH_MS // GRID_MS + 1) * GRID_MS
            found = self.source.stretch(grid).astype(FLOAT)
            self._stretches[number] = found
        return found
