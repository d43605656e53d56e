"""A table of candidates as practice could give it, made up: what is believed is half of what it promises."""

import numpy as np
import pandas as pd

from model.causes.causes import expit
from model.estimators.table import KINDS, NUMBERS

KIND = "air_handler"


def practised(count: int = 3000, *, seed: int = 1, promise: float = 0.5) -> tuple[pd.DataFrame, np.ndarray]:
    """Candidates in lists of ten of some buildings; belief in logits is worth ``promise`` of what it says."""
    random = np.random.default_rng(seed)
    believed = random.normal(-1.0, 2.5, count)
    table = pd.DataFrame({name: np.zeros(count) for name in NUMBERS})
    table["believed"] = believed
    table["gathered"] = believed + 3.0
    table["prior"] = -3.0
    table["hours_for"] = random.integers(0, 100, count)
    table["answered"] = 0.0
    table["fault"] = "outdoor_air_damper_stuck"
    table["kind"] = pd.Series([KIND] * count, dtype=KINDS)
    table["building"] = [str(at % 300 // 10) for at in range(count)]
    table["look"] = [f"{at // 10}" for at in range(count)]
    return table, random.random(count) < expit(promise * believed)
