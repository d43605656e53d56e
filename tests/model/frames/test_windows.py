"""Looking back agrees with pandas, and knows no future."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.frames.windows import Flags, Floats, held_for, trailing_max, trailing_mean, trailing_min

values = arrays(
    np.float64,
    st.tuples(st.integers(1, 30), st.integers(1, 3)),
    elements=st.one_of(st.just(float("nan")), st.floats(-1e3, 1e3).map(lambda x: round(x, 2))),
)
flags = arrays(np.bool_, st.tuples(st.integers(1, 30), st.integers(1, 3)))
steps = st.integers(1, 12)


@given(values, steps)
def test_the_trailing_extremes_are_those_of_pandas(series: Floats, back: int) -> None:
    rolling = pd.DataFrame(series).rolling(back, min_periods=1)
    np.testing.assert_array_equal(trailing_max(series, back), rolling.max().to_numpy())
    np.testing.assert_array_equal(trailing_min(series, back), rolling.min().to_numpy())


@given(values, steps)
def test_the_trailing_mean_is_that_of_pandas(series: Floats, back: int) -> None:
    expected = pd.DataFrame(series).rolling(back, min_periods=1).mean().to_numpy()
    np.testing.assert_allclose(trailing_mean(series, back), expected, atol=1e-9)


@given(flags, steps)
def test_a_condition_is_held_when_each_of_the_last_steps_has_it(condition: Flags, back: int) -> None:
    held = pd.DataFrame(condition.astype(float)).rolling(back).min().to_numpy() == 1
    np.testing.assert_array_equal(held_for(condition, back), held)


@given(values, steps, st.integers(1, 29))
def test_what_comes_later_changes_nothing_before(series: Floats, back: int, cut: int) -> None:
    for look in (trailing_max, trailing_min, trailing_mean):
        np.testing.assert_array_equal(look(series, back)[:cut], look(series[:cut], back))
