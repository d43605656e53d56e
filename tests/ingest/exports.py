"""Trend exports written for a test, and what was read of them."""

from datetime import UTC, datetime
from pathlib import Path

from ingest.tables import WholeTable, read_table
from model.site.graph import Site
from model.site.site_file import parse_site

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
        for time_ms, column, value in sorted(
            zip(found.time_ms.tolist(), found.column.tolist(), found.value.tolist(), strict=True),
            key=lambda reading: reading[0],
        )
    ]


LONG = "layout: long\ntime: ts\npoint: name\nvalue: v\n"
