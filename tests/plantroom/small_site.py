"""A small site as its owner would write it, and trend exports of it."""

from pathlib import Path

SITE_YAML = """\
site: mill
name: Mill
timezone: Europe/Berlin
units: SI
managers:
  - {id: jonas, name: Jonas Berg, buildings: [mill]}
building:
  id: mill
  name: Mill
  equipment:
    AHU-1:
      kind: air_handler
      name: AHU-1
      points:
        supply_fan_status: fan
        outdoor_air_temperature: outside
        return_air_temperature: return
        mixed_air_temperature: mixed
        outdoor_air_damper_command: damper
"""

BRICK = """\
@prefix brick: <https://brickschema.org/schema/Brick#> .
@prefix mill: <urn:mill#> .
mill:mill a brick:Building .
mill:AHU-1 a brick:Air_Handler_Unit ; brick:hasPoint mill:outside, mill:return, mill:mixed .
mill:outside a brick:Outside_Air_Temperature_Sensor .
mill:return a brick:Return_Air_Temperature_Sensor .
mill:mixed a brick:Mixed_Air_Temperature_Sensor .
"""

POINTS = ("fan", "outside", "return", "mixed", "damper")
ROWS = 36


def row(minute_of_day: int) -> tuple[str, ...]:
    """Time, then a value a point."""
    at = f"2026-01-12T{minute_of_day // 60:02}:{minute_of_day % 60:02}:00Z"
    return at, "1", "2.0", "22.0", "18.0", "0.2"


def rows() -> list[tuple[str, ...]]:
    """Three hours at five minutes."""
    return [row(5 * step) for step in range(ROWS)]


def write_site(folder: Path) -> Path:
    """The site file."""
    file = folder / "mill.yaml"
    file.write_text(SITE_YAML)
    return file


def write_wide(folder: Path, table: list[tuple[str, ...]] | None = None) -> Path:
    """A column a point."""
    file = folder / "wide.csv"
    lines = [("time", *POINTS), *(table or rows())]
    file.write_text("".join(",".join(line) + "\n" for line in lines))
    return file


def write_long(folder: Path) -> Path:
    """A row a reading."""
    file = folder / "long.csv"
    lines = [
        (line[0], point, value) for line in rows() for point, value in zip(POINTS, line[1:], strict=True)
    ]
    file.write_text("".join(",".join(line) + "\n" for line in [("time", "point", "value"), *lines]))
    return file
