"""A Brick model written for a test, and what was understood of it."""

from pathlib import Path

from model.site.brick.brick import BrickImport, import_brick
from model.site.brick.overrides import Overrides, load_overrides
from model.site.brick.units import Range
from model.site.graph import Equipment, Point, Site

HEAD = """\
@prefix brick: <https://brickschema.org/schema/Brick#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix b: <http://example.org/tower#> .
"""


AHU = "b:ahu a brick:AHU .\n"


def brick(
    tmp_path: Path,
    turtle: str,
    *,
    units: str | None = "imperial",
    overrides: Overrides | None = None,
    ranges: dict[str, Range] | None = None,
) -> BrickImport:
    path = tmp_path / "tower.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return import_brick(path, timezone="America/Chicago", units=units, overrides=overrides, ranges=ranges)


def equipment(site: Site) -> dict[str, Equipment]:
    return {item.id: item for building in site.buildings for item in building.equipment}


def roles(item: Equipment) -> dict[str | None, str]:
    return {point.role: point.source for point in item.points}


def point(found: BrickImport, equipment_id: str, role: str) -> Point:
    return next(item for item in equipment(found.site)[equipment_id].points if item.role == role)


ONE_POINT = AHU + "b:ahu brick:hasPoint b:mat .\nb:mat a brick:Mixed_Air_Temperature_Sensor"


def said_beside(tmp_path: Path, text: str) -> Overrides:
    path = tmp_path / "beside.yaml"
    path.write_text(text, encoding="utf-8")
    return load_overrides(path)
