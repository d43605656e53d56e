"""What the benches count, on lives with known figures."""

import math

import pytest

from bench.broken_buildings import cases_of, kinds_named
from bench.labelled import part_of
from bench.measuring.certainty import calibration, reliability
from bench.measuring.targets import markdown, measure
from simulator.faults import fault_kind


def test_certainty_that_is_so_as_often_as_it_says_has_no_error() -> None:
    said = [(0.75, True), (0.75, True), (0.75, True), (0.75, False)]
    found = calibration(said)
    assert (found.count, found.shown, found.real) == (4, 0.75, 0.75)
    assert found.error == pytest.approx(0.0)


def test_certainty_that_is_never_so_is_as_wrong_as_it_was_sure() -> None:
    assert calibration([(0.9, False), (0.5, False)]).error == pytest.approx(0.7)


def test_a_few_suggestions_show_an_error_by_chance_alone_and_many_hardly_any() -> None:
    said = [(0.55 + 0.1 * (n % 4), n % 3 > 0) for n in range(4_000)]
    few, many = calibration(said[:40]), calibration(said)
    assert few.chance > 0.08
    assert many.chance < 0.02


def test_full_certainty_stands_in_the_last_bin() -> None:
    [row] = reliability([(1.0, True)])
    assert (row["low"], row["high"], row["real"]) == (0.9, 1.0, 1.0)


def test_nothing_said_is_not_known_and_meets_no_target() -> None:
    unknown = measure("calibration", "≤ 0.05", calibration([]).error, lambda v: v <= 0.05)
    assert math.isnan(unknown.value)
    assert unknown.met is None
    assert "| ? |" in markdown([unknown])


def test_a_target_that_is_missed_is_said_so() -> None:
    assert "**no**" in markdown([measure("value", "≥ 75 %", 0.5, lambda v: v >= 0.75, unit="%")])


def test_a_fault_of_the_model_stands_for_the_kinds_that_it_mends() -> None:
    found = kinds_named("simultaneous_heating_and_cooling")
    assert "heating_valve_leaking" in found
    assert all("simultaneous_heating_and_cooling" in fault_kind(kind).mended_by for kind in found)


def test_a_kind_of_fault_stands_for_itself() -> None:
    assert kinds_named("boiler_failed") == ("boiler_failed",)


def test_a_broken_building_is_its_twin_but_for_the_fault() -> None:
    [case] = cases_of(["boiler_failed"], buildings=1, seed=2, size=0.7)
    assert case.plan.heat_source == "boiler"
    assert case.fault.building != case.home
    assert case.fault.onset_ms > case.start_ms


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ("cooling_coil_valve_leak", "cooling valve"),
        ("heating_valve_stuck", "heating valve"),
        ("outdoor_air_damper_leaking", "damper"),
        ("sensor_flat", None),
    ],
)
def test_a_label_and_a_claim_are_right_when_they_blame_one_part(claim: str, part: str | None) -> None:
    assert part_of(claim) == part
