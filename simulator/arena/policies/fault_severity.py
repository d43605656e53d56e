"""Fault severity: the rules of Guideline 36, the most severe first, by how much of the time each holds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.frames.frames import STEPS_PER_HOUR
from model.frames.windows import Floats
from model.site.graph import Site
from simulator.arena.policies.recent_frames import RecentFrames
from simulator.arena.policies.resting import Resting
from simulator.arena.policies.rules import Rule, conditions, load_rules
from simulator.arena.policy import REPAIR, Complaint, Heard, Suggestion
from simulator.published import Published

# As it was measured on labelled days: a fault is told when it holds for a tenth of the running time.
_TOLD_SHARE = 0.1
_LEAST_STEPS = STEPS_PER_HOUR
_HALF_LIFE_STEPS = 24.0 * STEPS_PER_HOUR


@dataclass(slots=True)
class _Tally:
    """Steps, old ones fading, in which the fan ran (E,) and in which each rule held (R, E)."""

    equipment: tuple[str, ...]
    ran: Floats
    held: Floats


class FaultSeverity:
    """A rule engine with a ranked list: level first, then the share of running time that a rule holds."""

    name = "fault_severity"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Set up the rules."""
        del managers
        self._frames = RecentFrames(site)
        self._rules: tuple[Rule, ...] = tuple(load_rules().rules.values())
        self._resting = Resting()
        self._tallies: dict[str, _Tally] = {}
        self._buildings = {manager.id: manager.buildings for manager in site.managers}

    def take_in(self, published: Published) -> None:
        """Keep the readings."""
        self._frames.take_in(published)

    def hear_complaint(self, complaint: Complaint) -> None:
        """Rules listen to nobody."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The most severe that does not rest."""
        ranked = []
        for building in self._buildings[manager]:
            self._count(building, now_ms)
            tally = self._tallies.get(building)
            if tally is None:
                continue
            share = tally.held / np.maximum(tally.ran, 1.0)
            for rule, column in np.argwhere((share >= _TOLD_SHARE) & (tally.held >= _LEAST_STEPS)):
                what, equipment = self._rules[rule], tally.equipment[column]
                if not self._resting.rests(building, equipment, what.means, now_ms):
                    ranked.append((what.level, -float(share[rule, column]), building, equipment, what.means))
        if not ranked:
            return None
        _, _, building, equipment, fault = min(ranked)
        return Suggestion(f"{manager}/{building}/{equipment}/{fault}", building, equipment, fault, REPAIR)

    def hear(self, manager: str, heard: Heard) -> None:
        """What is answered rests; after a repair its rules begin anew."""
        self._resting.hear(manager, heard)
        said = heard.suggestion
        tally = self._tallies.get(said.building)
        if heard.said == "done" and tally is not None and said.equipment in tally.equipment:
            rules = [at for at, rule in enumerate(self._rules) if rule.means == said.fault]
            tally.held[rules, tally.equipment.index(said.equipment)] = 0.0

    def _count(self, building: str, now_ms: int) -> None:
        frames, start_ms = self._frames.fresh(building, now_ms)
        if "air_handler" not in frames:
            return
        of = frames["air_handler"]
        first = int(np.searchsorted(of.times_ms, start_ms))
        held, running = conditions(of, load_rules())
        fresh = np.stack([holds[first:].sum(axis=0) for holds in held.values()])
        ids = tuple(equipment.id for equipment in of.equipment)
        kept = 0.5 ** ((len(of.times_ms) - first) / _HALF_LIFE_STEPS)
        tally = self._tallies.setdefault(
            building, _Tally(ids, np.zeros(len(ids)), np.zeros((len(self._rules), len(ids))))
        )
        tally.ran = tally.ran * kept + running[first:].sum(axis=0)
        tally.held = tally.held * kept + fresh
