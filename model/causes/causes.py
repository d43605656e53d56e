"""Causes, not symptoms: rivals share one whole, causes take from symptoms, lying sensors silence both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from model.beliefs.belief import Belief
from model.catalogue import load_faults
from model.catalogue.fault_facts import FaultFacts
from model.causes.alike import alike
from model.causes.common_causes import in_common
from model.causes.doubted_sensors import (
    POINT_FAULTS,
    lies_of,
    of_feeder,
    of_its_points,
    point_wrong,
    sensor_wrong,
)
from model.causes.topology import Topology
from model.complaints.complained import Felt, complained
from model.faults import FAULT_IDS
from model.frames.windows import Floats
from model.trained.calibration import MOST_MISTAKEN, claim_slope, mistaken_share, raised, worth

# A cause explains from the point where it is worth believing; a certain one leaves 2 % for both at once.
_BELIEVED = 0.3
_LEFT = 0.02
# Something that nobody named: an engineer's guess of what is wrong with one equipment in fifty.
_SOMETHING_ELSE = 0.02


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of all faults of one kind, arrays (F, E): logits of prior, evidence, complaints and answers; the rest.

    ``explained`` is the change of the logit by all that is known of other faults: rivals, causes, symptoms
    in common, and sensors that are not to be trusted. ``shared`` is the part of it that rivals take, never
    positive. ``untaught`` is the probability without what was learned of other equipment. ``healthy``
    and ``something_else`` (E,): that nothing is wrong with an equipment, and that something is which none of
    its faults fits.
    """

    prior: Floats
    gathered: Floats
    complained: Floats
    answered: Floats
    explained: Floats
    probability: Floats
    untaught: Floats
    shared: Floats
    healthy: Floats
    something_else: Floats


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is known of the faults of one kind: ``rivals`` (F, F) marks who shares one whole.

    ``mistaken`` (F, 1): shares that were learned; ``slope``: that of claims over the floor.
    """

    facts: tuple[FaultFacts, ...]
    prior: Floats
    rivals: Floats
    mistaken: Floats
    slope: float


def logit(p: Floats) -> Floats:
    """Log-odds."""
    return np.log(p) - np.log1p(-p)


def expit(logits: Floats) -> Floats:
    """Probability of log-odds, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)))


@cache
def _knowledge(faults: tuple[str, ...]) -> _Knowledge:
    facts = tuple(load_faults()[fault] for fault in faults)
    words = [fact.rivals or f"{fact.id} alone" for fact in facts]
    prior = logit(np.array([fact.prior.value.likely for fact in facts]))
    mistaken = np.array([mistaken_share(fault) for fault in faults])
    return _Knowledge(
        facts,
        prior[:, None],
        np.array([[float(one == other) for other in words] for one in words]).reshape(len(facts), len(facts)),
        np.minimum(mistaken, MOST_MISTAKEN)[:, None],
        claim_slope(),
    )


def probabilities(
    beliefs: Mapping[str, Belief],
    topology: Topology,
    answered: Mapping[str, Floats],
    *,
    lessons: Mapping[str, Floats] = MappingProxyType({}),
    mistaken: Mapping[str, float] = MappingProxyType({}),
    felt: Felt | None = None,
) -> dict[str, Probabilities]:
    """Probability of each fault of each equipment of a building, other faults taken into account.

    ``answered``: logits (F, E) by kind that the managers' answers add, and ``lessons`` what of them was
    learned of other equipment; missing kinds have none. ``mistaken``: by fault, how many claims are not so
    for each that is, where the customer has learned it anew. ``felt``: what people complained of.
    """
    said = {kind: belief.score for kind, belief in beliefs.items()}
    told = {kind: answered.get(kind, np.zeros_like(belief.score)) for kind, belief in beliefs.items()}
    alone = {
        kind: np.broadcast_to(_knowledge(belief.faults).prior, belief.score.shape) + said[kind] + told[kind]
        for kind, belief in beliefs.items()
    }
    first = {kind: _share(beliefs[kind], logits) for kind, logits in alone.items()}
    by_people = {kind: np.zeros_like(logits) for kind, logits in alone.items()}
    if felt is not None and felt.told:
        by_people = complained(felt, beliefs, first, topology)
        alone = {kind: logits + by_people[kind] for kind, logits in alone.items()}
        first = {kind: _share(beliefs[kind], logits) for kind, logits in alone.items()}
    common, raised = in_common(beliefs, alone, first, topology)
    for kind, chance in alike(beliefs, first, topology).items():
        common[kind] = np.maximum(common[kind], chance) if kind in common else chance
    raw = {
        kind: first[kind] if kind not in raised else _share(beliefs[kind], alone[kind] + raised[kind])
        for kind in beliefs
    }
    by_sensors = _left_by_sensors(beliefs, raw, topology)
    # What is judged by a sensor that lies explains nothing: its symptoms are left to be told.
    standing = {kind: _left(by_sensors[kind], raw[kind], belief) for kind, belief in beliefs.items()}
    return {
        kind: _of_kind(
            beliefs[kind],
            by_sensors[kind] * _left_by_causes(kind, beliefs, standing, topology),
            (alone[kind], said[kind], by_people[kind], told[kind]),
            raw=raw[kind],
            common=common.get(kind),
            lessons=lessons.get(kind),
            mistaken=mistaken,
        )
        for kind in beliefs
    }


