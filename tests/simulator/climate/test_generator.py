from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator.climate.air_masses import SPELL_SHARE, air_mass, spell
from simulator.climate.climate import UnknownClimateError, climates
from simulator.climate.generator import Generator, generated
from simulator.climate.weather import GriddedWeather, Sky
from simulator.noise import keys
from simulator.physics.moist_air import saturation_humidity
from tests.simulator.calendars.made import ms, steps

# Four days in every sixteen: enough of a year, and quick.
DAYS = np.concatenate([np.arange(first, first + 4) for first in range(20088, 20453, 16)])
HOURS = (DAYS[:, None] * 24 + np.arange(24)).ravel() * 3_600_000
COLUMNS = ("air", "dew_point", "humidity", "wind", "cloud", "facade")


def fresh(name: str, seed: int) -> GriddedWeather:
    return GriddedWeather(Generator(climates()[name], seed))


@cache
def year(name: str, seed: int = 1) -> Sky:
    return fresh(name, seed).at(HOURS)


def by_quarter(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Means of winter, spring, summer and autumn of the north."""
    days = (DAYS - 20088 + 31) % 365
    return np.array([values.reshape(-1, 24)[days // 91.3 == quarter].mean() for quarter in range(4)])


@settings(max_examples=25, deadline=None)
@given(
    start=st.integers(0, 3000),
    length=st.integers(1, 400),
    seconds=st.sampled_from([60, 77, 300, 900]),
    cut=st.floats(0, 1),
)
def test_the_weather_is_the_same_to_the_byte_however_time_is_cut(
    start: int, length: int, seconds: int, cut: float
):
    times = ms("2025-03-01") + start * 61_000 + np.arange(length, dtype=np.int64) * seconds * 1000
    whole = fresh("denver", 3).at(times)
    middle = round(cut * length)
    late, early = fresh("denver", 3).at(times[middle:]), fresh("denver", 3).at(times[:middle])
    for name in COLUMNS:
        joined = np.concatenate([getattr(early, name), getattr(late, name)])
        assert getattr(whole, name).tobytes() == joined.tobytes()


def test_a_day_can_be_asked_for_before_the_day_that_comes_first():
    times = steps(ms("2030-07-01"))
    forward, backward = fresh("london", 5), fresh("london", 5)
    forward.at(times - 30 * 86_400_000)
    assert forward.at(times).air.tobytes() == backward.at(times).air.tobytes()
    assert backward.at(times - 30 * 86_400_000).air.dtype == np.float32


def test_stretches_meet_without_a_step():
    times = steps(ms("2025-01-01"), 24 * 20)
    sky = fresh("chicago", 2).at(times)
    for name in ("air", "dew_point", "wind"):
        values = getattr(sky, name)
        jumps = np.abs(np.diff(values))
        at_the_seams = jumps[np.flatnonzero(times[1:] % (4 * 86_400_000) == 0)]
        assert at_the_seams.max() < 3 * np.quantile(jumps, 0.99)


def test_other_seeds_and_climates_have_other_weather():
    ours, others, elsewhere = year("chicago", 1).air, year("chicago", 2).air, year("denver", 1).air
    season = 24 * 20
    assert np.std(ours - others) > 3
    assert abs(np.corrcoef(ours[:season], others[:season])[0, 1]) < 0.8
    assert abs(np.corrcoef(ours[:season], elsewhere[:season])[0, 1]) < 0.8


@pytest.mark.parametrize(("name", "warmest"), [("chicago", 2), ("helsinki", 2), ("sydney", 0)])
def test_summer_is_where_the_hemisphere_has_it(name: str, warmest: int):
    assert by_quarter(year(name).air).argmax() == warmest


@pytest.mark.parametrize("name", climates())
def test_each_climate_keeps_to_its_means(name: str):
    place = climates()[name]
    years = [year(name, seed) for seed in range(1, 3)]
    assert np.mean([each.air for each in years]) == pytest.approx(np.mean(place.temperature), abs=1.4)
    assert np.mean([each.dew_point for each in years]) == pytest.approx(np.mean(place.dew_point), abs=1.5)
    assert np.mean([each.wind for each in years]) == pytest.approx(np.mean(place.wind), rel=0.15)
    swing = np.mean([np.ptp(each.air.reshape(-1, 24), axis=1) for each in years])
    assert swing == pytest.approx(np.mean(place.daily_range), rel=0.2)


@pytest.mark.parametrize("name", climates())
def test_the_weather_is_physically_possible(name: str):
    sky = year(name)
    assert (sky.dew_point < sky.air).all()
    assert (sky.humidity <= saturation_humidity(sky.air)).all()
    assert sky.wind.min() > 0
    assert sky.wind.max() < 40
    assert sky.cloud.min() >= 0
    assert sky.cloud.max() <= 1
    assert sky.facade.min() >= 0
    assert sky.facade.max() < 1300
    assert np.isfinite(sky.facade).all()


def test_clear_days_swing_more_than_covered_ones():
    days = year("chicago").air.reshape(-1, 24)
    cover = year("chicago").cloud.reshape(-1, 24).mean(axis=1)
    swing = np.ptp(days, axis=1)
    assert swing[cover < 0.3].mean() > swing[cover > 0.8].mean() + 2


def test_heat_waves_and_cold_snaps_are_as_many_as_asked_for():
    key = keys(11)
    hours = np.arange(40 * 365 * 24, dtype=np.int64).reshape(40, -1) * 3_600_000
    heat, cold = np.hstack([spell(key, each, (2.0, 1.0)) for each in hours])
    # Each counts in its half of the year alone, so that twice as many are drawn.
    begun = [np.count_nonzero((each[1:] > 0.5) & (each[:-1] <= 0.5)) / 40 for each in (heat, cold)]
    assert begun == pytest.approx([4.0, 2.0], rel=0.25)
    assert heat.mean() == pytest.approx(2.0 * SPELL_SHARE, rel=0.25)
    assert not (heat * cold).any()


def test_a_front_changes_the_air_and_brings_a_storm():
    times = steps(ms("2025-01-01"), 24 * 60, 3600)
    found = air_mass(keys(5), times)
    change = np.abs(found.warmth[24:] - found.warmth[:-24])
    stormy = found.storm[12:-12] > 0.5
    assert change[stormy].mean() > 1.5 * change[~stormy].mean()


def test_the_dew_point_is_steadier_over_the_day_than_the_air():
    air, dew = (values.reshape(-1, 24) for values in (year("tucson").air, year("tucson").dew_point))
    assert np.ptp(dew, axis=1).mean() < 0.6 * np.ptp(air, axis=1).mean()


def test_a_climate_that_there_is_not_is_named_with_those_there_are():
    with pytest.raises(UnknownClimateError, match=r"'atlantis'; known: chicago"):
        generated("atlantis", 1)
