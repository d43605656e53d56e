"""What answers and verified repairs say of faults: how people respond to what is real and to what is not.

Answers are missing not at random: "done" is said of what was worth doing, "not real" mostly of what is not
there, "can't now" of either. So each counts by how much likelier it is of a fault that is there than of one
that is not, and what its giver was right about before counts in it. All of it stays with the customer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log, sqrt

# Pseudo-counts, an engineer's guess until people are known: of faults that are there one in 25 is called
# not real (the look was short, the fault came and went), of those that are not four in five.
_WRONGLY_DENIED = (1.0, 24.0)
_RIGHTLY_DENIED = (8.0, 2.0)
_RIGHTLY = _RIGHTLY_DENIED[0] / sum(_RIGHTLY_DENIED)
# A repair that was done and did not help: the repair failed (one in five), or the cause is another one.
_NOT_FIXED = log(0.20 / 0.95)
# What is shown is believed about so far, where nobody wrote down how far.
USUALLY_SHOWN = 0.75
# Words weigh less than what the data said afterwards, and a repair without a check still less. One that did
# not help may have failed.
_WEIGHT = {"denied": 0.8, "fixed": 1.0, "done": 0.3, "not_fixed": 0.4}
_YES = frozenset({"fixed", "done"})
# Denials beyond what the certainties let expect, and beyond chance, are as good as half of them wrong.
_CHANCE, _TOO_MANY = 2.0, 0.5


@dataclass(frozen=True, slots=True)
class Response:
    """One thing that was said, or that the data said after it, of a fault of an equipment.

    ``kind``: "denied" (not real, wrong cause), "done", "fixed" or "not_fixed" (done, and so found). ``kept``:
    what of it has not faded. ``shown``: how likely the fault was held before it.
    """

    manager: str
    equipment: str
    fault: str
    kind: str
    at_ms: int
    kept: float = 1.0
    building: str = ""
    shown: float = USUALLY_SHOWN

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, equipment and fault that it is about."""
        return self.building, self.equipment, self.fault

    @property
    def real(self) -> bool:
        """Whether it speaks for something real."""
        return self.kind in _YES

    @property
    def weight(self) -> float:
        """What it weighs beside a repair that was verified yesterday."""
        return _WEIGHT[self.kind] * self.kept


@dataclass(slots=True)
class _Habit:
    """What one person said: denials, as many as certainties let expect, their variance, verified repairs."""

    denied: float = 0.0
    expected: float = 0.0
    variance: float = 0.0
    fixed: float = 0.0

    def add(self, response: Response) -> None:
        self.denied += response.kind == "denied"
        self.expected += 1 - response.shown
        self.variance += response.shown * (1 - response.shown)
        self.fixed += response.kind == "fixed"


@dataclass(slots=True)
class People:
    """How each person of a customer responds.

    What a person says of a fault is judged by what they said of others: one who rightly denies a fault that
    never is real is no careless person, and a repair that was verified makes no denial of the same fault
    weigh more.
    """

    _wrong: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _habits: dict[str, _Habit] = field(default_factory=lambda: defaultdict(_Habit))
    _of_fault: dict[tuple[str, str], _Habit] = field(default_factory=lambda: defaultdict(_Habit))

    @classmethod
    def of(cls, responses: Iterable[Response]) -> "People":
        """All who gave ``responses``."""
        found, told = cls(), list(responses)
        fixed: dict[tuple[str, str, str], int] = {}
        for one in told:
            found._habits[one.manager].add(one)
            found._of_fault[one.manager, one.fault].add(one)
            if one.kind == "fixed":
                fixed[one.key] = max(one.at_ms, fixed.get(one.key, one.at_ms))
        for one in told:
            # A denied fault that was later repaired and then gone from the data was real.
            if one.kind == "denied" and fixed.get(one.key, one.at_ms) > one.at_ms:
                found._wrong[one.manager] += 1
        return found

    def denial(self, manager: str, fault: str) -> float:
        """Log-likelihood ratio of a "not real" by ``manager`` of ``fault``."""
        all_of, of_this = self._habits.get(manager, _Habit()), self._of_fault.get((manager, fault), _Habit())
        chance = _CHANCE * sqrt(max(all_of.variance - of_this.variance, 0.0))
        beyond = (all_of.denied - of_this.denied) - (all_of.expected - of_this.expected) - chance
        wrong = self._wrong.get(manager, 0.0) + _TOO_MANY * max(beyond, 0.0)
        fixed = all_of.fixed - of_this.fixed
        denied = (_WRONGLY_DENIED[0] + wrong) / (sum(_WRONGLY_DENIED) + wrong + fixed)
        return min(log(denied) - log(_RIGHTLY), 0.0)

    def trusted(self, manager: str, fault: str) -> float:
        """What a denial by ``manager`` weighs beside one by somebody who is not known, at most 1."""
        usual = log(_WRONGLY_DENIED[0] / sum(_WRONGLY_DENIED)) - log(_RIGHTLY)
        return min(self.denial(manager, fault) / usual, 1.0)


def of_this_one(response: Response, people: People) -> float:
    """Logit that a response adds to the very fault that it is about; 0 for what is no evidence."""
    if response.kind == "denied":
        return people.denial(response.manager, response.fault) * response.kept
    if response.kind == "not_fixed":
        return _NOT_FIXED * response.kept
    return 0.0