def _share(belief: Belief, logits: Floats) -> Floats:
    """Probabilities (F, E): rivals and "none of them" share one whole by their odds."""
    odds = np.exp(np.clip(logits, -25.0, 25.0))
    return np.asarray(odds / (1.0 + _knowledge(belief.faults).rivals @ odds))


def _left(left: Floats, raw: Floats, belief: Belief) -> Floats:
    """Symptoms that have another cause say nothing of the fault: it is as likely as before them."""
    known = _knowledge(belief.faults)
    return np.asarray(left * raw + (1 - left) * np.minimum(raw, expit(known.prior)))


def _of_kind(
    belief: Belief,
    left: Floats,
    logits: tuple[Floats, Floats, Floats, Floats],
    *,
    raw: Floats,
    common: Floats | None,
    lessons: Floats | None,
    mistaken: Mapping[str, float],
) -> Probabilities:
    (alone, said, by_people, told), known = logits, _knowledge(belief.faults)
    if common is not None:
        left = left * _gate(common)
    p = np.clip(_left(left, raw, belief), 1e-9, 1 - 1e-9)
    explained = logit(p) - (known.prior + said + by_people + told)
    # Hours say no more than the mistaken leave, whatever they add up to.
    learned = np.zeros_like(p) if lessons is None else lessons
    # What people say is no more than it is; it was not among the claims that the slope was learned of.
    by_hours = logit(p) - learned - by_people
    untaught = expit(worth(raised(by_hours, known.slope) + by_people, known.mistaken))
    # A claim that comes over the floor by what was found elsewhere is as sure as one that comes by its hours.
    taught = raised(by_hours + np.maximum(learned, 0.0), known.slope) + np.minimum(learned, 0.0) + by_people
    sure = worth(taught, known.mistaken)
    surer = taught - raised(by_hours, known.slope) - by_people - learned
    said, told = said + sure - logit(p) - surer, told + surer
    if not mistaken.keys().isdisjoint(belief.faults):
        anew = worth(taught, _learned_anew(belief.faults, known.mistaken, mistaken))
        told, sure = told + anew - sure, anew
    p = expit(sure)
    none = _none_of(known, p)
    strange = expit(logit(np.array(_SOMETHING_ELSE)) + belief.unusual[0])
    prior = np.broadcast_to(known.prior, belief.score.shape)
    return Probabilities(
        prior=prior,
        gathered=said,
        complained=by_people,
        answered=told,
        explained=explained,
        probability=p,
        untaught=untaught,
        shared=logit(np.clip(_share(belief, alone), 1e-9, 1 - 1e-9)) - np.clip(alone, -20.0, 20.0),
        healthy=none * (1 - strange),
        something_else=none * strange,
    )


def _learned_anew(faults: tuple[str, ...], shipped: Floats, learned: Mapping[str, float]) -> Floats:
    """The shares (F, 1) as they ship, but where the customer knows better."""
    own = np.array([learned.get(fault, np.nan) for fault in faults])[:, None]
    return np.where(np.isnan(own), shipped, own)


