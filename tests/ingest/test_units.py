import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import DecodeError, Reason
from ingest.units import conversion


@pytest.mark.parametrize(
    ("value", "given_unit", "wanted", "expected"),
    [
        (100.0, "degC", "degF", 212.0),
        (32.0, "°F", "degC", 0.0),
        (50.0, "%", "1", 0.5),
        (1.0, "in.w.c.", "Pa", 249.08891),
        (1000.0, "cfm", "m**3/s", 0.4719474432),
        (1.0, "kW*h", "J", 3.6e6),
        (18.0, "delta_degF", "delta_degC", 10.0),
        (21.0, "Degrees-Celsius", "degC", 21.0),
        (7.0, "kW", None, 7.0),
    ],
)
def test_a_value_is_brought_from_unit_to_unit(
    value: float, given_unit: str, wanted: str, expected: float
) -> None:
    scale, offset = conversion(given_unit, wanted)
    assert value * scale + offset == pytest.approx(expected)


@pytest.mark.parametrize(("unit", "wanted"), [("kW", "degC"), ("delta_degC", "degC"), ("m", "m**2")])
def test_units_that_measure_different_things_do_not_fit(unit: str, wanted: str) -> None:
    with pytest.raises(DecodeError) as refused:
        conversion(unit, wanted)
    assert refused.value.reason is Reason.UNFIT_UNIT


@pytest.mark.parametrize(
    "unit", ["bananas", "", " ", "m**9**9**9", "9**9**9", "m" * 100, "a" * 39 + "!", "\x00", "__import__"]
)
def test_what_is_no_unit_is_unknown_however_it_looks(unit: str) -> None:
    with pytest.raises(DecodeError) as refused:
        conversion(unit, None)
    assert refused.value.reason is Reason.UNKNOWN_UNIT


@given(unit=st.text(max_size=45), wanted=st.sampled_from([None, "degC", "Pa"]))
def test_any_text_is_a_unit_or_refused(unit: str, wanted: str | None) -> None:
    try:
        scale, offset = conversion(unit, wanted)
    except DecodeError:
        return
    assert math.isfinite(scale)
    assert math.isfinite(offset)
