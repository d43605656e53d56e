"""Many buildings as if they were one: evidence, beliefs and what was learned, side by side and apart again.

Equipment of the whole is named "building, unit separator, equipment", as ids are unique in a building alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from model.beliefs.belief import Belief, aligned
from model.beliefs.evidence import HourEvidence, evidence_by_kind
from model.frames.frames import HOLD_HOURS, HOUR_MS, LOOK_BACK_HOURS, Frames
from model.frames.framing import assemble, block_of
from model.frames.history import ReadingSource
from model.frames.places import Index
from model.healthy.learning.learned import Learned
from model.healthy.learning.learning import Learning, Sums, align_learning, laws_of, learned
from model.site.graph import Building

_APART = "\x1f"


def named(building: str, equipment: str) -> str:
    """Name of a building's equipment among that of others."""
    return f"{building}{_APART}{equipment}"


@dataclass(frozen=True, slots=True)
class Together:
    """Evidence on several buildings, by kind; ``bounds`` (B + 1,) tell whose equipment is where."""

    evidence: Mapping[str, HourEvidence]
    bounds: Mapping[str, Index]


def evidence_together(
    buildings: Sequence[Building],
    timezone: str,
    readings: ReadingSource,
    start_ms: int,
    end_ms: int,
    *,
    learning: Mapping[str, Learning],
) -> Together:
    """Evidence for the whole hours start_ms <= hour < end_ms, within one day that began with ``learning``."""
    first_ms = start_ms - LOOK_BACK_HOURS * HOUR_MS
    block = block_of(buildings, readings, first_ms, end_ms, lead_hours=HOLD_HOURS)
    kinds = assemble(block, timezone)
    # Frames refer to each other by this very mapping.
    kinds.update({kind: replace(of, learned=_learned(of, learning.get(kind))) for kind, of in kinds.items()})
    found = evidence_by_kind(kinds, start_ms, timezone)
    evidence = {kind: replace(each, equipment=_names(kinds[kind])) for kind, each in found.items()}
    several = np.arange(len(buildings) + 1)
    return Together(evidence, {kind: np.searchsorted(kinds[kind].building_of, several) for kind in found})


def _names(frames: Frames) -> tuple[str, ...]:
    return tuple(
        named(frames.buildings[number], equipment.id)
        for number, equipment in zip(frames.building_of.tolist(), frames.equipment, strict=True)
    )


def _learned(frames: Frames, learning: Learning | None) -> dict[str, Learned]:
    if learning is None or not learning.known:
        return {}
    mine = align_learning(learning, _names(frames))
    none = {law.id: Sums.none(law, frames.shape[1]) for law in laws_of(frames.kind)}
    return {law.id: learned(law, mine.known.get(law.id, none[law.id])) for law in laws_of(frames.kind)}


def beliefs_together(each: Sequence[tuple[str, Mapping[str, Belief]]]) -> dict[str, Belief]:
    """Beliefs of several buildings (id, beliefs by kind) as of one."""
    found: dict[str, list[tuple[str, Belief]]] = {}
    for building, beliefs in each:
        for kind, belief in beliefs.items():
            found.setdefault(kind, []).append((building, belief))
    return {
        kind: _joined(
            [
                replace(belief, equipment=_named_all(building, belief.equipment))
                for building, belief in several
            ]
        )
        for kind, several in found.items()
    }


def learning_together(each: Sequence[tuple[str, Mapping[str, Learning]]]) -> dict[str, Learning]:
    """What was learned in several buildings as in one; all of them have begun the same day."""
    found: dict[str, list[Learning]] = {}
    for building, learning in each:
        for kind, one in learning.items():
            found.setdefault(kind, []).append(replace(one, equipment=_named_all(building, one.equipment)))
    return {kind: _joined_learning(several) for kind, several in found.items()}


def beliefs_of(number: int, building: str, beliefs: Mapping[str, Belief], at: Together) -> dict[str, Belief]:
    """The beliefs of one building out of those of several, copied."""
    return {
        kind: _part(beliefs[kind], _own(number, at.bounds[kind]), building)
        for kind in at.evidence
        if at.bounds[kind][number] < at.bounds[kind][number + 1]
    }


def learning_of(
    number: int, building: str, learning: Mapping[str, Learning], at: Together
) -> dict[str, Learning]:
    """What was learned of one building out of several."""
    found = {}
    for kind, bounds in at.bounds.items():
        own = _own(number, bounds)
        if kind in learning and own.start < own.stop:
            one = learning[kind]
            found[kind] = replace(
                one,
                equipment=_plain(building, one.equipment[own]),
                known={law: _cut(sums, own) for law, sums in one.known.items()},
                today={law: _cut(sums, own) for law, sums in one.today.items()},
            )
    return found


def _own(number: int, bounds: Index) -> slice:
    return slice(int(bounds[number]), int(bounds[number + 1]))


def _named_all(building: str, equipment: Sequence[str]) -> tuple[str, ...]:
    return tuple(named(building, identifier) for identifier in equipment)


def _plain(building: str, equipment: Sequence[str]) -> tuple[str, ...]:
    cut = len(building) + len(_APART)
    return tuple(identifier[cut:] for identifier in equipment)


def _arrays(belief: Belief) -> dict[str, Any]:
    return {f.name: getattr(belief, f.name) for f in fields(belief) if f.name not in {"kind", "equipment"}}


def _joined(several: Sequence[Belief]) -> Belief:
    arrays = [_arrays(belief) for belief in several]
    equipment = tuple(identifier for belief in several for identifier in belief.equipment)
    together: dict[str, Any] = {
        name: np.concatenate([one[name] for one in arrays], axis=1) for name in arrays[0]
    }
    return replace(several[0], equipment=equipment, **together)


def _part(belief: Belief, own: slice, building: str) -> Belief:
    arrays = {name: values[:, own].copy() for name, values in _arrays(belief).items()}
    return replace(belief, equipment=_plain(building, belief.equipment[own]), **arrays)


def _cut(sums: Sums, own: slice) -> Sums:
    return Sums(*(array[own] for array in sums.arrays()))


def _joined_learning(several: Sequence[Learning]) -> Learning:
    """Joined by equipment; a law that one of them has not seen yet has no sums there."""
    equipment = tuple(identifier for one in several for identifier in one.equipment)
    laws = laws_of(several[0].kind)

    def joined(which: str) -> dict[str, Sums]:
        present = [law for law in laws if any(law.id in getattr(one, which) for one in several)]
        result = {}
        for law in present:
            parts = [getattr(one, which).get(law.id) or Sums.none(law, len(one.equipment)) for one in several]
            columns = zip(*(part.arrays() for part in parts), strict=True)
            result[law.id] = Sums(*(np.concatenate(arrays) for arrays in columns))
        return result

    return replace(several[0], equipment=equipment, known=joined("known"), today=joined("today"))


def in_order(beliefs: Mapping[str, Belief], evidence: Mapping[str, HourEvidence]) -> dict[str, Belief]:
    """Beliefs about the equipment that there is evidence on, in its order."""
    return {
        kind: beliefs[kind]
        if kind in beliefs and beliefs[kind].equipment == found.equipment
        else aligned(beliefs.get(kind), kind, found.equipment)
        for kind, found in evidence.items()
    }
