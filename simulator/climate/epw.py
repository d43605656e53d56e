"""Weather of a typical year from an EPW file, repeated every year."""

import gzip
import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pvlib  # type: ignore[import-untyped]
from numpy.typing import NDArray

from simulator.climate.sun import on_facades, sun_at
from simulator.climate.weather import GriddedWeather, Sky
from simulator.clock import DAY_MS, HOUR_MS
from simulator.physics.moist_air import saturation_humidity
from simulator.record import FLOAT, Times

Numbers = NDArray[np.float64]

HOURS = 8760
_HEADER_LINES = 8
# Bounds of the format's data dictionary; outside of them a number means that it is missing.
_BOUNDS = {
    "temp_air": (-70.0, 70.0),
    "temp_dew": (-70.0, 70.0),
    "wind_speed": (0.0, 40.0),
    "opaque_sky_cover": (0.0, 10.0),
    "dni": (0.0, 1400.0),
    "dhi": (0.0, 1000.0),
}


class EpwError(ValueError):
    """An EPW file that cannot be used; says which file and line, and what is wrong there."""


@dataclass(slots=True)
class EpwWeather:
    """Weather of the file ``path``, plain or ``.gz``. Raises EpwError, and OSError where it cannot be read.

    Every year is the year of the file; 29 February is 28 February again.
    """

    path: Path
    latitude: float = field(init=False)
    longitude: float = field(init=False)
    offset_ms: int = field(init=False)  # of its local standard time
    _values: Numbers = field(init=False)  # (6, 8760), in the order of _BOUNDS
    _grid: GriddedWeather = field(init=False)

    def __post_init__(self) -> None:
        self.path = Path(self.path)
        frame, place = _read(self.path)
        self.latitude, self.longitude = place["latitude"], place["longitude"]
        self.offset_ms = round(place["TZ"] * HOUR_MS)
        self._values = np.array([_column(self.path, frame, name) for name in _BOUNDS])
        self._grid = GriddedWeather(self)

    def at(self, time_ms: Times) -> Sky:
        """The weather at ``time_ms`` (T,), straight between the hours."""
        return self._grid.at(time_ms)

    def stretch(self, time_ms: Times) -> Numbers:
        """The columns of ``Sky`` (T, 10) at the grid of one stretch."""
        hours = self._hour_of_year(time_ms)
        # Temperatures are read when the hour ends, light is its mean.
        air, dew, wind, cloud = (self._read_off(row, hours - 1.0) for row in range(4))
        sun = sun_at(time_ms, self.latitude, self.longitude)
        beam, diffuse = (self._read_off(row, hours - 0.5) for row in (4, 5))
        up = sun.up > 0
        # Hourly means that straddle sunrise would shine from under the horizon.
        beam = np.minimum(beam, sun.extraterrestrial * np.maximum(sun.up, 0) ** 0.3)
        dew = np.minimum(dew, air)
        humidity = saturation_humidity(dew.astype(FLOAT)).astype(np.float64)
        columns: list[Numbers] = [air, dew, humidity, wind, cloud / 10]
        return np.column_stack([*columns, on_facades(sun, beam * up, diffuse * up)])

    def _hour_of_year(self, time_ms: Times) -> Numbers:
        """Hours since the year began, of a year without a leap day."""
        wall = time_ms + self.offset_ms
        days = (wall // DAY_MS).astype("datetime64[D]")
        years = days.astype("datetime64[Y]")
        day = (days - years.astype("datetime64[D]")).astype(np.int64)
        leap = (years.astype(np.int64) + 1970) % 4 == 0
        day -= leap & (day >= 59)
        hours: Numbers = day * 24 + (wall % DAY_MS) / HOUR_MS
        return hours

    def _read_off(self, row: int, hours: Numbers) -> Numbers:
        index = np.floor(hours).astype(np.int64)
        part = hours - index
        values = self._values[row]
        here: Numbers = values[index % HOURS] * (1.0 - part) + values[(index + 1) % HOURS] * part
        return here


def _read(path: Path) -> tuple[pd.DataFrame, dict[str, float]]:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise EpwError(f"{path}: is no whole gzip file: {error}") from error
    # City names in files of some countries are in Latin-1.
    text = raw.decode("latin-1")
    lines = text.splitlines()
    if not lines or not lines[0].upper().startswith("LOCATION,"):
        raise EpwError(f"{path}:1: must begin with LOCATION; is this an EPW file?")
    _check_place(path, lines[0].split(","))
    if len(lines) < _HEADER_LINES + HOURS:
        raise EpwError(
            f"{path}:{len(lines)}: ends after {max(len(lines) - _HEADER_LINES, 0)} of {HOURS} hours"
        )
    for number, line in enumerate(lines[_HEADER_LINES:], start=_HEADER_LINES + 1):
        if line.strip() and line.count(",") != 34:
            raise EpwError(f"{path}:{number}: has {line.count(',') + 1} values, and not 35")
    try:
        frame, place = pvlib.iotools.read_epw(io.StringIO(text), coerce_year=2000)
    except (ValueError, KeyError) as error:
        raise EpwError(f"{path}: {error}") from error
    frame = frame[~((frame["month"] == 2) & (frame["day"] == 29))]
    if len(frame) != HOURS:
        raise EpwError(f"{path}: has {len(frame)} hours without a leap day, and not {HOURS}")
    return frame, place


def _check_place(path: Path, parts: list[str]) -> None:
    if len(parts) < 10:
        raise EpwError(f"{path}:1: LOCATION has {len(parts)} of 10 values")
    for name, text, bound in zip(
        ("latitude", "longitude", "time zone"), parts[6:9], (90, 180, 15), strict=True
    ):
        try:
            fits = abs(float(text)) <= bound
        except ValueError:
            fits = False
        if not fits:
            raise EpwError(f"{path}:1: {name} {text!r} is no number within {bound}")


def _column(path: Path, frame: pd.DataFrame, name: str) -> Numbers:
    """One column with short gaps filled straight. Raises EpwError for words and for long gaps."""
    numbers: Numbers = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=np.float64)
    low, high = _BOUNDS[name]
    missing = ~((numbers >= low) & (numbers <= high))
    if name == "opaque_sky_cover" and missing.all():
        return np.full(HOURS, 5.0)
    if not missing.any():
        return numbers
    run = 0
    for hour, gone in enumerate(missing.tolist()):
        run = run + 1 if gone else 0
        if run > 6:
            line = _HEADER_LINES + 1 + hour
            raise EpwError(f"{path}:{line}: {name} is missing or out of bounds for more than six hours")
    known = np.flatnonzero(~missing)
    filled: Numbers = np.interp(np.arange(HOURS), known, numbers[known], period=HOURS)
    return filled
