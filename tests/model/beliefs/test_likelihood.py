"""What an hour's residual may say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.beliefs.belief import MOST_SCORE
from model.beliefs.likelihood import STANDING, log_likelihood_ratio, standing_log_likelihood_ratio

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


@given(deviations, st.floats(1, 500), st.floats(1, 30), st.floats(0, 0.4))
def test_many_hours_say_a_finite_thing(deviation: float, hours: float, days: float, known: float) -> None:
    told = standing_log_likelihood_ratio(*(np.array(v) for v in (deviation, hours, days, known)))
    assert np.isfinite(told)


@given(st.floats(2, 50), st.floats(1, 100), st.floats(1, 10))
def test_more_hours_and_days_of_the_same_never_make_belief_less(
    deviation: float, hours: float, days: float
) -> None:
    # Forty tolerances are far for the fault too, and a little farther once noise is averaged away: 8.2 may
    # become 8.1, of which belief keeps 7.
    few, many = (
        min(
            float(
                standing_log_likelihood_ratio(*(np.array(v) for v in (deviation, n * hours, n * days, 0.0)))
            ),
            MOST_SCORE,
        )
        for n in (1, 3)
    )
    assert few <= many + 1e-9


def test_a_standing_error_of_two_tolerances_is_never_proof_however_long_it_stands() -> None:
    year = standing_log_likelihood_ratio(*(np.array(v) for v in (2.0, 8760.0, 365.0, 0.0)))
    assert year < 4


def test_of_all_healthy_equipment_no_more_is_believed_than_the_promise() -> None:
    """What is believed at 9 to 1 of standing errors drawn as promised is right about nine times of ten."""
    random = np.random.default_rng(5)
    count, prior = 200_000, 0.05
    faulty = random.random(count) < prior
    shift = np.where(faulty, np.abs(4 * random.standard_normal(count)), 0.0)
    odd = ~faulty & (random.random(count) < 0.01)
    shift = np.where(odd, 4 * random.standard_normal(count), shift)
    mean = shift + np.sqrt(STANDING + (1 - STANDING) / 12) * random.standard_normal(count)
    told = standing_log_likelihood_ratio(mean, np.full(count, 24.0), np.ones(count), np.zeros(count))
    logits = told + np.log(prior / (1 - prior))
    shown = (logits > np.log(4)) & (logits < np.log(19))
    assert 0.8 < faulty[shown].mean() < 0.97
