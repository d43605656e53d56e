import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.physics.mixing import damper_for, mixed, outdoor_fraction
from simulator.record import Array


def array(*values: float) -> Array:
    return np.array(values, dtype=np.float32)


@given(st.floats(0, 1), st.floats(0.001, 0.2), st.floats(0.8, 1.3))
def test_the_fraction_of_outdoor_air_grows_with_the_position(
    position: float, leak: float, curve: float
) -> None:
    here, further = outdoor_fraction(
        array(position, min(position + 0.1, 1.0)), array(leak, leak), array(curve, curve)
    )
    assert 0.0 < here <= further + 1e-6 < 1.0


@given(st.floats(0, 1), st.floats(-20, 40), st.floats(15, 28))
def test_mixing_keeps_the_heat_of_both(fraction: float, outdoor: float, returned: float) -> None:
    air = mixed(array(fraction), array(outdoor), array(returned))[0]
    assert air == pytest.approx(fraction * outdoor + (1 - fraction) * returned, abs=1e-4)


def test_a_damper_is_found_for_a_share_of_outdoor_air() -> None:
    share, leak, curve = np.array([0.2, 0.5]), np.array([0.02, 0.05]), np.array([0.9, 1.2])
    position = damper_for(share, leak, curve)
    found = outdoor_fraction(position.astype(np.float32), leak.astype(np.float32), curve.astype(np.float32))
    assert found == pytest.approx(share, abs=1e-4)
