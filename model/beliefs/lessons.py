"""What a customer's answers and repairs teach of faults elsewhere: logits, and how often rules hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from model.beliefs.response import People, Response
from model.beliefs.shrinking import Told, Tree, shrunk
from model.catalogue import load_faults
from model.faults import FAULTS
from model.trained.calibration import MOST_MISTAKEN, mistaken_share

# How far buildings differ in a fault, faults of a group, groups, and customers: logits, one standard
# deviation each.
_DEVIATIONS = (0.4, 0.6, 0.4, 0.25)
# One answer is an answer and no lesson: a fault teaches others from so many on, and those that nobody spoke
# of are taught by so many.
_LEAST_OF_FAULT, _LEAST_ANSWERS = 2, 3
# The certainty that ships was learned elsewhere; it weighs as much as so many claims of the customer's own.
_SHIPPED_CLAIMS, _SHIPPED_OF_ALL = 6.0, 20.0
# However many claims there are of one building, they count as no more than so many: it is one house. So it is
# with those of one fault, where all are learned from.
_MOST_OF_A_BUILDING, _MOST_OF_A_FAULT = 6.0, 6.0
LEAST_SURE, MOST_SURE = 0.4, 0.98
# What a rule takes for a fault on one machine of a house and is none, it takes so on the next: they were
# planned, installed and programmed together. In simulated practice none of eight claims was real after one of
# the same fault in the same house was not (five houses), and all six were after one that was. So in its own
# house what is known from elsewhere weighs as much as so little of a claim.
_ELSEWHERE_CLAIMS = 0.3
_LEAST_SHOWN, _MOST_SHOWN = 0.2, 0.97
_ALIKE = 0.1
_SENSORS = "sensors"


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned for a customer: logits by building and fault, by fault, by group, and for all.

    ``mistaken``: for each claim of a fault that is so, how many are not, where that was learned anew;
    ``in_house``: the same by building, of faults that were denied there and never found real.
    ``checked``: by fault, how many claims turned out to be right, and how many were looked into.
    """

    of_building: Mapping[tuple[str, str], float] = field(default_factory=dict)
    of_fault: Mapping[str, float] = field(default_factory=dict)
    of_group: Mapping[str, float] = field(default_factory=dict)
    of_all: float = 0.0
    mistaken: Mapping[str, float] = field(default_factory=dict)
    checked: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    in_house: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def mistaken_in(self, building: str) -> Mapping[str, float]:
        """For each claim in a building that is so, how many are not, by fault, where it was learned."""
        return {**self.mistaken, **self.in_house.get(building, {})}

    def logit(self, building: str, fault: str) -> float:
        """What is added to the logit of a fault of which nothing was said on that equipment."""
        found = self.of_building.get((building, fault))
        if found is None:
            found = self.of_fault.get(fault)
        return self.of_group.get(group_of(fault), self.of_all) if found is None else found

    def like(self, fault: str, probability: float) -> tuple[int, int] | None:
        """How many claims of ``fault`` were right, of how many, if this one is about as sure as they were."""
        known = fault in self.checked and fault in self.mistaken
        alike = known and probability >= 1 / (1 + self.mistaken[fault]) - _ALIKE
        return self.checked[fault] if alike else None


NO_LESSONS = Lessons()


@cache
def group_of(fault: str) -> str:
    """What is blamed: sensors, or the kind of equipment that has the fault."""
    if load_faults()[fault].sensor_of is not None:
        return _SENSORS
    kind = next((kind for kind, faults in FAULTS.items() if any(each.id == fault for each in faults)), "")
    return _SENSORS if kind == "sensor" else kind


def lessons_of(responses: Iterable[Response], people: People) -> Lessons:
    """What ``responses`` teach, one of each fault of an equipment; without responses nothing.

    Whatever their order, the lessons are the same.
    """
    told = _one_of_each(responses)
    if not told:
        return NO_LESSONS
    weights = [_weight(one, people) for one in told]
    cells = sorted({(one.building, one.fault) for one in told})
    spoken = Counter(one.fault for one in told)
    faults = sorted(spoken)
    groups = sorted({group_of(fault) for fault in faults})
    place = {cell: at for at, cell in enumerate(cells)}
    fault_place = {fault: at for at, fault in enumerate(faults)}
    tree = Tree(
        fault=np.array([fault_place[fault] for _, fault in cells]),
        group=np.array([groups.index(group_of(fault)) for fault in faults]),
        alone=np.array([spoken[fault] < _LEAST_OF_FAULT for fault in faults]),
        untaught=np.array([len(told) - spoken[fault] < _LEAST_ANSWERS for fault in faults]),
        deviations=_DEVIATIONS,
    )
    shown = np.clip([one.shown for one in told], _LEAST_SHOWN, _MOST_SHOWN)
    found = shrunk(
        Told(
            usual=np.log(shown / (1 - shown)),
            real=np.array([one.real for one in told]),
            weight=np.array(weights),
            cell=np.array([place[one.building, one.fault] for one in told]),
        ),
        tree,
    )
    enough = len(told) >= _LEAST_ANSWERS
    mistaken = _mistaken(told, weights)
    return Lessons(
        of_building=dict(zip(cells, found.cell.tolist(), strict=True)),
        of_fault=dict(zip(faults, found.fault.tolist(), strict=True)),
        of_group=dict(zip(groups, found.group.tolist(), strict=True)) if enough else {},
        of_all=found.root if enough else 0.0,
        mistaken=mistaken,
        checked=_checked(told),
        in_house=_in_house(told, weights, mistaken),
    )