def _none_of(known: _Knowledge, p: Floats) -> Floats:
    """Probability (E,) that no known fault is there: faults are independent, but for rivals."""
    together = np.minimum(known.rivals @ p, 1 - 1e-9)
    of_each = 1.0 / np.maximum(known.rivals.sum(axis=1, keepdims=True), 1.0)
    none: Floats = np.exp((np.log1p(-together) * of_each).sum(axis=0))
    return none


def nothing_wrong(belief: Belief) -> Floats:
    """How far (E,) equipment may be learned from as healthy: 1, or little where a fault is believed."""
    worst = expit(_knowledge(belief.faults).prior + belief.score).max(axis=0, initial=0.0)
    return _gate(worst)


def _gate(p: Floats) -> Floats:
    believed = np.clip((p - _BELIEVED) / (1 - _BELIEVED), 0.0, 1.0)
    return np.asarray(1 - believed * (1 - _LEFT))


def _left_by_causes(
    kind: str, beliefs: Mapping[str, Belief], raw: Mapping[str, Floats], topology: Topology
) -> Floats:
    """What is left of the symptoms of one kind, (F, E), of which other faults are the causes."""
    belief = beliefs[kind]
    known, left = _knowledge(belief.faults), np.ones_like(belief.score)
    believed = _believed(beliefs, raw)
    if not believed:
        return left
    row = {fault: at for at, fault in enumerate(belief.faults)}
    for at, facts in enumerate(known.facts):
        for cause in facts.explained_by:
            if cause.fault not in believed:
                continue
            if cause.where == "same_equipment" and cause.fault in row:
                left[at] *= _gate(raw[kind][row[cause.fault]])
            elif cause.where == "its_sensor":
                left[at] *= _gate(of_its_points(cause.fault, kind, raw, topology))
            elif cause.where == "fed_by":
                left[at] *= _gate(of_feeder(cause.fault, kind, raw, topology))
            elif cause.where == "building":
                left[at] *= _gate(_anywhere(cause.fault, raw))
    return left


def _left_by_sensors(
    beliefs: Mapping[str, Belief], raw: Mapping[str, Floats], topology: Topology
) -> dict[str, Floats]:
    """By kind, what is left of what is judged by sensors, (F, E), as far as these are trusted."""
    believed = _believed(beliefs, raw)
    return {kind: _trusted(kind, beliefs, raw, topology, believed) for kind in beliefs}


def _trusted(
    kind: str,
    beliefs: Mapping[str, Belief],
    raw: Mapping[str, Floats],
    topology: Topology,
    believed: frozenset[str],
) -> Floats:
    known, left = _knowledge(beliefs[kind].faults), np.ones_like(raw[kind])
    doubted = {role for facts in known.facts for role in facts.leans_on if believed & lies_of(role)}
    trusted = {role: _gate(sensor_wrong(role, kind, beliefs, raw, topology)) for role in sorted(doubted)}
    for at, facts in enumerate(known.facts):
        for role in doubted.intersection(facts.leans_on):
            if facts.sensor_of != role:
                left[at] *= trusted[role]
        # A point that says what no sensor can is not one that is some kelvins off.
        if facts.sensor_of and believed.intersection(POINT_FAULTS):
            left[at] *= _gate(point_wrong(facts.sensor_of, kind, raw, topology))
    return left


def _believed(beliefs: Mapping[str, Belief], raw: Mapping[str, Floats]) -> frozenset[str]:
    """Faults that are believed enough anywhere to explain something: hardly any, in most buildings."""
    return frozenset(
        beliefs[kind].faults[row]
        for kind, p in raw.items()
        for row in np.flatnonzero(p.max(axis=1, initial=0.0) > _BELIEVED)
    )


def _anywhere(fault: str, raw: Mapping[str, Floats]) -> Floats:
    rows = [p[FAULT_IDS[kind].index(fault)] for kind, p in raw.items() if fault in FAULT_IDS[kind]]
    return np.array(max((float(r.max()) for r in rows if r.size), default=0.0))
