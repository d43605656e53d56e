"""Made-up weather of a climate: seasons, days, fronts, spells and clouds; a function of seed and time."""

import zlib
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from simulator.climate.air_masses import SPELL_SHARE, USUAL_STORM, air_mass, halves, spell
from simulator.climate.climate import Climate, climate
from simulator.climate.seasons import course, read_course
from simulator.climate.sun import Sun, on_facades, sun_at
from simulator.climate.weather import GriddedWeather
from simulator.clock import HOUR_MS
from simulator.noise import keys, wander
from simulator.physics.moist_air import saturation_humidity
from simulator.record import FLOAT, Times

Numbers = NDArray[np.float64]

SLOW, CLOUD, PUFFS, FLUTTER, DRYNESS, GUSTS, BREEZE, LIGHT, TREMOR = range(9)
_WAVES = 10
# Skies are clear or covered more often than half and half.
_CLOUD_CONTRAST = 1.7
_CLOUD_SPREAD = np.sqrt(1.0 + _CLOUD_CONTRAST**2) / _CLOUD_CONTRAST
_DAY_OFFSET = 0.1723  # brings the mean of the day's shape to nothing
_HOT_TAIL = 0.08
_LEAST_DRYNESS = 0.4  # of the air over its dew point [K]


@dataclass(frozen=True, slots=True)
class Generator:
    """The weather of ``climate`` in the world of ``seed``."""

    climate: Climate
    seed: int
    _key: NDArray[np.uint64] = field(init=False)
    _waves: tuple[NDArray[np.uint64], ...] = field(init=False)
    _courses: Numbers = field(init=False)

    def __post_init__(self) -> None:
        place = self.climate
        object.__setattr__(self, "_key", keys(self.seed, zlib.crc32(place.id.encode())))
        object.__setattr__(self, "_waves", tuple(keys(self._key, _WAVES + wave) for wave in range(9)))
        months = np.array([place.temperature, place.daily_range, place.dew_point, place.cloud, place.wind])
        days = course(months)
        mean, swing = days[0].mean(), np.ptp(days[0]) / 2
        warm = (days[0] - mean) / max(swing, 1.0)
        object.__setattr__(self, "_courses", np.vstack([days, warm]))

    def stretch(self, time_ms: Times) -> Numbers:
        """The columns of ``Sky`` (T, 10) over a stretch ``time_ms`` (T,) in order."""
        place, key = self.climate, self._key
        mean, swing, dew_mean, cloud_mean, wind_mean, warm = read_course(self._courses, time_ms)
        masses = air_mass(key, time_ms)
        warm_half, cold_half = halves(warm)
        heat, cold = spell(key, time_ms, (place.heat_waves[0], place.cold_snaps[0]))
        heat, cold = heat * warm_half, cold * cold_half
        cover = self._cover(time_ms, masses.storm - 0.8 * (heat + cold), cloud_mean)
        slow_cover = cover[0]
        anomaly = 0.88 * masses.warmth + 0.47 * wander(self._waves[SLOW], time_ms, 130 * HOUR_MS)
        # In summer the sun and dry ground set a limit to heat, but none to a cool day.
        anomaly -= _HOT_TAIL * _between((0.0, 1.0), warm) * (np.maximum(anomaly, 0.0) ** 2 - 0.5)
        departure = (
            _between(place.spread, warm) * anomaly
            + place.heat_waves[1] * (heat - place.heat_waves[0] * SPELL_SHARE * warm_half)
            - place.cold_snaps[1] * (cold - place.cold_snaps[0] * SPELL_SHARE * cold_half)
        )
        day = _day_shape(time_ms, place.longitude)
        clear = (1.6 - slow_cover) / (1.6 - cloud_mean)
        flutter = 0.35 * wander(self._waves[FLUTTER], time_ms, 3 * HOUR_MS)
        flutter += 0.12 * wander(self._waves[TREMOR], time_ms, HOUR_MS // 3)
        air = mean + departure + 0.42 * swing * clear * day + flutter
        dew = (
            dew_mean
            + _between(place.dew_follows, warm) * departure
            + _between(place.dew_spread, warm) * wander(self._waves[DRYNESS], time_ms, 44 * HOUR_MS)
        )
        dew = _capped(dew, air - _LEAST_DRYNESS)
        sun = sun_at(time_ms, place.latitude, place.longitude)
        beam, diffuse = _light(sun, cover[1], place.elevation)
        wind = self._wind(time_ms, wind_mean, masses.storm, day)
        columns = [air, dew, saturation_humidity(dew.astype(FLOAT)), wind, cover[1]]
        return np.column_stack([*columns, on_facades(sun, beam, diffuse)])

    def _cover(self, time_ms: Times, storm: Numbers, mean: Numbers) -> tuple[Numbers, Numbers]:
        """Cover by clouds without and with those that come and go within hours, each 0..1 (T,)."""
        level = ndtri(mean) * _CLOUD_SPREAD
        slow = 0.8 * wander(self._waves[CLOUD], time_ms, 15 * HOUR_MS) + 0.75 * (storm - USUAL_STORM)
        puffs = 0.4 * wander(self._waves[PUFFS], time_ms, 2 * HOUR_MS)
        light = 0.25 * wander(self._waves[LIGHT], time_ms, HOUR_MS // 4)
        return ndtr(_CLOUD_CONTRAST * (level + slow)), ndtr(_CLOUD_CONTRAST * (level + slow + puffs + light))

    def _wind(self, time_ms: Times, mean: Numbers, storm: Numbers, day: Numbers) -> Numbers:
        gusts = 0.40 * wander(self._waves[GUSTS], time_ms, 14 * HOUR_MS)
        breeze = 0.22 * wander(self._waves[BREEZE], time_ms, HOUR_MS)
        return mean * np.exp(gusts + breeze + 0.25 * (storm - USUAL_STORM) - 0.11) * (1.0 + 0.25 * day)


@lru_cache(maxsize=256)
def generated(name: str, seed: int) -> GriddedWeather:
    """The weather of the climate ``name`` in the world of ``seed``. Raises UnknownClimateError."""
    return GriddedWeather(Generator(climate(name), seed))


def _between(pair: tuple[float, float], warm: Numbers) -> Numbers:
    """From the first of ``pair`` in the coldest time of the year to the second in the warmest."""
    share = np.minimum(np.maximum(0.5 + 0.5 * warm, 0.0), 1.0)
    return pair[0] + (pair[1] - pair[0]) * share


def _capped(value: Numbers, limit: Numbers) -> Numbers:
    """``value``, bent to stay under ``limit`` without a corner."""
    room = limit - value
    return limit - 0.5 * (room + np.sqrt(room * room + 0.3))


def _day_shape(time_ms: Times, longitude: float) -> Numbers:
    """How warm a clear day is, about -1 before sunrise to 1 in the afternoon; warms faster than it cools."""
    hour = (time_ms / HOUR_MS + longitude / 15.0) % 24
    phase = 2 * np.pi * (hour - 14.6) / 24
    return np.cos(phase + 0.35 * np.sin(phase)) + _DAY_OFFSET


def _light(sun: Sun, cover: Numbers, elevation: float) -> tuple[Numbers, Numbers]:
    """Beam and diffuse sunlight [W/m2] (T,) through clouds of ``cover``.

    Clear sky of Haurwitz 1945, brighter on high ground; clouds of Kasten and Czeplak 1980; diffuse share of
    Erbs, Klein and Duffie 1982.
    """
    height = np.maximum(sun.up, 1e-3)
    clear = 1098.0 * height * np.exp(-0.057 / height) * (1.0 + 4e-5 * elevation) * (sun.up > 0)
    total = clear * (1.0 - 0.75 * cover**3.4)
    clearness = total / (sun.extraterrestrial * height)
    share = np.where(
        clearness <= 0.22,
        1.0 - 0.09 * clearness,
        0.9511 + clearness * (-0.1604 + clearness * (4.388 + clearness * (-16.638 + clearness * 12.336))),
    )
    share = np.where(clearness > 0.8, 0.165, share)
    diffuse = total * share
    return (total - diffuse) / np.maximum(height, 0.02), diffuse
