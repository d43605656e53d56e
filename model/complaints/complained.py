"""What complaints say of each fault: as far as nothing else explains them, and chance does not either."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import expm1, fsum, log1p

import numpy as np

from model.beliefs.belief import Belief
from model.catalogue import Costs, load_faults
from model.causes.topology import Topology
from model.complaints.complaints import Told
from model.complaints.rates import Rates, RoomsOf, bounded
from model.complaints.rooms import CHANCE, something_felt, together
from model.frames.windows import Floats
from model.ranking.size import size_of
from model.site.steering import STEERING

# What is named first is what a fault does; the rest it does to some. Of stale air, noses tell little after
# some minutes.
_FELT_BY_THE_WAY = 0.3
# A sensor that steers a loop and does not tell leaves it blind about every other time.
_BLINDS = 0.5
_SILENT = frozenset({"controller", "building"})
_FELT_AS = {"comfort": frozenset({"cold", "hot"}), "air": frozenset({"stuffy"})}
# Rooms of a machine have faults of their own: what is heard of two of them by chance says nothing of it.
_LEAST_ROOMS = 3
# Faults of what feeds a room that are worth believing take from what names no cause; guesses do not.
_BELIEVED = 0.3


@dataclass(frozen=True, slots=True)
class Felt:
    """What people said of equipment of one building, by its id, and what an engineer expects of them.

    ``usual``: how much more or less often they complain by chance here than elsewhere, 1 where it is missing.
    """

    told: Mapping[str, Told]
    costs: Costs
    usual: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """A fault at an equipment: where in its belief, how surely felt and as what, and its probability."""

    kind: str
    row: int
    column: int
    surely: float
    felt: frozenset[str]
    p: float

    @property
    def explains(self) -> float:
        """How likely it is there and felt."""
        return self.p * self.surely


@dataclass(slots=True)
class _Building:
    beliefs: Mapping[str, Belief]
    chances: Mapping[str, Floats]
    topology: Topology
    _known: dict[str, list[_Place]] = field(default_factory=dict)

    def faults_at(self, equipment: str) -> list[_Place]:
        """What people would feel of an equipment, its sensors included."""
        if equipment not in self._known:
            self._known[equipment] = list(self._faults_at(equipment))
        return self._known[equipment]

    def _faults_at(self, equipment: str) -> Iterator[_Place]:
        for kind, belief in self.beliefs.items():
            if kind in _SILENT:
                continue
            for column, identifier in enumerate(belief.equipment):
                owner, _, role = identifier.partition("/")
                sensor = kind == "sensor"
                if owner != equipment or (sensor and role not in STEERING):
                    continue
                for row, fault in enumerate(belief.faults):
                    surely, felt = felt_of(fault)
                    # That something is wrong explains nothing of what is.
                    if surely > 0 and not load_faults()[fault].by_people:
                        p = float(self.chances[kind][row, column])
                        yield _Place(kind, row, column, min(surely, _BLINDS) if sensor else surely, felt, p)

    def unnamed_at(self, equipment: str) -> Iterator[tuple[str, int, int]]:
        """Kind, row and column of the faults of an equipment that people alone tell of."""
        for kind, belief in self.beliefs.items():
            if equipment in belief.equipment:
                column = belief.equipment.index(equipment)
                for row, fault in enumerate(belief.faults):
                    if load_faults()[fault].by_people:
                        yield kind, row, column


@cache
def felt_of(fault: str) -> tuple[float, frozenset[str]]:
    """How surely people feel a fault, and as what; 0 where nobody does."""
    consequences = load_faults()[fault].consequences
    felt = frozenset[str]().union(*(_FELT_AS.get(each, frozenset()) for each in consequences))
    return (0.0 if not felt else 1.0 if consequences[0] == "comfort" else _FELT_BY_THE_WAY), felt


def complained(
    felt: Felt, beliefs: Mapping[str, Belief], chances: Mapping[str, Floats], topology: Topology
) -> dict[str, Floats]:
    """Logits (F, E) by kind that complaints add; ``chances`` are the probabilities (F, E) without them.

    Complaints come by chance, or by whatever is felt there (Poisson, with rates that differ from room to
    room): what another fault there, or of what feeds it, explains already says little of this one. That
    nobody complains says nothing. What they have in common (``by_people`` in the catalogue), that something
    is felt, is held against chance and what feeds the room alone, and explains none of them.
    """
    added = {kind: np.zeros_like(belief.score) for kind, belief in beliefs.items()}
    building = _Building(beliefs, chances, topology)
    rooms: dict[str, list[Told]] = {}
    for equipment, told in felt.told.items():
        for feeder in topology.feeding(equipment):
            rooms.setdefault(feeder, []).append(told)
    # Of rooms that one machine feeds, those that say nothing speak for another cause than that.
    share = {feeder: len(those) / max(topology.rooms_behind(feeder), 1) for feeder, those in rooms.items()}
    for equipment, told in felt.told.items():
        here, feeders = building.faults_at(equipment), topology.feeding(equipment)
        above = [
            (each, _as_likely(each.explains, min(share[feeder], 1.0)))
            for feeder in feeders
            for each in building.faults_at(feeder)
        ]
        likely = [p for _, p in above]
        for each, ratio in _ratios(here, likely, [told], _rates(equipment, felt, topology)):
            added[each.kind][each.row, each.column] += ratio
        if not any(together(told, rooms[feeder], topology.rooms_behind(feeder)) for feeder in feeders):
            believed = [p for each, p in above if each.p > _BELIEVED]
            ratio = something_felt(told, believed, _rates(equipment, felt, topology, CHANCE))
            for kind, row, column in building.unnamed_at(equipment):
                added[kind][row, column] += ratio
    for feeder, those in rooms.items():
        if len(those) >= _LEAST_ROOMS:
            rates = RoomsOf(topology.rooms_behind(feeder))
            for each, ratio in _ratios(building.faults_at(feeder), (), those, rates, most=1.0):
                added[each.kind][each.row, each.column] += ratio
    return added


def _as_likely(p: float, ratio: float) -> float:
    """A probability after evidence of this likelihood ratio."""
    return p * ratio / (p * ratio + 1 - p)


def _rates(equipment: str, felt: Felt, topology: Topology, groundless: float = 1.0) -> Rates:
    """Complaints that are to be expected of the people behind an equipment."""
    people = size_of(topology.by_id[equipment], topology.building, felt.costs).people
    here = felt.usual.get(equipment)
    return Rates.of(people, felt.costs, groundless * (here or 1.0), one_room=here is not None)


def _ratios(
    places: Sequence[_Place],
    above: Sequence[float],
    told: Sequence[Told],
    rates: Rates | RoomsOf,
    *,
    most: float = np.inf,
) -> Iterator[tuple[_Place, float]]:
    """Log-likelihood ratios of ``places``, by what was ``told``, of each no more than ``most``.

    ``above``: how likely there is what else would explain it.
    """
    explains = [min(p, 0.999) for p in (*(each.explains for each in places), *above)]
    none = fsum(log1p(-p) for p in explains)
    for each, own in zip(places, explains, strict=False):
        count = sum(min(one.of(each.felt), most) for one in told)
        if count > 0:
            by_chance, by_fault = rates.by_chance(count), rates.by_fault(count)
            others = -expm1(none - log1p(-own))
            here = each.surely * by_fault + (1 - each.surely) * by_chance
            elsewhere = others * by_fault + (1 - others) * by_chance
            yield each, bounded(here, elsewhere)
