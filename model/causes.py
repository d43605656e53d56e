"""Causes, not symptoms: a fault that explains another takes its probability; a lying sensor silences both."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.belief import Belief
from model.catalogue import load_faults
from model.faults import FAULT_IDS
from model.topology import Topology
from model.windows import Floats

# A cause explains from the point where it is worth believing; a certain one leaves 2 % for both at once.
_BELIEVED = 0.3
_LEFT = 0.02
_SENSOR_FAULTS = ("sensor_flat", "sensor_stale", "sensor_out_of_range")


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of all faults of one kind, arrays (F, E): logits of prior, evidence and answers, and what is left.

    ``explained`` is the change of the logit by causes and by sensors that are not to be trusted (never
    positive).
    """

    prior: Floats
    gathered: Floats
    answered: Floats
    explained: Floats
    probability: Floats


def logit(p: Floats) -> Floats:
    """Log-odds."""
    return np.log(p) - np.log1p(-p)


def probabilities(
    beliefs: Mapping[str, Belief], topology: Topology, answered: Mapping[str, Floats]
) -> dict[str, Probabilities]:
    """Probability of each fault of each equipment of a building, causes taken into account.

    ``answered``: logits (F, E) by kind that the managers' answers add; missing kinds have none.
    """
    facts = load_faults()
    raw: dict[str, Floats] = {}
    parts: dict[str, tuple[Floats, Floats, Floats]] = {}
    for kind, belief in beliefs.items():
        prior = logit(np.array([facts[f].prior.value.likely for f in belief.faults]))[:, None]
        prior = np.broadcast_to(prior, belief.score.shape)
        said = answered.get(kind, np.zeros_like(belief.score))
        parts[kind] = prior, belief.score, said
        raw[kind] = 1 / (1 + np.exp(-(prior + belief.score + said)))
    result = {}
    for kind, belief in beliefs.items():
        left = _left_by_causes(kind, belief, beliefs, raw, topology)
        prior, score, said = parts[kind]
        p = np.clip(raw[kind] * left, 1e-9, 1 - 1e-9)
        total = prior + score + said
        result[kind] = Probabilities(prior, score, said, logit(p) - total, p)
    return result


def nothing_wrong(belief: Belief) -> Floats:
    """How far (E,) equipment may be learned from as healthy: 1, or little where a fault is believed."""
    facts = load_faults()
    prior = logit(np.array([facts[f].prior.value.likely for f in belief.faults]))[:, None]
    worst = (1 / (1 + np.exp(-(prior + belief.score)))).max(axis=0, initial=0.0)
    return _gate(worst)


def _gate(p: Floats) -> Floats:
    believed = np.clip((p - _BELIEVED) / (1 - _BELIEVED), 0.0, 1.0)
    return np.asarray(1 - believed * (1 - _LEFT))


def _left_by_causes(
    kind: str,
    belief: Belief,
    beliefs: Mapping[str, Belief],
    raw: Mapping[str, Floats],
    topology: Topology,
) -> Floats:
    facts = load_faults()
    left = np.ones_like(belief.score)
    row = {fault: at for at, fault in enumerate(belief.faults)}
    roles = {role for fault in row for role in facts[fault].leans_on}
    trusted = {role: _gate(_sensor_wrong(role, kind, beliefs, raw, topology)) for role in sorted(roles)}
    for fault, at in row.items():
        for cause in facts[fault].explained_by:
            if cause.where == "same_equipment" and cause.fault in row:
                left[at] *= _gate(raw[kind][row[cause.fault]])
            elif cause.where == "fed_by":
                left[at] *= _gate(_of_feeder(cause.fault, kind, raw, topology))
            elif cause.where == "building":
                left[at] *= _gate(_anywhere(cause.fault, raw))
        for role in facts[fault].leans_on:
            if facts[fault].sensor_of != role:
                left[at] *= trusted[role]
    return left


def _of_feeder(fault: str, kind: str, raw: Mapping[str, Floats], topology: Topology) -> Floats:
    worst = np.zeros(len(topology.order[kind]))
    for feeding in raw:
        ids = FAULT_IDS[feeding]
        if fault in ids and feeding != kind:
            index = topology.feeder(feeding, kind)
            p = raw[feeding][ids.index(fault)]
            worst = np.maximum(worst, np.where(index >= 0, p[np.maximum(index, 0)], 0.0))
    return worst


def _anywhere(fault: str, raw: Mapping[str, Floats]) -> Floats:
    rows = [p[FAULT_IDS[kind].index(fault)] for kind, p in raw.items() if fault in FAULT_IDS[kind]]
    return np.array(max((float(r.max()) for r in rows if r.size), default=0.0))


def _sensor_wrong(
    role: str, kind: str, beliefs: Mapping[str, Belief], raw: Mapping[str, Floats], topology: Topology
) -> Floats:
    facts = load_faults()
    worst = np.zeros(len(topology.order[kind]))
    if "sensor" in beliefs and beliefs["sensor"].equipment:
        index = topology.sensor(kind, role)
        rows = [at for at, fault in enumerate(beliefs["sensor"].faults) if fault in _SENSOR_FAULTS]
        p = raw["sensor"][rows].max(axis=0)
        worst = np.where(index >= 0, p[np.maximum(index, 0)], 0.0)
    for at, fault in enumerate(beliefs[kind].faults):
        if facts[fault].sensor_of == role:
            worst = np.maximum(worst, raw[kind][at])
    if kind != "air_handler" and "air_handler" in raw:
        for fault in (f for f in FAULT_IDS["air_handler"] if facts[f].sensor_of == role):
            worst = np.maximum(worst, _of_feeder(fault, kind, raw, topology))
    return worst
