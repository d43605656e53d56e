"""Quantities as people read them, in the units of their site."""

import numpy as np
import pytest

from model.cards.shown import display_unit, in_site_units, shown, told_quantity


@pytest.mark.parametrize(
    ("value", "quantity", "metric", "us"),
    [
        (21.5, "temperature", "21.5 °C", "71 °F"),
        (-0.04, "temperature_difference", "0.0 K", "\N{MINUS SIGN}0.1 °F"),
        (0.456, "fraction", "46 %", "46 %"),
        (311.0, "pressure", "311 Pa", "1.25 inH₂O"),
        (52_000.0, "water_pressure", "52 kPa", "7.5 psi"),
        (0.31, "air_flow", "1,116 m³/h", "657 cfm"),
        (8e-5, "water_flow", "0.29 m³/h", "1.3 gpm"),
        (0.03, "water_flow", "108.0 m³/h", "475.5 gpm"),
        (18_400.0, "power", "18.4 kW", "18.4 kW"),
        (120.0, "power", "0.12 kW", "0.12 kW"),
        (7.2e9, "energy", "2,000 kWh", "2,000 kWh"),
        (1_520.0, "concentration", "1,520 ppm", "1,520 ppm"),
        (1_234.0, "strokes", "1,234", "1,234"),
        (12.04, "strokes", "12", "12"),
        (2.83, "count", "2.8", "2.8"),
        (1.0, "switch", "running", "running"),
    ],
)
def test_a_value_is_written_in_the_units_of_its_site(
    value: float, quantity: str, metric: str, us: str
) -> None:
    assert shown(value, quantity, "metric") == metric
    assert shown(value, quantity, "us") == us


def test_water_and_air_share_units_in_the_model_and_none_before_people() -> None:
    assert display_unit("m**3/s", "us", "water_flow").symbol == "gpm"
    assert display_unit("m**3/s", "us", "air_flow").symbol == "cfm"
    assert (
        display_unit("Pa", "metric", told_quantity("pressure", "hot_water_differential_pressure")).symbol
        == "kPa"
    )
    assert (
        display_unit("Pa", "metric", told_quantity("pressure", "supply_air_static_pressure")).symbol == "Pa"
    )


def test_a_difference_of_temperatures_is_no_share() -> None:
    unit = display_unit("delta_degC", "us")
    assert unit.symbol == "°F"
    assert unit.show(np.array([5.0])) == pytest.approx(9.0)


def test_a_unit_that_is_not_listed_is_shown_as_it_is() -> None:
    assert display_unit("lx", "metric").symbol == "lx"


@pytest.mark.parametrize(
    ("written", "metric", "us"),
    [
        ("within 2 K of it", "within 2 K of it", "within 4 °F of it"),
        ("6 to 7 degC", "6 to 7 °C", "43 to 45 °F"),
        ("between 57 and 63 degC", "between 57 and 63 °C", "between 135 and 145 °F"),
        ("by 1 K or 25 Pa", "by 1 K or 25 Pa", "by 2 °F or 0.1 inH₂O"),
        ("at least 1.5 K warmer", "at least 1.5 K warmer", "at least 3 °F warmer"),
        ("1.5 m high, 20 minutes", "1.5 m high, 20 minutes", "1.5 m high, 20 minutes"),
    ],
)
def test_figures_in_sentences_are_in_the_units_of_the_site(written: str, metric: str, us: str) -> None:
    assert in_site_units(written, "metric") == metric
    assert in_site_units(written, "us") == us


def test_a_sensor_is_told_by_what_it_measures() -> None:
    assert told_quantity("sensor", "sensor", "zone_co2") == "concentration"
    assert told_quantity("sensor_step", "sensor", "supply_air_temperature") == "temperature_difference"
    assert told_quantity("sensor_step", "sensor", "supply_air_flow") == "air_flow"
