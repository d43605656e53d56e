"""Trend exports: every cell a reading, nothing, or a complaint with its row."""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tables import TableError, UnreadableCell, open_table, read_table
from ingest.tables.ranges import table_ranges
from model.site.brick.units import Range
from model.site.site_file import load_site, parse_site
from tests.ingest.exports import LONG, read, rows, wide

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_a_wide_export_gives_readings_in_si_at_utc(tmp_path: Path) -> None:
    table = read(tmp_path, "Time, MAT ,CCV,Fan\n2024-01-10 06:00,50,20,1\n2024-01-10 06:01,,40,0\n", wide())
    assert rows(table) == [
        ("10 12:00", "ahu/MAT", 10.0),
        ("10 12:00", "ahu/CCV", 0.2),
        ("10 12:00", "ahu/Fan", 1.0),
        ("10 12:01", "ahu/CCV", 0.4),
        ("10 12:01", "ahu/Fan", 0.0),
    ]
    assert (table.report.rows, table.report.readings, table.report.unreadable_cells) == (2, 5, 0)


def test_cells_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = "Time,MAT,CCV,Fan\n" + "".join(
        f"2024-01-10 06:0{minute},{cells}\n"
        for minute, cells in enumerate(["50,20,1", "#VALUE!,inf,1", "5O,20,perhaps", "50,-,0", "nan,1e1,1"])
    )
    table = read(tmp_path, text, wide())
    assert [name for _, name, _ in rows(table)].count("ahu/MAT") == 2
    assert table.report.unreadable_cells == 3
    assert set(table.report.first_unreadable) == {
        UnreadableCell(3, "CCV", "inf"),
        UnreadableCell(4, "MAT", "5O"),
        UnreadableCell(4, "Fan", "perhaps"),
    }


def test_of_many_unreadable_cells_the_first_ten_are_kept(tmp_path: Path) -> None:
    lines = "".join(f"2024-01-10 06:{minute:02d},x,1,1\n" for minute in range(30))
    report = read(tmp_path, "Time,MAT,CCV,Fan\n" + lines, wide()).report
    assert report.unreadable_cells == 30
    assert [cell.row for cell in report.first_unreadable] == list(range(2, 12))


def test_broken_rows_and_unreadable_times_are_named_by_their_row_in_the_file(tmp_path: Path) -> None:
    text = "Time,MAT,CCV,Fan\n2024-01-10 06:00,50,20,1\n1,2\n\n2024-01-10 06:02,?,20,1\nlater,50,20,1\n"
    report = read(tmp_path, text, wide()).report
    assert report.broken_rows == (3,)
    assert report.unreadable_times == 1
    assert set(report.first_unreadable) == {UnreadableCell(5, "MAT", "?"), UnreadableCell(6, "Time", "later")}
    assert report.rows == 2


def test_words_are_the_numbers_that_the_site_gives_them(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Time,Fan\n2024-01-10 06:00,On\n2024-01-10 06:01,off\n2024-01-10 06:02,EIN\n2024-01-10 06:03,0\n",
        wide(),
    )
    assert [value for *_, value in rows(table)] == [1.0, 0.0, 1.0, 0.0]
    assert table.report.unreadable_cells == 0


def test_columns_and_points_without_each_other_are_reported(tmp_path: Path) -> None:
    report = read(tmp_path, "Time,MAT,Other\n2024-01-10 06:00,50,1\n", wide()).report
    assert report.undescribed == ("Other",)
    assert report.without_readings == ("b/ahu/CCV", "b/ahu/Fan")


def test_a_long_export_gives_each_reading_at_its_time(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "ts,name,v\n2024-01-10T06:05:00Z,MAT,50\n2024-01-10T06:00:00Z,ahu/CCV,20\n"
        "2024-01-10T06:01:00+01:00,b/ahu/Fan,on\n2024-01-10T06:06:00Z,Unknown,3\n2024-01-10T06:07:00Z,MAT,x\n",
        wide(LONG),
    )
    assert rows(table) == [
        ("10 05:01", "ahu/Fan", 1.0),
        ("10 06:00", "ahu/CCV", 0.2),
        ("10 06:05", "ahu/MAT", 10.0),
    ]
    assert table.report.undescribed == ("Unknown",)
    assert table.report.first_unreadable == (UnreadableCell(6, "v", "x"),)


TWO = """\
site: s
timezone: UTC
units: SI
buildings:
  a: {equipment: {u: {kind: air_handler, points: {mixed_air_temperature: MAT}}}}
  b: {equipment: {u: {kind: air_handler, points: {mixed_air_temperature: MAT}}}}
readings:
"""


def test_a_long_export_of_several_buildings_has_a_column_for_it(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "time,house,device,point,value\n2024-01-10T06:00Z,a,u,MAT,1\n2024-01-10T06:00Z,b,u,MAT,2\n"
        "2024-01-10T06:00Z,c,u,MAT,3\n2024-01-10T06:00Z,a,x,MAT,4\n",
        wide("building: house\ndevice: device\nlayout: long", TWO),
    )
    assert rows(table) == [("10 06:00", "u/MAT", 1.0), ("10 06:00", "u/MAT", 2.0)]
    found = table.readings.read(["b/u/MAT"], -(2**62), 2**62)
    assert found.value.tolist() == [2.0]
    assert table.report.undescribed == ("c/u/MAT", "a/x/MAT")


