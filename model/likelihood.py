"""How much an hour's residual says: the log of how much likelier it is under the fault than without it."""

import numpy as np
from scipy.special import log_ndtr

from model.windows import Floats

# Healthy: a standing error of one tolerance, and now and then (3 %) an oddity four times as wide.
_ODD_SHARE = 0.03
_ODD_WIDTH = 4.0
# Faulty: anything from nothing to many tolerances; half-normal of four, seen through the same error.
_FAULT_WIDTH = 4.0
_LEAST, _MOST = -2.0, 2.5


def log_likelihood_ratio(deviation: Floats) -> Floats:
    """Log-likelihood ratio of a residual in tolerances, any shape; cut to [-2, 2.5], NaN stays NaN.

    The cut keeps one odd hour from deciding; zero lies at about 1.3 tolerances.

    >>> log_likelihood_ratio(np.array([0.0, 1.3, 3.0])).round(1)
    array([-1.4,  0. ,  2.5])
    """
    x = np.asarray(deviation, dtype=np.float64)
    healthy = (1 - _ODD_SHARE) * np.exp(-0.5 * x**2) + _ODD_SHARE / _ODD_WIDTH * np.exp(
        -0.5 * (x / _ODD_WIDTH) ** 2
    )
    spread = np.sqrt(1 + _FAULT_WIDTH**2)
    faulty = np.log(2 / spread) - 0.5 * (x / spread) ** 2 + log_ndtr(_FAULT_WIDTH * x / spread)
    ratio: Floats = np.clip(faulty - np.log(healthy), _LEAST, _MOST)
    return ratio
