"""How much wider equipment differs, and its hours scatter, than a law's author gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from model.trained.folder import artefact

_FILE = "laws.json"


@dataclass(frozen=True, slots=True)
class Widened:
    """Factors >= 1 on the ``spread`` of each coefficient and on the ``noise`` of a law."""

    spread: tuple[float, ...]
    noise: float


@cache
def trained_laws() -> Mapping[str, Widened]:
    """By law; laws that are not there are as their author gave them."""
    stored = artefact(_FILE)
    return {
        law: Widened(tuple(max(1.0, factor) for factor in found["spread"]), max(1.0, found["noise"]))
        for law, found in stored["laws"].items()
    }
