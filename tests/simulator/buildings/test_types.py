import pytest

from model.site.yaml_lines import SiteError
from simulator.buildings.types import AGES, TYPES, read_types

_KIND = """
common: {u_value: [0.7, 1.1]}
ages: {1960: {u_value: 1.9}}
kinds:
  office:
    name: Office
    ranges: {people_density: [0.04, 0.08]}
    built: [1955, 2022]
    hours: {weekdays: {start: [6, 8], end: [17, 20]}}
    systems: {rooftops: 1}
    sizes: {air_handlers: [0, 0], boxes: [0, 0], fan_coils: [0, 0], rooftops: [3, 9]}
"""


def test_six_kinds_of_building_are_known() -> None:
    assert set(TYPES) == {"office", "school", "hospital_ward", "hotel", "shop", "laboratory"}


def test_every_kind_has_the_same_ranges() -> None:
    names = {frozenset(kind.ranges) for kind in TYPES.values()}
    assert len(names) == 1


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_rooms_are_warmer_when_cooled_than_when_heated_and_set_back_outside_of_hours(kind) -> None:
    ranges = kind.ranges
    assert ranges["heating_setback"][1] <= ranges["heating_setpoint"][0]
    assert ranges["heating_setpoint"][1] < ranges["cooling_setpoint"][0]
    assert ranges["cooling_setpoint"][1] <= ranges["cooling_setup"][0]


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_mix_of_systems_that_is_drawn_has_a_size(kind) -> None:
    for system, share in kind.systems.items():
        for part in ("air_handlers", "fan_coils", "rooftops"):
            if share and part in system:
                assert kind.sizes[part][0] >= 1


def test_old_walls_let_more_through_than_new_ones() -> None:
    factors = [AGES[year].get("u_value", 1.0) for year in AGES]
    assert factors == sorted(factors, reverse=True)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("[0.7, 1.1]", "[1.1, 0.7]", "line 2: common.u_value: must be one number or"),
        ("u_value: 1.9", "u_valve: 1.9", "line 3: ages.1960.u_valve: is no range"),
        ("rooftops: 1", "rooftop: 1", "line 10: kinds.office.systems.rooftop: is not known here"),
        ("    name: Office\n", "", "lacks name"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(right: str, wrong: str, said: str) -> None:
    with pytest.raises(SiteError, match=said.replace("[", r"\[")):
        read_types(_KIND.replace(right, wrong), "types.yaml")
