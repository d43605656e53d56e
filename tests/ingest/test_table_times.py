"""Times of an export, as they are written and what is done with them."""

from pathlib import Path

import pytest

from ingest.tables import TableError
from tests.ingest.exports import read, rows, wide


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
