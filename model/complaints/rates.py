"""How often people complain: by chance, and of what they feel."""

from dataclasses import dataclass
from math import exp, lgamma, log

from model.catalogue import Costs
from model.complaints.complaints import DAYS_COUNTED

# How much the rates of people differ from room to room, as the shape of a gamma distribution. Of many people
# in one room those who always complain and those who never do even out.
_GROUNDLESS_SHAPE, _EVEN_OUT, _FELT_SHAPE = 1.0, 20.0, 0.7
# Which share of rooms complain within two weeks, of faults of their own and by chance: one in nine; of what
# feeds them all: most, but not each feels it, and not each says so (estimates).
_BY_THEMSELVES, _OF_THE_MACHINE = (1.0, 8.0), (2.0, 1.5)
MOST_RATIO = 6.0
# So many say all that any number could.
_MOST_COUNTED = 100.0
# What is less likely than this is as good as never, and may still be divided by.
_LEAST_LIKELY = 1e-300


@dataclass(frozen=True, slots=True)
class Rates:
    """Complaints that are to be expected of ``people`` while they count, by chance and of a fault."""

    groundless: float
    of_fault: float
    groundless_shape: float = _GROUNDLESS_SHAPE

    @classmethod
    def of(cls, people: float, costs: Costs, groundless: float = 1.0, *, one_room: bool = False) -> "Rates":
        """Rates of so many people, who complain ``groundless`` times as often by chance as people do.

        Whoever complains is one at least, whatever a room was made for.
        """
        exposed = max(people, 1.0) * DAYS_COUNTED
        return cls(
            groundless * exposed * costs.complaints_by_chance_per_person_day.likely,
            exposed * costs.complaints_of_fault_per_person_day.likely,
            max(_GROUNDLESS_SHAPE, people / _EVEN_OUT) if one_room else _GROUNDLESS_SHAPE,
        )

    def by_chance(self, count: float) -> float:
        """Likelihood of a count where nothing is wrong."""
        return _likelihood(count, self.groundless, self.groundless_shape)

    def by_fault(self, count: float) -> float:
        """Likelihood of a count where something is felt."""
        return _likelihood(count, self.of_fault, _FELT_SHAPE)


@dataclass(frozen=True, slots=True)
class RoomsOf:
    """How many of the ``rooms`` that one machine feeds complain: however often one does, it is one room.

    Counts are of rooms, and need not be whole; shares of rooms are beta distributed.
    """

    rooms: int

    def by_chance(self, count: float) -> float:
        """Likelihood of a count where nothing is wrong but with single rooms."""
        return self._likelihood(count, _BY_THEMSELVES)

    def by_fault(self, count: float) -> float:
        """Likelihood of a count where all of them feel it."""
        return self._likelihood(count, _OF_THE_MACHINE)

    def _likelihood(self, count: float, shape: tuple[float, float]) -> float:
        rooms, (some, rest) = max(float(self.rooms), count), shape
        ways = lgamma(rooms + 1) - lgamma(count + 1) - lgamma(rooms - count + 1)
        share = _log_beta(count + some, rooms - count + rest) - _log_beta(some, rest)
        return exp(ways + share)


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def bounded(here: float, elsewhere: float) -> float:
    """Log-likelihood ratio, never against: that few complain says nothing."""
    return min(max(log(here / elsewhere), 0.0), MOST_RATIO)


def _likelihood(count: float, mean: float, shape: float) -> float:
    """Likelihood of a count at a rate that is gamma distributed with this mean and shape."""
    count = min(count, _MOST_COUNTED)
    ways = lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
    said = ways + shape * log(shape / (shape + mean)) + count * log(mean / (shape + mean))
    return max(exp(said), _LEAST_LIKELY)