def test_a_name_of_two_buildings_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "trend.csv"
    path.write_text("time,MAT\n2024-01-10T06:00Z,1\n", encoding="utf-8")
    with pytest.raises(TableError, match="'MAT' may be of building a or b"):
        read_table(path, wide("layout: wide", TWO))
    assert read_table(path, wide("layout: wide", TWO), building="b").readings.sources == ("b/u/MAT",)
    with pytest.raises(TableError, match="no building 'c' in site 's'; there are: a, b"):
        read_table(path, wide("layout: wide", TWO), building="c")


def test_one_column_may_be_of_two_equipment_of_a_building(tmp_path: Path) -> None:
    site = parse_site(
        "site: s\ntimezone: UTC\nunits: SI\nbuilding:\n  equipment:\n"
        "    a: {kind: air_handler, points: {outdoor_air_temperature: OAT}}\n"
        "    b: {kind: air_handler, points: {outdoor_air_temperature: OAT}}\n",
        "s.yaml",
    )
    assert rows(read(tmp_path, "time,OAT\n2024-01-10T06:00Z,1\n", site)) == [
        ("10 06:00", "a/OAT", 1.0),
        ("10 06:00", "b/OAT", 1.0),
    ]


def test_an_export_as_european_spreadsheets_write_it(tmp_path: Path) -> None:
    path = tmp_path / "trend.csv"
    path.write_bytes("Zeit;MAT;CCV;Außen °C\n10.01.2024 06:00;50,5;20;3\n".encode("cp1252"))
    site = wide('time: Zeit\ntime_format: "%d.%m.%Y %H:%M"\ndelimiter: ";"\ndecimal: ","')
    table = read_table(path, site)
    assert rows(table) == [("10 12:00", "ahu/MAT", 10.277778), ("10 12:00", "ahu/CCV", 0.2)]
    assert table.report.undescribed == ("Außen °C",)


def test_gzip_and_parquet_give_the_same_as_csv(tmp_path: Path) -> None:
    text = "Time,MAT,CCV,Fan\n2024-01-10 06:00,50,20,on\n2024-01-10 06:01,51,,off\n"
    plain = read(tmp_path, text, wide())
    with gzip.open(tmp_path / "trend.csv.gz", "wt", encoding="utf-8") as file:
        file.write(text)
    frame = pd.read_csv(tmp_path / "trend.csv", parse_dates=["Time"])
    frame.to_parquet(tmp_path / "local.parquet")
    frame.assign(Time=frame["Time"].dt.tz_localize("America/Chicago")).to_parquet(tmp_path / "zoned.parquet")
    for name in ("trend.csv.gz", "local.parquet", "zoned.parquet"):
        assert rows(read_table(tmp_path / name, wide())) == rows(plain), name


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_every_number_of_a_column_comes_through_in_its_place(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[float | None]
) -> None:
    folder = tmp_path_factory.mktemp("numbers")
    text = "Time,MAT\n" + "".join(
        f"{60 * index},{'' if number is None else repr(number)}\n" for index, number in enumerate(numbers)
    )
    path = folder / "trend.csv"
    path.write_text(text, encoding="utf-8")
    table = open_table(path, wide("time_format: epoch_s"))
    batches = list(table.raw())
    found = dict(
        zip(
            np.concatenate([batch.time_ms for batch in batches]).tolist(),
            np.concatenate([batch.value for batch in batches]).tolist(),
            strict=True,
        )
    )
    assert found == {60_000 * index: number for index, number in enumerate(numbers) if number is not None}


def test_ranges_are_told_before_any_site_is_known(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("Time,A,B\n2024-01-10,1,x\n2024-01-11,5,\n", encoding="utf-8")
    (tmp_path / "long.csv").write_text("time,point,value\n2024-01-10,A,1\n2024-01-11,A,5\n", encoding="utf-8")
    assert table_ranges(tmp_path / "wide.csv") == {"A": Range(1, 3, 5)}
    assert table_ranges(tmp_path / "long.csv") == {"A": Range(1, 3, 5)}


@pytest.mark.parametrize(
    ("example", "file", "readings"),
    [
        ("ahu-trend", "ahu-trend/ahu.csv.gz", 543_081),
        ("lbnl-szcav", "lbnl-ahu/SZCAV.csv.gz", 302_310),
        ("lbnl-szvav", "lbnl-ahu/SZVAV.csv.gz", 220_565),
    ],
)
def test_the_examples_read_the_real_exports_without_a_complaint(
    data_folder: Path, example: str, file: str, readings: int
) -> None:
    report = read_table(data_folder / file, load_site(EXAMPLES / f"{example}.yaml")).report
    assert report.readings == readings
    assert (report.unreadable_cells, report.unreadable_times, report.without_readings) == (0, 0, ())
    assert (report.skipped_times, report.doubts) == (0, ())
