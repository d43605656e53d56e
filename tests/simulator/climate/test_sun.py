from collections.abc import Sequence

import numpy as np
import pandas as pd
import pvlib
import pytest

from simulator.climate.sun import on_facades, sun_at
from tests.simulator.calendars.made import ms

PLACES = [(41.98, -87.92), (60.3, 25.0), (1.4, 104.0), (-33.9, 151.2)]
TIMES = ms("2025-01-01") + np.arange(0, 365 * 24, 7, dtype=np.int64) * 3_600_000


def pvlib_sun(place: Sequence[float]) -> pd.DataFrame:
    return pvlib.solarposition.spa_python(pd.to_datetime(TIMES, unit="ms", utc=True), *place)


@pytest.mark.parametrize("place", PLACES)
def test_the_sun_stands_within_a_twentieth_of_a_degree_of_where_pvlib_sees_it(place: tuple[float, float]):
    sun = sun_at(TIMES, *place)
    theirs = pvlib_sun(place)
    height, azimuth = np.radians(theirs["elevation"]), np.radians(theirs["azimuth"])
    cosine = (
        sun.up * np.sin(height)
        + sun.east * np.cos(height) * np.sin(azimuth)
        + sun.north * np.cos(height) * np.cos(azimuth)
    )
    assert np.degrees(np.arccos(np.minimum(cosine, 1))).max() < 0.05


@pytest.mark.parametrize("place", PLACES)
def test_the_sun_on_walls_is_what_hay_and_davies_make_of_it_in_pvlib(place: tuple[float, float]):
    sun = sun_at(TIMES, *place)
    theirs = pvlib_sun(place)
    high = sun.up > 0.05
    beam, diffuse = np.where(high, 600.0, 0.0), np.where(high, 120.0, 0.0)
    ours = on_facades(sun, beam, diffuse)
    ground = beam * np.maximum(sun.up, 0) + diffuse
    for column, azimuth in enumerate((0, 90, 180, 270)):
        wall = pvlib.irradiance.get_total_irradiance(
            90,
            azimuth,
            90 - theirs["elevation"],
            theirs["azimuth"],
            beam,
            ground,
            diffuse,
            dni_extra=sun.extraterrestrial,
            albedo=0.2,
            model="haydavies",
        )["poa_global"].to_numpy()
        assert np.abs(ours[high, column] - wall[high]).max() < 3.0
    assert np.allclose(ours[:, 4], ground)


def test_no_wall_gets_sun_at_night():
    night = sun_at(np.array([ms("2025-06-21T00:00", "America/Chicago")]), 41.98, -87.92)
    assert night.up[0] < 0
    assert on_facades(night, np.zeros(1), np.zeros(1)).max() == 0


@pytest.mark.parametrize(("latitude", "wall"), [(41.98, 2), (-33.9, 0)])
def test_the_wall_to_the_equator_is_the_sunny_one_at_noon(latitude: float, wall: int):
    sun = sun_at(np.array([ms("2025-03-20T12:00")]), latitude, 0.0)
    assert on_facades(sun, np.array([800.0]), np.array([100.0]))[0, :4].argmax() == wall
