"""What mixing boxes may do: outdoor-air fractions over the commands, in order, leaking, and stuck.

A box is two air paths side by side: outdoor air through its damper, return air through its own. A path's
conductance rises from its leakage, as some power of how far it is open; the fraction is the outdoor path's
share of both.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from model.frames.windows import Floats

# Each value with how many boxes of a hundred have it (engineer's estimates from the sources named).
# Conductance over opening: parallel blades of little authority pass half of their air at a fifth of the
# stroke, opposed blades of much authority a fifth at half (ASHRAE Handbook, HVAC Applications, dampers).
_POWERS = ((0.6, 25), (1.0, 50), (1.8, 25))
# Share of the open conductance that stays when shut: low-leakage dampers under 3 %, usual ones 5 to 10 %,
# worn ones or those on a stop for the least outdoor air more (ASHRAE 90.1 classes; PNNL re-tuning).
_TIGHTNESS = ((0.01, 32), (0.05, 38), (0.1, 22), (0.17, 8))
# Most leaks are small, and hardly told from a damper in order.
_LEAKS = ((0.2, 20), (0.3, 35), (0.45, 30), (0.7, 15))
# The return path passes as much as the outdoor one, or about half or twice of it.
_RETURNS = ((0.45, 20), (1.0, 60), (2.2, 20))
_RETURN_LEAKS = ((0.02, 60), (0.15, 40))
# Where no damper is in the return path, as beside intakes that are only opened and shut.
_RETURNS_UNDAMPED = ((1.5, 30), (3.5, 40), (8.0, 30))
# Where a blade stands: anywhere, though most often at an end.
_STANDS = ((0.01, 15), (0.08, 10), (0.18, 12), (0.32, 12), (0.5, 12), (0.7, 12), (0.9, 12), (1.0, 15))
# Half of the stuck dampers take the return damper with them (one actuator and a linkage), half do not.
_ALONE = 0.5
_STEPS_OF_FRACTION = 21


@dataclass(frozen=True, slots=True)
class Boxes:
    """N boxes with how likely each is within its state, ``log_prior`` (N,), and their ``fraction`` (N, K)."""

    log_prior: Floats
    fraction: Floats


@cache
def _parameters() -> dict[str, tuple[Floats, Floats]]:
    """Per state, parameters (N, 4) and weights (N,): shut (or standing), power, return, return leak."""
    return {
        "follows": _grid(_TIGHTNESS, _POWERS, _RETURNS, _RETURN_LEAKS),
        "undamped": _grid(_TIGHTNESS, _POWERS, _RETURNS_UNDAMPED, ((1.0, 1),)),
        "leaks": _grid(_LEAKS, _POWERS, _RETURNS, _RETURN_LEAKS),
        "alone": _grid(_STANDS, _POWERS, _RETURNS, _RETURN_LEAKS),
    }


def _grid(*axes: tuple[tuple[float, int], ...]) -> tuple[Floats, Floats]:
    cells = list(product(*axes))
    values = np.array([[value for value, _ in cell] for cell in cells])
    weights = np.array([np.prod([share for _, share in cell]) for cell in cells], dtype=np.float64)
    return values, weights / weights.sum()


def _path(opening: Floats, leak: Floats, power: Floats) -> Floats:
    conductance: Floats = leak + (1.0 - leak) * opening**power
    return conductance


def boxes_that_follow(state: str, outdoor: Floats, returned: Floats) -> Boxes:
    """Boxes whose damper follows its command, at K commands of both dampers (K,).

    ``state``: "follows", "undamped" (no damper in the return path) or "leaks".
    """
    values, weights = _parameters()[state]
    shut, power, share, leak = (values[:, [column]] for column in range(4))
    through = _path(outdoor[None, :], shut, power)
    around = share * _path(returned[None, :], leak, power)
    return Boxes(np.log(weights), through / (through + around))


def boxes_that_stand(returned: Floats) -> Boxes:
    """Boxes whose outdoor-air damper stands somewhere, alone or with the return damper, at K commands."""
    values, weights = _parameters()["alone"]
    stands, power, share, leak = (values[:, [column]] for column in range(4))
    alone = stands / (stands + share * _path(returned[None, :], leak, power))
    levels = np.linspace(0.0, 1.0, _STEPS_OF_FRACTION)
    linked = np.broadcast_to(levels[:, None], (len(levels), len(returned)))
    return Boxes(
        np.log(np.concatenate([weights * _ALONE, np.full(len(levels), (1.0 - _ALONE) / len(levels))])),
        np.concatenate([alone, linked]),
    )
