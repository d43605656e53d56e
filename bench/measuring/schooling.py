"""What buildings of practice teach the model, with all of them or with what a world is made of left out."""

import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from bench.measuring.challengers import Facts, leans_on_left_out
from model.training.calibration import ScoreCalibration
from model.training.examples import Examples, LawSums, laws_together
from model.training.laws import widened
from model.training.measures import learned_of
from simulator.buildings.draw import draw_plans
from simulator.faults import fault_kind
from simulator.training import Collected, Life, climate_of, group_of, live


@dataclass(frozen=True, slots=True)
class Practice:
    """All that was seen, with the climate and the kind of each building by its group."""

    examples: Examples
    laws: Mapping[str, LawSums]
    climates: Mapping[str, str]
    kinds: Mapping[str, str]

    @classmethod
    def of(cls, lives: Sequence[Life], collected: Sequence[Collected]) -> "Practice":
        """What ``lives`` showed."""
        places = [
            (group_of(life.seed, plan.id), climate_of(life), plan.kind)
            for life in lives
            for plan in draw_plans(life.seed, life.count, climates={climate_of(life)})
        ]
        return cls(
            Examples.together(each.examples for each in collected),
            laws_together(each.laws for each in collected),
            {group: climate for group, climate, _ in places},
            {group: kind for group, _, kind in places},
        )

    def in_buildings(self, kept: Callable[[str], bool]) -> "Practice":
        """What was seen in the buildings that are ``kept``, by their groups."""
        laws: dict[str, LawSums] = {}
        for law, sums in self.laws.items():
            for part, group in zip(sums.parts, sums.groups, strict=True):
                if kept(group):
                    laws.setdefault(law, LawSums(law)).add(part, group)
        inside = np.array([kept(group) for group in self.examples.group.tolist()], dtype=bool)
        return Practice(self.examples.where(inside), laws, self.climates, self.kinds)

    def of_claims(self, kept: Callable[[str, str], bool]) -> "Practice":
        """Those claims that are ``kept``, by the kind of equipment and the fault."""
        pairs = zip(self.examples.kind.tolist(), self.examples.fault.tolist(), strict=True)
        inside = np.array([kept(kind, fault) for kind, fault in pairs], dtype=bool)
        return Practice(self.examples.where(inside), self.laws, self.climates, self.kinds)

    def write(self, folder: Path) -> None:
        """The artefacts that decide what is believed, into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        learned = {
            "calibration.json": learned_of(ScoreCalibration(), self.examples).document(),
            "laws.json": {"laws": widened(self.laws)},
        }
        for name, document in learned.items():
            (folder / name).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _without_faults(practice: Practice, facts: Facts) -> Practice:
    shown_as = facts.faults.union(*(fault_kind(kind).symptoms for kind in facts.faults))
    return practice.of_claims(lambda _, fault: fault not in shown_as)


# What each leaves out of practice, of the world in which the model then lives.
WITHOUT: Mapping[str, Callable[[Practice, Facts], Practice]] = {
    "nothing": lambda practice, _: practice,
    "climate": lambda practice, facts: practice.in_buildings(
        lambda group: practice.climates[group] != facts.climate
    ),
    "building_kind": lambda practice, facts: practice.in_buildings(
        lambda group: practice.kinds[group] != facts.building_kind
    ),
    "faults": _without_faults,
    "roles": lambda practice, _: practice.of_claims(lambda kind, fault: not leans_on_left_out(kind, fault)),
}


def lived(lives: Sequence[Life], keep: Path, executor: Executor) -> Iterator[Collected]:
    """What lives showed, in their order; what ``keep`` has of an earlier run is not lived again."""
    keep.mkdir(parents=True, exist_ok=True)
    files = [keep / f"{life.seed}-{life.count}-{life.days}.pickle" for life in lives]
    yield from executor.map(_live_or_read, lives, files)


def _live_or_read(life: Life, file: Path) -> Collected:
    if file.is_file():
        return cast("Collected", pickle.loads(file.read_bytes()))  # our own, of a run before
    found = live(life)
    partly = file.with_suffix(".partly")
    partly.write_bytes(pickle.dumps(found))
    partly.replace(file)
    return found
