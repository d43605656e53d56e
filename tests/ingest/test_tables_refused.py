"""Files that are no export of the site, and what is said of them."""

import gzip
from pathlib import Path

import pytest

from ingest.tables import TableError, read_table
from tests.ingest.exports import LONG, read, wide


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
