"""How good probabilities are: log loss and calibration error, on buildings never learned from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.model_selection import GroupKFold

from model.frames.windows import Flags, Floats
from model.training.calibration import COLUMNS, ScoreCalibration
from model.training.examples import Examples

_BINS = 10
_FOLDS = 5
_FLOOR = 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores taken as they are, and as calibrated, on other buildings.

    Log loss of all examples; of what would have been a card, on the first day on which it would: how many,
    what was said of them, how many were right, and the calibration error.
    """

    loss_before: float
    loss_after: float
    cards_before: "Cards"
    cards_after: "Cards"


@dataclass(frozen=True, slots=True)
class Cards:
    """First cards: mean probability ``shown``, share that was ``real``, expected calibration ``error``."""

    count: int
    shown: float
    real: float
    error: float


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


def held_out(model: ScoreCalibration, examples: Examples) -> tuple[Floats, Floats]:
    """Probabilities (N,) of scores as they are and as learned of other buildings."""
    table = examples.frame()
    features = table[list(COLUMNS)]
    folds = min(_FOLDS, len(np.unique(examples.group)))
    before, after = np.zeros(len(table)), np.zeros(len(table))
    shown = np.isin(np.arange(len(table)), first_as_they_are(examples))
    for others, judged in GroupKFold(folds).split(features, table["real"], table["group"]):
        learned = others[shown[others]]
        fitted = clone(model).fit(features.iloc[learned], table["real"].iloc[learned])
        after[judged] = fitted.predict_proba(features.iloc[judged])[:, 1]
        before[judged] = fitted.uncalibrated().predict_proba(features.iloc[judged])[:, 1]
    return before, after


def left_out(model: ScoreCalibration, examples: Examples, of: NDArray[np.str_]) -> Cards:
    """First cards, each judged as learned without all that has its key ``of`` (N,): a fault, a climate."""
    table = examples.frame()
    features = table[list(COLUMNS)]
    first = first_as_they_are(examples)
    said = np.zeros(len(first))
    for key in np.unique(of[first]):
        inside = of[first] == key
        others, judged = first[~inside], features.iloc[first[inside]]
        fitted = clone(model).fit(features.iloc[others], examples.real[others])
        said[inside] = fitted.predict_proba(judged)[:, 1]
    return _cards(said, examples.real[first])


def measured(before: Floats, after: Floats, examples: Examples) -> Measured:
    """How good both are."""
    return Measured(
        log_loss(before, examples.real),
        log_loss(after, examples.real),
        cards(before, examples),
        cards(after, examples),
    )


def cards(probability: Floats, examples: Examples) -> Cards:
    """What would have been shown, each once: of a place and a fault, the first day on which it would."""
    first = first_cards(probability, examples)
    return _cards(probability[first], examples.real[first])


def _cards(said: Floats, real: Flags) -> Cards:
    if not len(said):
        return Cards(0, float("nan"), float("nan"), 0.0)
    return Cards(len(said), float(said.mean()), float(real.mean()), calibration_error(said, real))


def learned_of(model: ScoreCalibration, examples: Examples) -> ScoreCalibration:
    """The model fitted to what would have been shown, each claim on the first day on which it would."""
    first = first_as_they_are(examples)
    found: ScoreCalibration = clone(model)
    return found.fit(examples.frame()[list(COLUMNS)].iloc[first], examples.real[first])


def first_as_they_are(examples: Examples) -> NDArray[np.int64]:
    """Numbers of the examples that would be first cards by their scores alone."""
    logits = examples.prior + examples.score + examples.others
    return first_cards(1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40))), examples)


def first_cards(probability: Floats, examples: Examples) -> NDArray[np.int64]:
    """Numbers of the examples that would be the first card on their fault."""
    table = examples.frame()
    would = table[(probability >= _FLOOR) & examples.card].sort_values("day", kind="stable")
    return would.drop_duplicates(["group", "place", "fault"]).index.to_numpy(dtype=np.int64)
