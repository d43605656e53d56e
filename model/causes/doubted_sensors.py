"""Which sensors are not to be trusted, and how surely: by what their points say, and by all beside them."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from model.beliefs.belief import Belief
from model.catalogue import load_faults
from model.causes.topology import Topology
from model.faults import FAULT_IDS
from model.frames.windows import Floats

POINT_FAULTS = ("sensor_flat", "sensor_stale", "sensor_out_of_range")


@cache
def lies_of(role: str) -> frozenset[str]:
    """Faults that say of the sensor of a role that it is not to be trusted."""
    own = {fault for fault, facts in load_faults().items() if facts.sensor_of == role}
    return frozenset({*POINT_FAULTS, *own})


def sensor_wrong(
    role: str, kind: str, beliefs: Mapping[str, Belief], raw: Mapping[str, Floats], topology: Topology
) -> Floats:
    """How surely (E,) the sensor of a role of equipment of a kind is wrong, or that of what feeds it.

    ``raw``: probabilities (F, E) by kind.
    """
    facts = load_faults()
    worst = point_wrong(role, kind, raw, topology)
    for at, fault in enumerate(beliefs[kind].faults):
        if facts[fault].sensor_of == role:
            worst = np.maximum(worst, raw[kind][at])
    if kind != "air_handler" and "air_handler" in raw:
        for fault in (f for f in FAULT_IDS["air_handler"] if facts[f].sensor_of == role):
            worst = np.maximum(worst, of_feeder(fault, kind, raw, topology))
    return worst


def point_wrong(role: str, kind: str, raw: Mapping[str, Floats], topology: Topology) -> Floats:
    """How surely (E,) the point of a role stands still, is silent or says what cannot be."""
    if "sensor" not in raw or not raw["sensor"].shape[1]:
        return np.zeros(len(topology.order[kind]))
    index = topology.sensor(kind, role)
    p = raw["sensor"][[FAULT_IDS["sensor"].index(fault) for fault in POINT_FAULTS]].max(axis=0)
    return np.where(index >= 0, p[np.maximum(index, 0)], 0.0)


def of_its_points(fault: str, kind: str, raw: Mapping[str, Floats], topology: Topology) -> Floats:
    """Probability (E,) of a fault of any point of equipment of a kind: the likeliest of them."""
    worst = np.zeros(len(topology.order[kind]))
    owner = topology.owner(kind)
    on = owner >= 0
    if on.any():
        np.maximum.at(worst, owner[on], raw["sensor"][FAULT_IDS["sensor"].index(fault)][on])
    return worst


def of_feeder(fault: str, kind: str, raw: Mapping[str, Floats], topology: Topology) -> Floats:
    """Probability (E,) of a fault of what feeds equipment of a kind: of the surest of its feeders."""
    worst = np.zeros(len(topology.order[kind]))
    for feeding in raw:
        ids = FAULT_IDS[feeding]
        if fault in ids and feeding != kind:
            index = topology.feeders(feeding, kind)
            p = raw[feeding][ids.index(fault)]
            each = np.where(index >= 0, p[np.maximum(index, 0)], 0.0) if len(p) else np.zeros(index.shape)
            worst = np.maximum(worst, each.max(axis=1, initial=0.0))
    return worst
