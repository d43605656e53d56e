import re
from dataclasses import replace

import pytest

from model.site.brick.brick import import_brick
from model.site.brick.overrides import load_overrides
from model.site.graph import Building
from simulator.buildings.brick import brick_models
from simulator.buildings.demo import demo_plans
from simulator.buildings.describe import describe_sites
from simulator.buildings.points import STYLES
from simulator.buildings.site_yaml import overrides_yaml
from tests.simulator.buildings.portfolio import Drawn, drawn

# One of each mix of systems and of each naming style is enough: reading Turtle takes its time.
_PLANS = [
    replace(plan, style=style, climate="chicago", timezone="America/Chicago", country="us")
    for plan, style in zip(drawn().plans[:10], STYLES * 2, strict=True)
]
_DRAWN = Drawn.of([*_PLANS, *demo_plans(count=1)])
(_SITE,) = describe_sites(_DRAWN.plans, _DRAWN.devices, _DRAWN.fleet)
_MODELS = dict(brick_models(_SITE, _DRAWN.devices))


@pytest.fixture(scope="module", params=_SITE.buildings, ids=lambda building: building.id)
def both(request, tmp_path_factory) -> tuple[Building, Building]:
    """A building as it was described, and as it was read back."""
    path = tmp_path_factory.mktemp("brick") / f"{request.param.id}.ttl"
    path.write_text(_MODELS[request.param.id], encoding="utf-8")
    (read,) = import_brick(path, timezone=_SITE.timezone).site.buildings
    return request.param, read


def test_the_same_equipment_is_read_back(both) -> None:
    described, read = both
    assert {(e.id, e.kind, e.name) for e in described.equipment} == {
        (e.id, e.kind, e.name) for e in read.equipment
    }
    assert (read.id, read.name) == (described.id, described.name)
    assert read.area_m2 == pytest.approx(described.area_m2, abs=0.1)


def test_the_same_points_in_the_same_units_are_read_back(both) -> None:
    described, read = both
    of = {item.id: item for item in read.equipment}
    for item in described.equipment:
        with_role = {point.source: point for point in item.points if point.role is not None}
        assert {point.source: point for point in of[item.id].points} == with_role


def test_points_without_a_role_are_read_as_unused(both) -> None:
    described, read = both
    bare = {(p.source, p.brick_class) for e in described.equipment for p in e.points if p.role is None}
    assert {(point.source, point.brick_class) for point in read.unused} == bare


def test_the_same_feeds_are_read_back(both) -> None:
    described, read = both
    feeds = {item.id: set(item.fed_by) for item in read.equipment}
    assert {item.id: set(item.fed_by) for item in described.equipment} == feeds


def test_with_the_file_beside_it_the_whole_building_is_read_back(tmp_path) -> None:
    described = _SITE.buildings[-1]
    (tmp_path / "b.ttl").write_text(_MODELS[described.id], encoding="utf-8")
    (tmp_path / "b.yaml").write_text(overrides_yaml(_SITE, described), encoding="utf-8")
    beside = load_overrides(tmp_path / "b.yaml")
    site = import_brick(tmp_path / "b.ttl", timezone=_SITE.timezone, overrides=beside).site
    (read,) = site.buildings
    assert (read.people, read.area_m2, read.schedule) == (
        described.people,
        described.area_m2,
        described.schedule,
    )
    assert {e.id: (dict(e.design), e.location) for e in read.equipment} == {
        e.id: (dict(e.design), e.location) for e in described.equipment
    }
    assert {m.id for m in site.managers} == {"portfolio", described.id}


def test_a_boxs_zone_and_floor_are_read_back() -> None:
    assert '"Level 1"' in _MODELS["north-tower"]


def test_every_equipment_has_a_brick_class_of_its_own_even_where_the_model_does_not_judge_it() -> None:
    everything = "\n".join(_MODELS.values())
    for name in ("Fan_Coil_Unit", "Building_Gas_Meter", "Lighting_System", "Rooftop_Unit"):
        assert f"a brick:{name} " in everything


def test_classes_that_brick_lacks_are_declared_in_the_model_that_uses_them() -> None:
    for model in _MODELS.values():
        declared = set(re.findall(r"^own:(\w+) a owl:Class", model, re.MULTILINE))
        assert set(re.findall(r" a own:(\w+)", model)) == declared
        assert not declared & set(re.findall(r" a brick:(\w+)", model))


def test_meters_say_what_they_count() -> None:
    model = _MODELS["north-tower"]
    site = next(building for building in _SITE.buildings if building.id == "north-tower")
    meters = [item for item in site.equipment if item.kind.endswith("_meter") and not item.fed_by]
    assert model.count("brick:meters <https://example.org/buildings#north-tower>") == len(meters)
