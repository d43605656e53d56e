"""What was claimed on healthy buildings, counted by fault, and kept in a file while lives go on."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from model.round import Judged

BELIEVED = 0.5


@dataclass(frozen=True, slots=True)
class Action:
    """An action that was shown and not shown the day before; ``day`` of the life, from 1."""

    fault: str
    place: str
    equipment: str
    action: str
    day: int
    probability: float


@dataclass
class Claims:
    """Building-days looked at, and what was claimed on them by fault; ``where`` counts days by equipment.

    ``begun`` counts actions: what is shown again on the next look is the same one; ``actions`` are they.
    """

    building_days: int = 0
    shown: Counter[str] = field(default_factory=Counter)
    begun: Counter[str] = field(default_factory=Counter)
    believed: Counter[str] = field(default_factory=Counter)
    buildings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    where: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    surest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    actions: list[Action] = field(default_factory=list)

    @property
    def building_years(self) -> float:
        """How long was looked."""
        return self.building_days / 365

    def take_in(self, place: str, judged: Judged, shown: str | None, new: Action | None) -> None:
        """Count one look at one building; ``place`` names it and its season, ``new``: not shown before."""
        self.building_days += 1
        if shown is not None:
            self.shown[shown] += 1
        if new is not None:
            self.begun[new.fault] += 1
            self.actions.append(new)
        claimed = list(_claimed(judged))
        self.believed.update({fault for fault, _, _ in claimed})
        for fault, equipment, probability in claimed:
            self.buildings[fault].add(place)
            self.where[fault][f"{place} {equipment}"] += 1
            self.surest[fault] = max(self.surest[fault], probability)

    def add(self, other: "Claims") -> None:
        """Take in what was counted elsewhere."""
        self.building_days += other.building_days
        self.actions += other.actions
        for name in ("shown", "begun", "believed"):
            getattr(self, name).update(getattr(other, name))
        for fault, places in other.buildings.items():
            self.buildings[fault] |= places
        for fault, counted in other.where.items():
            self.where[fault].update(counted)
        for fault, p in other.surest.items():
            self.surest[fault] = max(self.surest[fault], p)

    def keep(self, file: Path) -> None:
        """Append to a file as one line."""
        line = {
            **vars(self),
            "buildings": {fault: sorted(places) for fault, places in self.buildings.items()},
            "actions": [asdict(action) for action in self.actions],
        }
        with file.open("a") as out:
            out.write(json.dumps(line) + "\n")


def kept(file: Path) -> Claims:
    """All that was kept in a file."""
    together = Claims()
    for line in file.read_text().splitlines():
        together.add(_read(json.loads(line)))
    return together


def _read(line: dict[str, Any]) -> Claims:
    claims = Claims(building_days=line["building_days"], actions=[Action(**one) for one in line["actions"]])
    for name in ("shown", "begun", "believed", "surest"):
        getattr(claims, name).update(line[name])
    claims.buildings.update({fault: set(places) for fault, places in line["buildings"].items()})
    claims.where.update({fault: Counter(counted) for fault, counted in line["where"].items()})
    return claims


def _claimed(judged: Judged) -> Iterator[tuple[str, str, float]]:
    """Fault, equipment and probability of all that is believed."""
    for kind, belief in judged.beliefs.items():
        probability = judged.chances[kind].probability
        for row, column in np.argwhere(probability > BELIEVED):
            yield belief.faults[row], belief.equipment[column], float(probability[row, column])