def _one_of_each(responses: Iterable[Response]) -> list[Response]:
    """The newest of each fault of an equipment; several that speak for it are one that teaches the most.

    What is said again and again of one equipment is said of one thing. Faults that no catalogue has any more
    are left out.
    """
    known, newest = load_faults(), dict[tuple[str, str, str], Response]()
    for one in sorted(responses, key=lambda each: (each.at_ms, each.kind, each.manager, each.shown)):
        before = newest.get(one.key)
        if one.fault not in known:
            continue
        if before is not None and before.real and one.real:
            heavier = before if before.weight > one.weight else one
            newest[one.key] = replace(heavier, shown=min(before.shown, one.shown))
        else:
            newest[one.key] = one
    return [newest[key] for key in sorted(newest)]


def _weight(one: Response, people: People) -> float:
    return one.weight * (people.trusted(one.manager, one.fault) if one.kind == "denied" else 1.0)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What came of claims of one fault: how much of them was right, of how much, and how many they were."""

    right: float = 0.0
    of: float = 0.0
    told: int = 0

    def bounded(self, most: float) -> "_Claims":
        """The same share, of ``most`` at most."""
        counts = 1 / (1 + self.of / most)
        return _Claims(self.right * counts, self.of * counts, self.told)

    def __add__(self, other: "_Claims") -> "_Claims":
        return _Claims(self.right + other.right, self.of + other.of, self.told + other.told)


def _mistaken(told: Iterable[Response], weights: Iterable[float]) -> Mapping[str, float]:
    """By fault, how many claims are not so for each that is: what ships, moved by the customer's own claims.

    Claims of other faults move a fault a little, where there are enough. A claim that was unsure for want of
    hours is denied as was to be expected: only what is left of it speaks against the rule.
    """
    houses: dict[str, dict[str, _Claims]] = defaultdict(dict)
    for one, weight in zip(told, weights, strict=True):
        share = _shipped(one.fault)
        established = min(max(one.shown, _LEAST_SHOWN) / share, 1.0)
        part = 1.0 if one.real else established * (1 - share) / (1 - share * established)
        claim = _Claims(weight * one.real, weight * part, 1)
        houses[one.fault][one.building] = houses[one.fault].get(one.building, _Claims()) + claim
    own = {
        fault: sum((each.bounded(_MOST_OF_A_BUILDING) for each in of.values()), _Claims())
        for fault, of in houses.items()
    }
    bounded = {fault: each.bounded(_MOST_OF_A_FAULT) for fault, each in own.items()}
    whole = sum(bounded.values(), _Claims())
    found = {}
    for fault in (*own, *(load_faults().keys() - own.keys())):
        less = bounded.get(fault, _Claims())
        others = _Claims(whole.right - less.right, whole.of - less.of, whole.told - less.told)
        if fault in own or others.told >= _LEAST_ANSWERS:
            found[fault] = 1 / _share(_shipped(fault), own.get(fault, _Claims()), others) - 1
    return found


def _in_house(
    told: Iterable[Response], weights: Iterable[float], mistaken: Mapping[str, float]
) -> Mapping[str, Mapping[str, float]]:
    """By building and fault, how many claims are not so for each that is, where none was found real."""
    denied: dict[tuple[str, str], float] = defaultdict(float)
    for one, weight in zip(told, weights, strict=True):
        # A repair that did not help may have failed, or the fault came back: that says nothing of the house.
        if one.kind != "not_fixed":
            denied[one.building, one.fault] += -np.inf if one.real else weight
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (building, fault), weight in denied.items():
        if weight > 0:
            share = 1 / (1 + mistaken[fault]) * _ELSEWHERE_CLAIMS / (_ELSEWHERE_CLAIMS + weight)
            found[building][fault] = 1 / share - 1
    return found


def _shipped(fault: str) -> float:
    return 1 / (1 + min(mistaken_share(fault), MOST_MISTAKEN))


def _share(shipped: float, own: _Claims, others: _Claims) -> float:
    """The share of claims that are so: mean of a beta distribution, within what a customer may learn."""
    odds = shipped / (1 - shipped)
    if others.told >= _LEAST_ANSWERS:
        usual = _shipped("")
        sure = (usual * _SHIPPED_OF_ALL + others.right) / (_SHIPPED_OF_ALL + others.of)
        odds *= sure / (1 - sure) * (1 - usual) / usual
    prior = odds / (1 + odds)
    learned = (prior * _SHIPPED_CLAIMS + own.right) / (_SHIPPED_CLAIMS + own.of)
    return min(max(learned, LEAST_SURE), max(MOST_SURE, shipped))


def _checked(told: Iterable[Response]) -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for one in told:
        right, of = found.get(one.fault, (0, 0))
        if one.kind != "done":
            found[one.fault] = right + one.real, of + 1
    return found
