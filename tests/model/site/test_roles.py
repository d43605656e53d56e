"""Roles: the table, its checks, and what Brick's classes mean."""

import pytest

from model.site.brick_classes import BRICK
from model.site.roles import KINDS, QUANTITIES, ROLES, read_roles, role_of
from model.site.units import accepted, pint_name, role_conversion
from model.site.yaml_lines import SiteError

HEAD = """\
quantities:
  temperature: {unit: degC, imperial: degF, metric: degC, bounds: [-60, 250]}
roles:
"""


@pytest.mark.parametrize(
    ("brick_class", "kind", "role"),
    [
        ("Supply_Air_Temperature_Sensor", "air_handler", "supply_air_temperature"),
        ("Supply_Air_Temperature_Sensor", "vav_box", "discharge_air_temperature"),
        ("Discharge_Air_Temperature_Sensor", "vav_box", "discharge_air_temperature"),
        ("Damper_Position_Command", "air_handler", "outdoor_air_damper_command"),
        ("Damper_Position_Command", "vav_box", "box_damper_command"),
        ("Effective_Discharge_Air_Temperature_Setpoint", "air_handler", "supply_air_temperature_setpoint"),
        (
            "Effective_Cooling_Zone_Air_Temperature_Setpoint",
            "vav_box",
            "zone_air_temperature_cooling_setpoint",
        ),
        ("Air_Temperature_Sensor", "vav_box", "zone_air_temperature"),
        ("Unoccupied_Mode_Status", "air_handler", "occupied"),
    ],
)
def test_a_class_has_its_role_by_the_equipment_that_it_is_on(brick_class: str, kind: str, role: str) -> None:
    found = role_of(brick_class, kind)
    assert found is not None
    assert found.id == role


@pytest.mark.parametrize(
    ("brick_class", "kind"),
    [
        ("Preheat_Supply_Air_Temperature_Sensor", "air_handler"),
        ("Warmest_Zone_Air_Temperature_Sensor", "vav_box"),
        ("Air_Temperature_Sensor", "air_handler"),
        ("Building_Air_Static_Pressure_Sensor", "air_handler"),
        ("Supply_Air_Temperature_Sensor", "meter"),
    ],
)
def test_a_class_that_only_resembles_one_has_no_role(brick_class: str, kind: str) -> None:
    assert role_of(brick_class, kind) is None


def test_a_class_of_the_file_means_what_its_superclass_means() -> None:
    found = role_of("My_Sensor", "air_handler", {"My_Sensor": "Mixed_Air_Temperature_Sensor"})
    assert found is not None
    assert found.id == "mixed_air_temperature"


def test_superclasses_in_a_circle_mean_nothing() -> None:
    assert role_of("A", "air_handler", {"A": "B", "B": "A"}) is None


def test_what_the_classes_file_names_has_a_role_somewhere() -> None:
    named = {*BRICK.means.values(), *(name for classes in BRICK.parts.values() for name in classes.values())}
    lost = {name for name in named if not any(role_of(name, kind) for kind in KINDS)}
    assert not lost


def test_every_kind_of_the_roles_has_brick_classes() -> None:
    assert set(BRICK.kinds.values()) == KINDS


def test_every_unit_of_the_roles_can_be_converted() -> None:
    for role in ROLES.values():
        for system in ("imperial", "SI"):
            assert role_conversion(role, None, system).scale > 0
    for quantity in QUANTITIES.values():
        assert pint_name(quantity.unit) in accepted(quantity)


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (
            "  a: {kinds: [x], quantity: temperature, range: [0, 1]}",
            "roles.yaml, line 4: roles.a: lacks brick",
        ),
        (
            "  a: {kinds: [x], quantity: temperature, range: [0, 900], brick: [A]}",
            "line 4: roles.a.range: exceeds the bounds of temperature",
        ),
        (
            "  a: {kinds: [x], quantity: temperature, range: [0, 900], bounds: [0, 800], brick: [A]}",
            "line 4: roles.a.range: exceeds the bounds of the role",
        ),
        ("  a: {kinds: [x], quantity: temprature, range: [0, 1], brick: [A]}", "did you mean temperature"),
        ("  a: {kinds: [x], quantity: temperature, range: [1, 0], brick: [A]}", "must be [lowest, highest]"),
        ("  a: {kinds: [x], quantity: temperature, range: [0, 1], brik: [A]}", "did you mean brick"),
        (
            "\n".join(
                f"  {name}: {{kinds: [x], quantity: temperature, range: [0, 1], brick: [A]}}" for name in "ab"
            ),
            "line 5: roles.b: A on x already means a",
        ),
        (
            "  a: {kinds: [x], quantity: temperature, range: [0, 1], brick: [A], only_on: {y: [B]}}",
            "roles.a.only_on.y: is none of the role's kinds: x",
        ),
    ],
)
def test_a_slip_in_the_roles_file_is_named_with_its_line_and_key(roles: str, said: str) -> None:
    with pytest.raises(SiteError) as error:
        read_roles(HEAD + roles, "roles.yaml")
    assert said in str(error.value)
