"""Random: any fault of any equipment, until it is answered."""

from collections.abc import Sequence

import numpy as np

from model.faults import FAULT_IDS
from model.site.graph import Site
from simulator.arena.policies.resting import Key, Resting
from simulator.arena.policy import REPAIR, Complaint, Heard, Suggestion
from simulator.published import Published

_PURPOSE = 31
_TRIES = 20


class ByChance:
    """Draws an equipment, and one of the faults that the model knows of it, each as likely as any other."""

    name = "random"

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """List what can be drawn."""
        self._resting = Resting()
        self._shown: dict[str, Suggestion | None] = dict.fromkeys(managers)
        self._drawing = {
            manager: np.random.default_rng([self._seed, _PURPOSE, number])
            for number, manager in enumerate(managers)
        }
        buildings = {building.id: building for building in site.buildings}
        self._choices: dict[str, list[Key]] = {
            manager.id: [
                (name, equipment.id, fault)
                for name in manager.buildings
                for equipment in buildings[name].equipment
                for fault in FAULT_IDS.get(equipment.kind, ())
            ]
            for manager in site.managers
        }

    def take_in(self, published: Published) -> None:
        """It looks at no reading."""

    def hear_complaint(self, complaint: Complaint) -> None:
        """It listens to nobody."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """What was drawn last, or something new when that was answered."""
        shown, choices = self._shown[manager], self._choices[manager]
        if shown is None and choices:
            for _ in range(_TRIES):
                building, equipment, fault = choices[int(self._drawing[manager].integers(len(choices)))]
                if not self._resting.rests(building, equipment, fault, now_ms):
                    identifier = f"{manager}/{building}/{equipment}/{fault}/{now_ms}"
                    shown = Suggestion(identifier, building, equipment, fault, REPAIR)
                    break
        self._shown[manager] = shown
        return shown

    def hear(self, manager: str, heard: Heard) -> None:
        """Draw again next time."""
        self._resting.hear(manager, heard)
        shown = self._shown[manager]
        if heard.said != "accepted" and shown is not None and shown.id == heard.suggestion.id:
            self._shown[manager] = None
