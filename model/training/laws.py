"""How much wider healthy equipment differs, and its hours scatter, than the author of a law gave it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from model.healthy.laws import LAWS
from model.healthy.learning.learning import Sums, learned_from
from model.training.examples import LawSums

# So many equipments, each seen for about two days, before the kind is said to differ more than promised.
_LEAST_EQUIPMENT = 10
_LEAST_WEIGHT = 8.0
_MOST_WIDER = 3.0


def widened(sums: Mapping[str, LawSums]) -> dict[str, Any]:
    """Factors >= 1 on the spread and the noise of each law, as the artefact has them.

    Simulated equipment may show that a law is too sure of its kind, never that it may be surer.
    """
    found: dict[str, Any] = {}
    for name, parts in sorted(sums.items()):
        if name not in LAWS:
            continue
        law = LAWS[name]
        arrays = [
            np.concatenate(group) for group in zip(*(part.arrays() for part in parts.parts), strict=True)
        ]
        enough = arrays[3] >= _LEAST_WEIGHT
        if enough.sum() < _LEAST_EQUIPMENT:
            continue
        # From what its author gave, not from what was learned before: learning twice gives the same.
        mean, spread = np.array(law.mean), np.array(law.spread)
        own = learned_from(mean, spread, law.noise, Sums(*(array[enough] for array in arrays)))
        off = np.square(own.mean - mean).mean(axis=0)
        wider = np.sqrt(off) / np.where(spread > 0, spread, np.inf)
        noise = float(np.sqrt(np.square(own.noise).mean())) / law.noise
        found[name] = {
            "spread": [round(float(np.clip(factor, 1.0, _MOST_WIDER)), 3) for factor in wider],
            "noise": round(float(np.clip(noise, 1.0, _MOST_WIDER)), 3),
            "equipment": int(enough.sum()),
        }
    return found
