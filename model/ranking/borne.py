"""What people bear of a symptom, a cause that explains it makes them bear: whoever mends it takes it away."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from model.beliefs.belief import BORNE_BY_PEOPLE, Belief
from model.catalogue import load_faults
from model.causes.causes import Probabilities, expit
from model.causes.topology import Topology
from model.frames.windows import Floats


def wasted_with_symptoms(
    kinds: Collection[str],
    beliefs: Mapping[str, Belief],
    chances: Mapping[str, Probabilities],
    topology: Topology,
    in_share: float,
) -> dict[str, Floats]:
    """``Belief.wasted`` (F, E, W) of ``kinds``; what only people bear is that of symptoms, where it is more.

    If the cause is there, each of its symptoms is its work, as surely as the symptom itself is seen; of what
    feeds many rooms, those of all of them together.
    """
    wasted = {
        kind: belief.wasted(in_share)
        for kind, belief in beliefs.items()
        if kind in kinds or belief.waste[..., BORNE_BY_PEOPLE].any()
    }
    for kind, cause, felt in list(_borne(beliefs, chances, topology, wasted)):
        if kind in kinds:
            at = beliefs[kind].faults.index(cause)
            own = wasted[kind][at][:, BORNE_BY_PEOPLE]
            wasted[kind][at][:, BORNE_BY_PEOPLE] = np.maximum(own, felt)
    return {kind: wasted[kind] for kind in kinds}


def _borne(
    beliefs: Mapping[str, Belief],
    chances: Mapping[str, Probabilities],
    topology: Topology,
    wasted: Mapping[str, Floats],
) -> Iterator[tuple[str, str, Floats]]:
    """Kind and fault of each cause, and what people bear (E, people's wastes) of what it explains."""
    facts = load_faults()
    for kind in wasted:
        belief = beliefs[kind]
        by_cause: dict[tuple[str, str], Floats] = {}
        borne = wasted[kind][..., BORNE_BY_PEOPLE]
        for row in np.flatnonzero(borne.any(axis=(1, 2))).tolist():
            known = facts[belief.faults[row]]
            # What a wrong sensor would hide is felt only if it is wrong.
            if known.sensor_of is not None or not known.explained_by:
                continue
            felt = borne[row] * _seen(chances[kind], row)[:, None]
            for each in known.explained_by:
                key = each.where, each.fault
                by_cause[key] = np.maximum(by_cause[key], felt) if key in by_cause else felt
        for (where, cause), felt in by_cause.items():
            if where == "same_equipment" and cause in belief.faults:
                yield kind, cause, felt
            elif where == "fed_by":
                yield from _of_feeders(kind, cause, felt, beliefs, topology)


def _of_feeders(
    kind: str, cause: str, felt: Floats, beliefs: Mapping[str, Belief], topology: Topology
) -> Iterator[tuple[str, str, Floats]]:
    for feeding, belief in beliefs.items():
        if feeding != kind and cause in belief.faults:
            index = topology.feeder(feeding, kind)
            fed = index >= 0
            together = np.zeros((len(belief.equipment), felt.shape[1]))
            np.add.at(together, index[fed], felt[fed])
            yield feeding, cause, together


def _seen(chances: Probabilities, row: int) -> Floats:
    """How surely (E,) a fault's symptom is seen, whatever explains it."""
    return expit(chances.prior[row] + chances.gathered[row] + chances.complained[row] + chances.answered[row])
