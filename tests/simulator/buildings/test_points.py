import re

import pytest

from model.site.roles import ROLES, role_of
from model.site.yaml_lines import SiteError
from simulator.buildings.points import POINTS, STYLES, level_of, read_points
from simulator.faults.sensors import READS

_EVERY = [(make, point) for make, points in POINTS.items() for point in points]
_IDS = [f"{make}/{point.id}" for make, point in _EVERY]
_GOOD = """
vav_box:
  zone_air_temperature: {path: readings.zone_air, quantity: temperature, sensor: room_temperature,
    brick: Any, names: {short: a, long: b, camel: c, german: d}}
"""


@pytest.mark.parametrize(("make", "point"), _EVERY, ids=_IDS)
def test_a_points_brick_class_means_its_role_and_no_other(make, point) -> None:
    meant = role_of(point.brick_class, make)
    assert (meant.id if meant else None) == point.role


@pytest.mark.parametrize(("make", "point"), _EVERY, ids=_IDS)
def test_every_style_has_a_name_that_can_stand_in_a_topic(make, point) -> None:
    assert set(point.names) == set(STYLES)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in point.names.values())


def test_what_a_control_reads_is_published_as_the_control_reads_it() -> None:
    """A truth published beside its reading would give a lying sensor away."""
    truths = {".".join(truth) for truth in READS.values()}
    assert not truths & {path for _, point in _EVERY for path in point.paths}


def test_most_of_the_models_roles_on_air_handlers_and_boxes_are_there() -> None:
    for kind in ("air_handler", "vav_box"):
        there = {point.role for point in POINTS[kind]} - {None}
        assert len(there) >= 0.5 * sum(kind in role.kinds for role in ROLES.values())


def test_a_field_knows_the_level_of_its_array() -> None:
    assert [level_of(path) for path in ("readings.zone_air", "boxes.flow", "meters.gas")] == [
        "zone",
        "box",
        "building",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("readings.zone_air", "readings.zone", "is no group.field of the state"),
        ("quantity: temperature", "quantity: pressure", "is a temperature to the model, not a pressure"),
        ("room_temperature", "roof_temperature", "is no class of sensors"),
        ("sensor:", "beside: zones.co2, sensor:", "needs beside and formula together"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(right: str, wrong: str, said: str) -> None:
    with pytest.raises(SiteError, match=rf"points.yaml, line 3: .*{said}"):
        read_points(_GOOD.replace(right, wrong), "points.yaml")


def test_two_points_of_a_device_cannot_have_one_name() -> None:
    twice = _GOOD + "\n".join(_GOOD.splitlines()[2:]).replace("zone_air_temperature:", "other:", 1)
    with pytest.raises(SiteError, match="two points have the same name"):
        read_points(twice, "points.yaml")


def test_the_good_file_is_read() -> None:
    (point,) = read_points(_GOOD, "points.yaml")["vav_box"]
    assert (point.role, point.level, point.names["numbered"]) == ("zone_air_temperature", "zone", "AI-01")
