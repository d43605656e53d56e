"""Exploration: now and then one of the near-best instead of the best, by lot, and logged with its odds."""

from hashlib import blake2b

import numpy as np

from model.catalogue import Costs
from model.frames.windows import Flags, Floats
from model.ranking.craft import Index


def explored(
    shown: Index,
    odds: Floats,
    *,
    fresh: Flags,
    score: Floats,
    may: Flags,
    manager: Index,
    seeds: tuple[str, ...],
    costs: Costs,
) -> tuple[Index, Floats]:
    """``shown`` (M,) rows and ``odds`` (N,) after the lot was drawn; both copied.

    The lot is drawn only for managers with something ``fresh`` to show (M,), among their rows that ``may``
    be drawn (N,): open ones, never about safety or water. ``seeds``: one a manager; the same seed draws the
    same. What is drawn is worth so much that the best does not push it out at the next look.
    """
    shown, odds = shown.copy(), odds.copy()
    share, near_best = costs.exploration_share, 1 / (1 + costs.challenger_margin)
    for at in np.flatnonzero(fresh).tolist():
        best = int(shown[at])
        near = np.flatnonzero((manager == at) & may & (score >= near_best * score[best]) & (score > 0))
        if not may[best] or len(near) < 2:
            continue
        odds[near] = share / len(near)
        odds[best] += 1 - share
        drawn, which = lot(seeds[at])
        if drawn < share:
            shown[at] = near[int(which * len(near))]
    return shown, odds


def lot(seed: str) -> tuple[float, float]:
    """Two numbers in [0, 1) that belong to a seed."""
    digest = blake2b(seed.encode(), digest_size=16).digest()
    first, second = (int.from_bytes(digest[at : at + 8], "big") / 2**64 for at in (0, 8))
    return min(first, 1 - 2**-53), min(second, 1 - 2**-53)
