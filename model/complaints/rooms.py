"""Rooms that people complain of: that something is felt there, whichever of its faults it is.

Of one unit each fault is explained away by the others, though one of them is certain. Whoever goes there will
see which; to go needs no name, but more than what people say by chance.
"""

from collections.abc import Sequence
from math import expm1, fsum, log1p

from model.complaints.complaints import Told
from model.complaints.rates import Rates, bounded

# What names nothing is held against twice the chance, and needs people who say it again and again.
CHANCE = 2.0
_LEAST_TIMES = 3
# With so many others of what one machine feeds, and such a share of them, rooms complain of that machine.
_OTHER_ROOMS, _SHARE_OF_OTHERS = 2.0, 0.25


def something_felt(told: Told, above: Sequence[float], rates: Rates) -> float:
    """Log-likelihood ratio that something is felt in a room of which people ``told``.

    ``above``: how likely each fault of what feeds it is there and felt in it, of those that are believed.
    ``rates``: by chance, ``CHANCE`` times as usually.
    """
    count = fsum(told.left.values())
    if told.times < _LEAST_TIMES or count <= 0:
        return 0.0
    by_fault, by_chance = rates.by_fault(count), rates.by_chance(count)
    fed = -expm1(fsum(log1p(-min(p, 0.999)) for p in above))
    return bounded(by_fault, fed * by_fault + (1 - fed) * by_chance)


def together(own: Told, of_machine: Sequence[Told], rooms: int) -> bool:
    """Whether a room complains with others of the ``rooms`` that one machine feeds.

    ``of_machine``: what was told of each of them, its ``own`` included. However often one room complains, it
    is one room, and one that complained long ago is less.
    """
    others = fsum(_one(told) for told in of_machine) - _one(own)
    return others >= max(_OTHER_ROOMS, _SHARE_OF_OTHERS * (rooms - 1))


def _one(told: Told) -> float:
    return min(fsum(told.left.values()), 1.0)
