"""From logits to what scikit-learn calls probabilities."""

import numpy as np

from model.causes import expit
from model.windows import Floats


def both(logits: Floats) -> Floats:
    """Probabilities (N, 2) of "not there" and "there"."""
    there = expit(logits)
    return np.stack([1.0 - there, there], axis=1)
