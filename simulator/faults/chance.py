"""Faults that arise by chance, building by building."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults.fault import Fault
from simulator.faults.kind import FaultKind
from simulator.faults.kinds import fault_kind, fault_kinds
from simulator.faults.place import Place, whole_building
from simulator.faults.scenario import Scenario

_PURPOSE = 31
_LEAST_SEVERITY = 0.35
_DUTY = (0.3, 0.8)
_YEAR_DAYS = 365.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can break: ``sensors`` is empty, the one that lies, or the two that are swapped."""

    kind: FaultKind
    equipment: str
    sensors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Fate:
    """What is to come of one building."""

    plan: Plan
    places: list[Place]
    next_ms: float
    number: int = 0
    candidates: tuple[Candidate, ...] = ()
    summed: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))


def candidates(plan: Plan, places: Iterable[Place]) -> tuple[Candidate, ...]:
    """All that can break in the building of ``plan``, on its equipment ``places`` and on itself."""
    found: list[Candidate] = []
    kinds = [kind for kind in fault_kinds().values() if kind.fits(plan)]
    for place in [*places, whole_building(plan, 0)]:
        paths = frozenset(place.paths)
        for kind in kinds:
            if place.kind in kind.on and _shows(kind, paths):
                found += (Candidate(kind, place.id, sensors) for sensors in _sensors(kind, paths))
    return tuple(found)


def _shows(kind: FaultKind, paths: frozenset[str]) -> bool:
    if kind.silences == "device":
        return bool(paths)
    return not kind.publishes or not paths.isdisjoint(kind.publishes)


def _sensors(kind: FaultKind, paths: frozenset[str]) -> list[tuple[str, ...]]:
    if kind.lie is None:
        return [()]
    if kind.lie.how == "swapped":
        return [pair for pair in kind.lie.pairs if paths.issuperset(pair)]
    return [(path,) for path in kind.lie.sensors if path in paths]


class Chance:
    """Draws the faults of a scenario in the order of their onsets.

    The n-th draw of a building depends on the seed of its plan and on n alone: neither other buildings nor
    what is mended change it. What may not arise, because too much or just this is broken, is passed over.
    """

    def __init__(
        self, scenario: Scenario, plans: Sequence[Plan], places: Iterable[Place], start_ms: int
    ) -> None:
        """``places`` of all buildings, in any order of buildings; time begins at ``start_ms``."""
        self._scenario = scenario
        self._start_ms = start_ms
        self._first = sorted(scenario.first, key=lambda fault: (fault.onset_ms, fault.id))
        by_building: dict[str, list[Place]] = {plan.id: [] for plan in plans}
        for place in places:
            by_building[place.building].append(place)
        self._fates = [_Fate(plan, by_building[plan.id], float(start_ms)) for plan in plans]
        self._queue: list[tuple[float, int]] = []
        if scenario.mean_gap_days is not None or scenario.intensity > 0:
            for number, fate in enumerate(self._fates):
                self._prepare(fate)
                if fate.candidates:
                    self._wait(number)

    def until(self, time_ms: int, active: Sequence[Fault]) -> list[Fault]:
        """The faults that arise until ``time_ms`` (inclusive); ``active`` are those unmended by then."""
        arisen: list[Fault] = []
        while self._first and self._start_ms + self._first[0].onset_ms <= time_ms:
            fault = self._first.pop(0)
            arisen.append(replace(fault, onset_ms=self._start_ms + fault.onset_ms))
        broken: dict[str, list[Fault]] | None = None
        while self._queue and self._queue[0][0] <= time_ms:
            onset_ms, number = heapq.heappop(self._queue)
            if broken is None:
                broken = {}
                for fault in [*active, *arisen]:
                    broken.setdefault(fault.building, []).append(fault)
            here = broken.setdefault(self._fates[number].plan.id, [])
            # Whole hours, as often as the world asks what is broken: it is felt from its onset.
            fault = self._draw(self._fates[number], int(onset_ms) // HOUR_MS * HOUR_MS)
            taken = set[tuple[str, str]]().union(*(claims(other) for other in here))
            if len(here) < self._scenario.most_at_once and not taken & claims(fault):
                arisen.append(fault)
                here.append(fault)
            self._fates[number].number += 1
            self._wait(number)
        return sorted(arisen, key=lambda fault: (fault.onset_ms, fault.id))

    def _prepare(self, fate: _Fate) -> None:
        only = self._scenario.only
        found = candidates(fate.plan, fate.places)
        fate.candidates = tuple(each for each in found if not only or each.kind.id in only)
        fate.summed = np.cumsum([each.kind.per_year for each in fate.candidates])

    def _wait(self, number: int) -> None:
        fate = self._fates[number]
        gap = self._scenario.mean_gap_days
        if gap is None:
            gap = _YEAR_DAYS / (float(fate.summed[-1]) * self._scenario.intensity)
        rng = np.random.default_rng([*fate.plan.seed, _PURPOSE, fate.number, 0])
        fate.next_ms += rng.exponential(gap) * DAY_MS
        heapq.heappush(self._queue, (fate.next_ms, number))

    def _draw(self, fate: _Fate, onset_ms: int) -> Fault:
        rng = np.random.default_rng([*fate.plan.seed, _PURPOSE, fate.number, 1])
        at = rng.random() * fate.summed[-1]
        chosen = fate.candidates[int(np.searchsorted(fate.summed, at, side="right"))]
        kind = chosen.kind
        severity = float(rng.uniform(_LEAST_SEVERITY, 1.0))
        other_side = rng.random() < 0.5
        onset = list(kind.onset)[int(rng.choice(len(kind.onset), p=list(kind.onset.values())))]
        ramp_days, duty = float(rng.uniform(*kind.ramp_days)), float(rng.uniform(*_DUTY))
        return Fault(
            id=f"{fate.plan.id}-f{fate.number + 1}",
            kind=kind.id,
            building=fate.plan.id,
            equipment=chosen.equipment,
            severity=severity,
            onset_ms=onset_ms,
            value=kind.span.mirrored(severity) if kind.signed and other_side else None,
            sensor=chosen.sensors[0] if chosen.sensors else None,
            onset=onset,
            ramp_days=ramp_days if onset == "drifting" else 0.0,
            duty=duty if onset == "intermittent" else 1.0,
            swapped_with=chosen.sensors[1] if len(chosen.sensors) > 1 else None,
        )


def claims(fault: Fault) -> set[tuple[str, str]]:
    """What no other fault may have at the same time: (equipment, field that it changes)."""
    kind = fault_kind(fault.kind)
    paths = [effect.field.path for effect in kind.effects]
    paths += [path for path in (fault.sensor, fault.swapped_with) if path is not None]
    paths += ["messages"] if kind.silences is not None else []
    return {(fault.equipment, path) for path in paths}
