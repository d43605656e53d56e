import gzip
from pathlib import Path

import numpy as np
import pvlib
import pytest

from simulator.climate.epw import EpwError, EpwWeather
from tests.simulator.calendars.made import ms, steps

HEADER = [
    "LOCATION,Köln,-,DEU,made up,0,50.9,7.0,1.0,50.0",
    "DESIGN CONDITIONS,0",
    "TYPICAL/EXTREME PERIODS,0",
    "GROUND TEMPERATURES,0",
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
    "COMMENTS 1,",
    "COMMENTS 2,",
    "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31",
]
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
UTC_PLUS_ONE = -3_600_000


def lines() -> list[str]:
    """A year whose temperature is the day of the month, and a tenth of the hour."""
    rows = []
    for month, days in enumerate(MONTHS, start=1):
        for day in range(1, days + 1):
            for hour in range(1, 25):
                sun = 400 if 9 <= hour <= 16 else 0
                values = [2001, month, day, hour, 0, "?9", day + hour / 10, 1.0, 50, 101325, 0, 0, 300]
                values += [
                    0,
                    sun,
                    sun // 4,
                    0,
                    0,
                    0,
                    0,
                    180,
                    3.5,
                    5,
                    4,
                    20,
                    2000,
                    9,
                    9,
                    10,
                    0.1,
                    0,
                    88,
                    0.2,
                    0,
                    0,
                ]
                rows.append(",".join(map(str, values)))
    return HEADER + rows


LINES = lines()


def written(folder: Path, rows: list[str], name: str = "made.epw") -> Path:
    path = folder / name
    text = "\n".join(rows).encode("latin-1")
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> EpwWeather:
    return EpwWeather(written(tmp_path_factory.mktemp("epw"), LINES))


def air(weather: EpwWeather, text: str) -> float:
    return float(weather.at(np.array([ms(text) + UTC_PLUS_ONE])).air[0])


def test_an_hour_ends_with_its_temperature(made: EpwWeather):
    assert air(made, "2025-03-05T07:00") == pytest.approx(5.7, abs=1e-4)


def test_between_hours_the_temperature_goes_straight(made: EpwWeather):
    assert air(made, "2025-03-05T07:35") == pytest.approx(5.7 + 0.1 * 35 / 60, abs=1e-3)


def test_the_year_of_the_file_comes_every_year(made: EpwWeather):
    assert air(made, "2031-11-20T10:00") == air(made, "1999-11-20T10:00") == pytest.approx(21.0, abs=1e-4)


def test_the_last_day_of_february_comes_twice_in_a_leap_year(made: EpwWeather):
    assert air(made, "2028-02-29T12:00") == pytest.approx(air(made, "2028-02-28T12:00"))
    assert air(made, "2028-03-01T12:00") == pytest.approx(2.2, abs=1e-4)


def test_the_year_turns_without_a_gap(made: EpwWeather):
    sky = made.at(steps(ms("2025-12-31T18:00"), 12))
    assert np.abs(np.diff(sky.air)).max() < 2.7
    assert np.isfinite(sky.facade).all()


def test_sun_shines_as_strongly_as_the_file_says(made: EpwWeather):
    noon = made.at(np.array([ms("2025-06-21T12:30") + UTC_PLUS_ONE]))
    place = pvlib.solarposition.spa_python(np.array(["2025-06-21T11:30"], dtype="datetime64[ns]"), 50.9, 7.0)
    height = np.sin(np.radians(place["elevation"].iloc[0]))
    assert noon.facade[0, 4] == pytest.approx(400 * height + 100, rel=0.01)


def test_nothing_shines_from_under_the_horizon(made: EpwWeather):
    assert made.at(steps(ms("2025-12-21T17:00"), 12)).facade.max() == 0


def test_cutting_time_changes_no_byte(made: EpwWeather, tmp_path: Path):
    other = EpwWeather(written(tmp_path, LINES))
    times = steps(ms("2025-05-05"), 24, 77)
    whole = made.at(times)
    halves = [other.at(times[500:]), other.at(times[:500])][::-1]
    assert whole.air.tobytes() == b"".join(half.air.tobytes() for half in halves)
    assert whole.facade.tobytes() == b"".join(half.facade.tobytes() for half in halves)


def test_a_packed_file_reads_like_a_plain_one(made: EpwWeather, tmp_path: Path):
    packed = EpwWeather(written(tmp_path, LINES, "made.epw.gz"))
    times = steps(ms("2025-05-05"))
    assert packed.at(times).air.tobytes() == made.at(times).air.tobytes()


def gap(row: str) -> str:
    values = row.split(",")
    return ",".join([*values[:6], "99.9", *values[7:]])


def test_a_leap_day_in_the_file_is_left_out(made: EpwWeather, tmp_path: Path):
    march = LINES.index(next(row for row in LINES if row.startswith("2001,3,1,1,")))
    leap = [row.replace("2001,2,28,", "2001,2,29,") for row in LINES[march - 24 : march]]
    leapt = EpwWeather(written(tmp_path, LINES[:march] + leap + LINES[march:]))
    assert air(leapt, "2025-03-01T12:00") == air(made, "2025-03-01T12:00")


def changed(number: int, text: str) -> list[str]:
    return [*LINES[: number - 1], text, *LINES[number:]]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["hello"], r"made\.epw:1: must begin with LOCATION"),
        (changed(1, "LOCATION,Here,-,-,-,0,fifty,7.0,1.0,50"), r"made\.epw:1: latitude 'fifty' is no number"),
        (changed(1, "LOCATION,Here"), r"made\.epw:1: LOCATION has 2 of 10 values"),
        (LINES[:5000], r"made\.epw:5000: ends after 4992 of 8760 hours"),
        (changed(100, "2001,1,4,20,0,?,1.0"), r"made\.epw:100: has 7 values, and not 35"),
        (
            [gap(row) if 20 <= number < 40 else row for number, row in enumerate(LINES)],
            r"made\.epw:27: temp_air is missing",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, rows: list[str], says: str):
    with pytest.raises(EpwError, match=says):
        EpwWeather(written(tmp_path, rows))


def test_a_short_gap_is_bridged(made: EpwWeather, tmp_path: Path):
    holed = [gap(row) if number in {30, 31} else row for number, row in enumerate(LINES)]
    bridged = EpwWeather(written(tmp_path, holed))
    assert air(bridged, "2025-01-01T23:00") == pytest.approx(air(made, "2025-01-01T23:00"), abs=0.7)


def test_a_torn_packed_file_is_told(tmp_path: Path):
    path = written(tmp_path, LINES, "made.epw.gz")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(EpwError, match="is no whole gzip file"):
        EpwWeather(path)


@pytest.fixture(scope="module")
def real_files(data_folder: Path) -> list[Path]:
    found = sorted((data_folder / "weather").glob("*.epw*"))
    if not found:
        pytest.skip(f"no weather files in {data_folder / 'weather'}")
    return found


def test_real_files_keep_their_means_and_their_sun(real_files: list[Path]):
    for path in real_files:
        weather = EpwWeather(path)
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        values = np.array(
            [row.split(",")[6:15] for row in text.decode("latin-1").splitlines()[8:]], dtype=float
        )
        begin = ms("2025-01-01") - weather.offset_ms
        sky = weather.at(steps(begin, 8760, 1800))
        assert sky.air.mean() == pytest.approx(values[:, 0].mean(), abs=0.05)
        assert sky.facade[:, 4].mean() == pytest.approx(values[:, 7].mean(), rel=0.03)
