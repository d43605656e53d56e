"""Units: names of all kinds, and the step to SI."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.site.roles import QUANTITIES, ROLES
from model.site.units import UnitError, accepted, conversion, role_conversion


@pytest.mark.parametrize(
    ("quantity", "unit", "raw", "expected"),
    [
        ("temperature", "°F", 72.0, 22.2222222222),
        ("temperature", "unit:DEG_F", 32.0, 0.0),
        ("temperature", "http://qudt.org/vocab/unit/DEG_C", 21.0, 21.0),
        ("temperature", "[degF]", -40.0, -40.0),
        ("temperature", "degrees-fahrenheit", 212.0, 100.0),
        ("temperature", "Degrees Fahrenheit", 212.0, 100.0),
        ("temperature", "K", 273.15, 0.0),
        ("temperature_difference", "°F", 9.0, 5.0),
        ("fraction", "%", 20.0, 0.2),
        ("fraction", "1", 0.2, 0.2),
        ("pressure", "in.w.c.", 1.0, 249.08891),
        ("pressure", "inwc", 1.0, 249.08891),
        ("pressure", "[in_i'H2O]", 2.0, 498.17782),
        ("pressure", "psi", 1.0, 6894.75729),
        ("air_flow", "cfm", 1000.0, 0.4719474),
        ("air_flow", "cubic-feet-per-minute", 1000.0, 0.4719474),
        ("air_flow", "l/s", 472.0, 0.472),
        ("water_flow", "gpm", 100.0, 0.00630902),
        ("power", "kW", 1.5, 1500.0),
        ("energy", "kilowatt-hours", 1.0, 3.6e6),
        ("concentration", "ppm", 800.0, 800.0),
        ("humidity", "%RH", 45.0, 0.45),
        ("volume", "kgal", 1.0, 3.785412),
        ("energy", "MMBtu", 1.0, 1.05505585e9),
    ],
)
def test_a_unit_by_any_of_its_names_gives_si(quantity: str, unit: str, raw: float, expected: float) -> None:
    step = conversion(unit, QUANTITIES[quantity])
    assert raw * step.scale + step.offset == pytest.approx(expected, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        ("temperature", "farenheit", "did you mean fahrenheit"),
        ("temperature", "psi", "does not measure temperature; for temperature use one of degC, degF, kelvin"),
        ("fraction", "ppm", "does not measure fraction"),
        ("switch", "%", "does not measure switch"),
    ],
)
def test_a_unit_that_cannot_be_says_what_would_be_accepted(quantity: str, unit: str, said: str) -> None:
    with pytest.raises(UnitError) as error:
        conversion(unit, QUANTITIES[quantity])
    assert repr(unit) in str(error.value)
    assert said in str(error.value)


def test_a_signal_of_ten_volts_is_a_share_of_its_full_scale() -> None:
    step = role_conversion(ROLES["cooling_valve_command"], None, "imperial", full_scale=10)
    assert 5 * step.scale + step.offset == pytest.approx(0.5)


def test_an_inverted_signal_is_what_is_left_of_the_whole() -> None:
    step = role_conversion(ROLES["cooling_valve_command"], "%", "imperial", invert=True)
    assert 20 * step.scale + step.offset == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("role", "unit", "raw", "expected"),
    [
        ("gas_energy", "m3", 1.0, 38.6e6),
        ("gas_energy", "therms", 1.0, 1.0551e8),
        ("gas_power", "cfh", 1000.0, 303_600.0),
        ("supply_fan_speed", "Hz", 30.0, 0.5),
    ],
)
def test_gas_by_volume_and_speed_in_hertz_are_understood(
    role: str, unit: str, raw: float, expected: float
) -> None:
    step = role_conversion(ROLES[role], unit, "imperial")
    assert raw * step.scale + step.offset == pytest.approx(expected, rel=1e-3)


def test_only_gas_counts_by_volume_and_only_a_speed_in_hertz() -> None:
    for role, unit in (("electric_energy", "m3"), ("cooling_valve_command", "Hz")):
        with pytest.raises(UnitError, match="does not measure"):
            role_conversion(ROLES[role], unit, "imperial")


def test_a_temperature_has_no_full_scale() -> None:
    with pytest.raises(UnitError, match="full_scale is for fractions and switches"):
        role_conversion(ROLES["mixed_air_temperature"], "°F", "imperial", full_scale=10)


@given(st.sampled_from(sorted(ROLES)), st.data(), st.floats(-1e6, 1e6))
def test_a_conversion_never_turns_the_order_of_readings_around(
    role: str, data: st.DataObject, raw: float
) -> None:
    quantity = ROLES[role].quantity
    step = conversion(data.draw(st.sampled_from(accepted(quantity))), quantity)
    assert (raw + 1) * step.scale + step.offset > raw * step.scale + step.offset
