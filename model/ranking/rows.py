"""What is believed, a row for each fault of each equipment that is worth logging."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from model.beliefs.belief import Belief
from model.beliefs.evidence import WASTES
from model.blindness.blindness import hidden_share
from model.causes.causes import Probabilities
from model.causes.topology import Topology
from model.frames.windows import Floats
from model.ranking.borne import wasted_with_symptoms
from model.ranking.craft import Craft, Index
from model.ranking.prices import electricity_at, in_share
from model.ranking.size import Size, size_of
from model.ranking.unfelt import felt_unseen
from model.ranking.unseen import unseen_per_day
from model.site.graph import Equipment
from model.site.steering import ALWAYS_THERE

_DISCOMFORT = WASTES.index("discomfort")
# What hides all that is behind it.
_SILENCES = frozenset({"gateway_offline", "controller_offline"})
# Under this nothing is even written to the log.
LEAST_PROBABILITY = 0.1


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """N rows; ``buildings`` and ``equipment`` name what ``building`` and ``place`` (N,) number.

    ``fault`` (N,) is a number of ``Craft``, ``column`` (N,) the equipment's place in its kind's belief.
    ``days`` (N,) on how many days hours spoke for it since the evidence turned. ``waste`` (N, W) in the
    order of ``evidence.WASTES``; ``people``, ``energy`` [kWh/d] and ``flow_doubt`` (N,) are the size of the
    equipment, ``hidden`` (N,) the share of its energy that a blind sensor hides, ``unseen`` (N,) what
    silence hides [currency a day]; ``electricity`` (N, 3) the price of a kWh in the hours in which the
    fault wastes.
    """

    buildings: tuple[str, ...]
    equipment: tuple[str, ...]
    building: Index
    place: Index
    column: Index
    fault: Index
    probability: Floats
    days: Floats
    waste: Floats
    people: Floats
    energy: Floats
    flow_doubt: Floats
    hidden: Floats
    unseen: Floats
    electricity: Floats

    def __len__(self) -> int:
        """N."""
        return len(self.fault)

    def key(self, row: int, craft: Craft) -> tuple[str, str, str]:
        """Building, equipment and fault: what an answer is about."""
        fault = craft.faults[int(self.fault[row])].id
        return self.buildings[int(self.building[row])], self.equipment[int(self.place[row])], fault


def rows_of(
    beliefs: Mapping[str, Belief],
    chances: Mapping[str, Probabilities],
    topology: Topology,
    craft: Craft,
    outdoor_c: float = float("nan"),
) -> Rows:
    """Rows of one building, in the order of equipment and fault ids; it is ``outdoor_c`` outside [degC]."""
    sizes: dict[tuple[bool, str], Size] = {}
    found: list[tuple[str, int, int, str]] = []
    for kind, belief in beliefs.items():
        for at, column in np.argwhere(chances[kind].probability >= LEAST_PROBABILITY).tolist():
            identifier = belief.equipment[column]
            # The silence of a controller that was never heard tells nothing.
            if not topology.knows(kind, identifier):
                continue
            owner = topology.owner_of(kind, identifier)
            if kind == "sensor" and not _counts(owner, identifier.rpartition("/")[2]):
                continue
            found.append((identifier, at, column, kind))
            size = _key_of(kind, owner)
            if size not in sizes:
                sizes[size] = size_of(owner, topology.building, craft.costs)
    found.sort(key=lambda one: (one[0], beliefs[one[3]].faults[one[1]]))
    names = tuple(dict.fromkeys(identifier for identifier, *_ in found))
    place = {name: at for at, name in enumerate(names)}
    own = [sizes[_key_of(kind, topology.owner_of(kind, identifier))] for identifier, _, _, kind in found]
    number = [craft.first_of_kind[kind] + at for _, at, _, kind in found]
    usually = in_share(topology.building)
    wasted = wasted_with_symptoms({kind for *_, kind in found}, beliefs, chances, topology, usually)
    waste = np.array([wasted[kind][at, column] for _, at, column, kind in found]).reshape(-1, len(WASTES))
    told = np.array([chances[kind].complained[at, column] > 0 for _, at, column, kind in found], dtype=bool)
    to_be_felt = (
        np.array(
            [
                felt_unseen(identifier, beliefs[kind], (at, column), craft.costs, outdoor_c, told=people_said)
                * size.people
                for (identifier, at, column, kind), size, people_said in zip(found, own, told, strict=True)
            ]
        )
        * usually
    )
    # What a blind loop is seen to do replaces what such loops do on the average.
    blind = told | np.array([kind == "sensor" for *_, kind in found], dtype=bool)
    felt = waste[:, _DISCOMFORT]
    waste[:, _DISCOMFORT] = np.where(blind, np.maximum(felt, to_be_felt), felt + to_be_felt)
    prices = {
        time: electricity_at(time, topology.building, craft.costs)
        for time in {craft.facts[n].wastes_when for n in number}
    }
    paid = [prices[craft.facts[n].wastes_when] for n in number]
    return Rows(
        buildings=(topology.building.id,),
        equipment=names,
        building=np.zeros(len(found), dtype=np.int64),
        place=np.array([place[identifier] for identifier, *_ in found], dtype=np.int64),
        column=np.array([column for _, _, column, _ in found], dtype=np.int64),
        fault=np.array(number, dtype=np.int64),
        probability=np.array([chances[kind].probability[at, column] for _, at, column, kind in found]),
        days=np.array([beliefs[kind].days[at, column] for _, at, column, kind in found]),
        waste=waste,
        people=np.array([size.people for size in own]),
        energy=np.array([size.energy_kwh_per_day for size in own]),
        flow_doubt=np.array([size.flow_doubt for size in own]),
        hidden=np.array([_hidden(identifier, kind, topology) for identifier, _, _, kind in found]),
        unseen=np.array(
            [_unseen(n, i, kind, topology, craft) for n, (i, _, _, kind) in zip(number, found, strict=True)]
        ),
        electricity=np.array([(p.low, p.likely, p.high) for p in paid]).reshape(-1, 3),
    )


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows of several buildings as one table, each name numbered anew."""
    if len(parts) == 1:
        return parts[0]
    columns: dict[str, Any] = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        if parts
        else np.zeros((0, {"waste": len(WASTES), "electricity": 3}[f.name]))
        if f.name in {"waste", "electricity"}
        else np.zeros(0, dtype=np.int64 if f.name in {"building", "place", "column", "fault"} else np.float64)
        for f in fields(Rows)
        if f.name not in {"buildings", "equipment"}
    }
    for name, names in (("building", "buildings"), ("place", "equipment")):
        shift = np.cumsum([0, *(len(getattr(part, names)) for part in parts)])
        columns[name] = columns[name] + np.repeat(shift[:-1], [len(part) for part in parts])
    return Rows(
        buildings=tuple(name for part in parts for name in part.buildings),
        equipment=tuple(name for part in parts for name in part.equipment),
        **columns,
    )


def _key_of(kind: str, owner: Equipment) -> tuple[bool, str]:
    """What names an owner of a belief of ``kind``: many controllers are named like their equipment."""
    return kind == "controller", owner.id


def _hidden(identifier: str, kind: str, topology: Topology) -> float:
    if kind != "sensor":
        return 0.0
    return hidden_share(identifier.rpartition("/")[2], topology.owner_of(kind, identifier).kind)


def _unseen(fault: int, identifier: str, kind: str, topology: Topology, craft: Craft) -> float:
    if craft.facts[fault].id not in _SILENCES:
        return 0.0
    return unseen_per_day(topology.owner_of(kind, identifier), topology.building, craft.costs)


def _counts(owner: Equipment, role: str) -> bool:
    """Whether a sensor was ever heard, or has to be there: any other that never was is a blind spot."""
    return role in ALWAYS_THERE or any(point.role == role for point in owner.points)
