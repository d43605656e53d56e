"""How sure, in words that keep what they promise: by what came true of cards as sure as this."""

from dataclasses import dataclass
from functools import cache

from model import words
from model.trained.folder import artefact

_FILE = "certainty.json"
# Fewer than so many checked cards say less than the model's own probability.
_LEAST_CHECKED = 20
# Of the very fault, in the customer's own buildings, fewer say as much.
_LEAST_OWN = 10


@dataclass(frozen=True, slots=True)
class Band:
    """Cards shown with a probability of ``low`` to ``high``: how many were checked, how many were right."""

    low: float
    high: float
    checked: int
    right: int


@cache
def measured_bands() -> tuple[Band, ...]:
    """What was measured of cards' certainty, by ``model/trained/certainty.json``; empty without the file."""
    stored = artefact(_FILE, needed=False)
    return tuple(Band(**band) for band in stored["bands"]) if stored else ()


def certainty_of(
    probability: float, bands: tuple[Band, ...] | None = None, own: tuple[int, int] | None = None
) -> tuple[str, str]:
    """Word for a probability [1] and the sentence that it rests on.

    ``own``: of how many claims that the customer looked into how many were right, if this one is like them;
    else it rests on ``bands``, as measured in simulated buildings, and says so.
    """
    if own is not None and own[1] >= _LEAST_OWN:
        return _word(*own), words.certainty_measured(*own)
    for band in measured_bands() if bands is None else bands:
        inside = band.low <= probability < band.high or probability == band.high == 1.0
        if inside and band.checked >= _LEAST_CHECKED:
            return _word(band.right, band.checked), words.certainty_simulated(band.right, band.checked)
    return words.certainty(probability), words.certainty_basis(probability)


def _word(right: int, checked: int) -> str:
    # The rule of succession: all of twenty is no promise of all.
    return words.certainty((right + 1) / (checked + 2))
