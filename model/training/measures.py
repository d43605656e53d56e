"""How good probabilities are: log loss and calibration error, on buildings never learned from."""

from dataclasses import dataclass

import numpy as np
from sklearn.base import clone  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

from model.training.calibration import ScoreCalibration
from model.training.examples import Examples
from model.windows import Flags, Floats

_BINS = 10
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """Log loss and calibration error of scores taken as they are, and as calibrated, on other buildings."""

    loss_before: float
    loss_after: float
    error_before: float
    error_after: float


def log_loss(probability: Floats, real: Flags) -> float:
    """Mean surprise [nat]."""
    p = np.clip(probability, 1e-9, 1 - 1e-9)
    return float(-np.where(real, np.log(p), np.log1p(-p)).mean())


def calibration_error(probability: Floats, real: Flags, bins: int = _BINS) -> float:
    """Expected calibration error: mean gap of what was said and what was, over bins of equal width."""
    if not len(probability):
        return 0.0
    at = np.minimum((probability * bins).astype(np.int64), bins - 1)
    said = np.bincount(at, weights=probability, minlength=bins)
    was = np.bincount(at, weights=real, minlength=bins)
    return float(np.abs(said - was).sum() / len(probability))


def cross_validated(model: ScoreCalibration, examples: Examples) -> Measured:
    """Fit and judge ``model`` on buildings apart; calibration is that of claims over a tenth."""
    table = examples.frame()
    features = table[["fault", "score"]]
    folds = min(_FOLDS, len(np.unique(examples.group)))
    before, after = np.zeros(len(table)), np.zeros(len(table))
    for learned, judged in GroupKFold(folds).split(features, table["real"], table["group"]):
        fitted = clone(model).fit(features.iloc[learned], table["real"].iloc[learned])
        after[judged] = fitted.predict_proba(features.iloc[judged])[:, 1]
        before[judged] = fitted.uncalibrated().predict_proba(features.iloc[judged])[:, 1]
    claimed = np.maximum(before, after) > 0.1
    return Measured(
        log_loss(before, examples.real),
        log_loss(after, examples.real),
        calibration_error(before[claimed], examples.real[claimed]),
        calibration_error(after[claimed], examples.real[claimed]),
    )
