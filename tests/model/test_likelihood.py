"""What an hour's residual may say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.likelihood import log_likelihood_ratio

deviations = st.floats(-50, 50)


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_larger_residual_never_says_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    said = log_likelihood_ratio(np.array([low, high]))
    assert said[0] <= said[1] + 1e-12


@given(deviations)
def test_no_single_hour_says_more_than_the_cut(deviation: float) -> None:
    assert -2.0 <= log_likelihood_ratio(np.array(deviation)) <= 2.5


@given(st.floats(-50, 1.2))
def test_a_residual_within_its_tolerance_or_against_the_fault_speaks_against_it(deviation: float) -> None:
    assert log_likelihood_ratio(np.array(deviation)) < 0


@given(st.floats(1.4, 50))
def test_a_residual_well_beyond_its_tolerance_speaks_for_the_fault(deviation: float) -> None:
    assert log_likelihood_ratio(np.array(deviation)) > 0


def test_what_is_missing_stays_missing() -> None:
    said = log_likelihood_ratio(np.array([[np.nan, 0.0]]))
    assert np.isnan(said[0, 0])
    assert said.shape == (1, 2)
