"""Made-up weather: seasons, days, fronts and clouds, from a seed; a function of time alone."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Times
from simulator.clock import DAY_MS, HOUR_MS
from simulator.noise import normals, wander

# A front comes about every two and a half days; cold ones arrive within hours, warm ones seep in over a day.
FRONT_EVERY_MS = 60 * HOUR_MS
FRONT_FADES_DAYS = 2.5
ORIENTATIONS = ("north", "east", "south", "west", "interior")


@dataclass(frozen=True, slots=True)
class Climate:
    """Of a place: yearly mean, half yearly swing, half daily swing of a clear day, fronts [degC, K]."""

    latitude: float = 41.9
    longitude: float = -87.7
    yearly_mean: float = 10.5
    yearly_swing: float = 13.5
    daily_swing: float = 5.5
    front_strength: float = 6.0


@dataclass(frozen=True, slots=True)
class WeatherSeries:
    """Weather at T times.

    ``outdoor_air`` dry bulb [degC] (T,); ``dew_point`` [degC] (T,); ``cloud`` cover 0..1 (T,);
    ``horizontal`` global solar [W/m2] (T,); ``facade`` solar on a wall [W/m2] (T, 5) by ``ORIENTATIONS``.
    """

    outdoor_air: Array
    dew_point: Array
    cloud: Array
    horizontal: Array
    facade: Array


def weather(seed: int, climate: Climate, time_ms: Times) -> WeatherSeries:
    """The weather at ``time_ms`` (T,); the same for the same seed, climate and time, however it is cut."""
    year = 2 * np.pi * ((time_ms / DAY_MS) % 365.2425) / 365.2425
    # The coldest day is about 20 January, the warmest about 22 July.
    season = -np.cos(year - 2 * np.pi * 20 / 365.2425)
    front, storm = _fronts(seed, climate, time_ms, season)
    cloud = 1 / (1 + np.exp(-1.7 * (wander(seed, 2, time_ms, 14 * HOUR_MS)[:, 0] * 1.3 + storm - 0.5)))
    altitude, azimuth = _sun(climate, time_ms)
    solar_hour = (time_ms / HOUR_MS + climate.longitude / 15) % 24
    # The day is warmest three hours after the sun's noon, and heats faster than it cools.
    phase = 2 * np.pi * (solar_hour - 15.0) / 24
    day = np.cos(phase + 0.35 * np.sin(phase))
    swing = climate.daily_swing * (1 + 0.25 * season) * (1 - 0.65 * cloud)
    outdoor = (
        climate.yearly_mean
        + climate.yearly_swing * season
        + front
        + swing * day
        + 0.5 * wander(seed, 3, time_ms, 3 * HOUR_MS)[:, 0]
        + 0.12 * wander(seed, 4, time_ms, HOUR_MS // 3)[:, 0]
    )
    dry = 2.0 + 7.0 * (1 - cloud) * (0.6 + 0.4 * day)
    sine = np.maximum(np.sin(altitude), 0.0)
    clear = np.where(sine > 0, 1050.0 * np.exp(-0.17 / np.maximum(sine, 0.03)), 0.0)
    direct = clear * np.clip(1 - 1.1 * cloud, 0, 1)
    diffuse = sine * (90.0 + 230.0 * cloud * (1 - 0.6 * cloud))
    horizontal = direct * sine + diffuse
    walls = np.array([0.0, np.pi / 2, np.pi, 3 * np.pi / 2])
    facing = np.maximum(np.cos(altitude)[:, None] * np.cos(azimuth[:, None] - walls), 0.0)
    facade = direct[:, None] * facing + (0.5 * diffuse + 0.1 * horizontal)[:, None]
    return WeatherSeries(
        outdoor_air=outdoor,
        dew_point=outdoor - dry,
        cloud=cloud,
        horizontal=horizontal,
        facade=np.concatenate([facade, np.zeros((len(time_ms), 1))], axis=1),
    )


def _fronts(seed: int, climate: Climate, time_ms: Times, season: Array) -> tuple[Array, Array]:
    """What fronts add to the temperature [K] and to the clouds, each (T,)."""
    slots = np.arange(time_ms.min() // FRONT_EVERY_MS - 6, time_ms.max() // FRONT_EVERY_MS + 2)
    drawn = normals(seed, 1, slots, 2)
    passes = (slots + 0.5 + 0.3 * np.clip(drawn[:, 1], -1.6, 1.6)) * FRONT_EVERY_MS
    strength = climate.front_strength * drawn[:, 0]
    since = (time_ms[:, None] - passes) / HOUR_MS
    width = np.where(strength < 0, 2.5, 9.0)
    arrived = 1 / (1 + np.exp(-np.clip(since / width, -40, 40)))
    shape = arrived * np.exp(-np.maximum(since, 0) / (24 * FRONT_FADES_DAYS))
    front = (shape * strength).sum(axis=1) * (1 - 0.3 * season)
    storm = (np.exp(-((since / 9.0) ** 2)) * np.minimum(np.abs(drawn[:, 0]), 2)).sum(axis=1)
    return front, storm


def _sun(climate: Climate, time_ms: Times) -> tuple[Array, Array]:
    """Altitude and azimuth from north [rad], each (T,)."""
    days = time_ms / DAY_MS
    declination = np.radians(-23.44) * np.cos(2 * np.pi * ((days % 365.2425) + 10) / 365.2425)
    hour_angle = 2 * np.pi * ((days % 1.0) + climate.longitude / 360 - 0.5)
    latitude = np.radians(climate.latitude)
    sine = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(
        hour_angle
    )
    altitude = np.arcsin(np.clip(sine, -1, 1))
    east = -np.cos(declination) * np.sin(hour_angle)
    north = np.cos(latitude) * np.sin(declination) - np.sin(latitude) * np.cos(declination) * np.cos(
        hour_angle
    )
    return altitude, np.arctan2(east, north)
