"""Trend exports: every cell a reading, nothing, or a complaint with its row."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tables import TableError, UnreadableCell, WholeTable, open_table, read_table
from ingest.tables.ranges import table_ranges
from model.site.brick_units import Range
from model.site.graph import Site
from model.site.site_file import load_site, parse_site

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WIDE = """\
site: s
timezone: America/Chicago
units: imperial
building:
  id: b
  equipment:
    ahu:
      kind: air_handler
      points:
        mixed_air_temperature: "MAT  "
        cooling_valve_command: CCV
        supply_fan_status: {source: Fan, words: {ein: 1}}
readings:
"""


def wide(readings: str = "layout: wide", file: str = WIDE) -> Site:
    return parse_site(file + "".join(f"  {line}\n" for line in readings.splitlines()), "s.yaml")


def read(tmp_path: Path, text: str, site: Site) -> WholeTable:
    path = tmp_path / "trend.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, site)


def rows(table: WholeTable) -> list[tuple[str, str, float]]:
    sources = list(table.readings.sources)
    found = table.readings.read(sources, -(2**62), 2**62)
    return [
        (
            datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%d %H:%M"),
            sources[column].split("/", 1)[1],
            round(value, 6),
        )
        for time_ms, column, value in zip(
            found.time_ms.tolist(), found.column.tolist(), found.value.tolist(), strict=True
        )
    ]


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


LONG = "layout: long\ntime: ts\npoint: name\nvalue: v\n"


def test_a_long_export_gives_the_readings_in_order_of_time(tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("written", "time_format"),
    [
        ("2024-01-10 06:00:00", None),
        ("2024-01-10T06:00", None),
        ("2024-01-10T12:00:00Z", None),
        ("2024-01-10T12:00:00.000+00:00", None),
        ("1/10/2024 6:00", "%m/%d/%Y %H:%M"),
        ("10.01.2024 06:00", "%d.%m.%Y %H:%M"),
        ("10-Jan-24 6:00:00 AM", "%d-%b-%y %I:%M:%S %p"),
        ("1704888000", "epoch_s"),
        ("1704888000000", "epoch_ms"),
    ],
)
def test_times_in_many_forms_are_the_same_moment(
    tmp_path: Path, written: str, time_format: str | None
) -> None:
    readings = "layout: wide" + (f'\ntime_format: "{time_format}"' if time_format else "")
    assert rows(read(tmp_path, f"Time,MAT\n{written},50\n", wide(readings))) == [
        ("10 12:00", "ahu/MAT", 10.0)
    ]


def test_times_in_an_unknown_form_ask_for_the_format(tmp_path: Path) -> None:
    with pytest.raises(
        TableError, match=r"trend.csv, row 2: '1/10/2024 6:00' is no time of ISO 8601; say how"
    ):
        read(tmp_path, "Time,MAT\n1/10/2024 6:00,50\n", wide())


def test_the_hour_that_comes_twice_is_told_apart_by_the_order_of_rows(tmp_path: Path) -> None:
    times = ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00"]
    text = "Time,MAT\n" + "".join(f"2024-11-03 {time},50\n" for time in times)
    assert [time for time, *_ in rows(read(tmp_path, text, wide()))] == [
        "03 05:30",
        "03 06:00",
        "03 06:30",
        "03 07:00",
        "03 07:30",
        "03 08:00",
    ]


def test_the_hour_that_never_was_is_taken_an_hour_later_and_counted(tmp_path: Path) -> None:
    text = "Time,MAT\n2024-03-10 01:30,50\n2024-03-10 02:30,50\n2024-03-10 03:45,50\n"
    table = read(tmp_path, text, wide())
    assert [time for time, *_ in rows(table)] == ["10 07:30", "10 08:30", "10 08:45"]
    assert table.report.skipped_times == 1


def test_an_export_in_another_timezone_says_so(tmp_path: Path) -> None:
    table = read(tmp_path, "Time,MAT\n2024-07-10 06:00,50\n", wide("layout: wide\ntimezone: Etc/GMT+6"))
    assert rows(table) == [("10 12:00", "ahu/MAT", 10.0)]


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("MAT,CCV\n1,2\n", "which column is the time"),
        ("Time,MAT,MAT \n", "column 'MAT' stands twice"),
        ("Time,A,B\n2024-01-10 06:00,1,2\n", "none of its points is in the site. It has"),
    ],
)
def test_a_file_that_is_no_export_of_the_site_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read(tmp_path, text, wide())


def test_a_column_that_the_site_file_names_and_the_export_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no column 'names' \(readings: point\); did you mean name"):
        read(tmp_path, "ts,name,v\n2024-01-10,MAT,1\n", wide(LONG.replace("name", "names")))


@pytest.mark.parametrize(
    "content",
    ["Time,MAT\n2024-01-10 06:00,50\n".encode("utf-16"), b"\x93PK\x81\x8d\xff\n", b"\x00\x01,\x02\n"],
    ids=["utf-16", "no text", "zeros"],
)
def test_a_file_that_is_no_text_is_an_error_that_says_how_to_save_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trend.csv").write_bytes(content)
    with pytest.raises(TableError, match=r"trend\.csv: is no CSV in UTF-8; save it as CSV UTF-8"):
        read_table(tmp_path / "trend.csv", wide())


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_delimiter_than_declared_is_asked_about(tmp_path: Path, mark: str) -> None:
    text = "Time,MAT,CCV\n2024-01-10 06:00,50,20\n".replace(",", mark)
    with pytest.raises(TableError, match="is the delimiter another"):
        read(tmp_path, text, wide())
    with pytest.raises(TableError, match="is the delimiter another"):
        read(tmp_path, text, wide("time: Time"))


def test_a_missing_file_and_a_cut_gzip_are_errors(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_table(tmp_path / "nowhere.csv", wide())
    whole = gzip.compress(b"Time,MAT\n" + b"2024-01-10 06:00,50\n" * 100_000)
    (tmp_path / "cut.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableError, match="cannot be read further"):
        read_table(tmp_path / "cut.csv.gz", wide())


def test_units_that_do_not_fit_what_was_read_are_doubted(tmp_path: Path) -> None:
    lines = "".join(f"2024-01-10 06:{minute:02d},{300 + minute},0.{minute}\n" for minute in range(10, 30))
    doubts = read(tmp_path, "Time,MAT,CCV\n" + lines, wide()).report.doubts
    assert "b/ahu/MAT: 100% of its readings cannot be true of mixed_air_temperature" in doubts[0]
    assert 'b/ahu/CCV: never more than 0.29 percent; does it run from 0 to 1 (unit: "1")?' in doubts[1]


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
