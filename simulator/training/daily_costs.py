"""What each fault truly costs a day, in the mean of the days on which it was asked."""

from collections.abc import Sequence

from model.training.savings import Saving
from simulator.faults import Fault
from simulator.portfolio import Portfolio
from simulator.truth.twins import truth


class DailyCosts:
    """Daily costs of faults by their ids, gathered over a life."""

    def __init__(self) -> None:
        self._asked: dict[str, list[float]] = {}

    def ask(self, portfolio: Portfolio) -> None:
        """Find out what waiting a day costs now, of everything that is broken."""
        for each in truth(portfolio):
            self._asked.setdefault(each.fault.id, []).append(each.daily_cost)

    def of(self, faults: Sequence[Fault]) -> float | None:
        """What they cost a day together [money]; None where one of them was never asked about."""
        means = [self._asked.get(fault.id) for fault in faults]
        if not faults or not all(means):
            return None
        return sum(sum(found) / len(found) for found in means if found)

    def judged(self, claims: Sequence[tuple[Saving, Sequence[Fault]]]) -> tuple[Saving, ...]:
        """Savings that were claimed with the truth of them, as far as it is known."""
        found = ((claim, self.of(faults)) for claim, faults in claims)
        return tuple(claim.held_against(true) for claim, true in found if true is not None)
