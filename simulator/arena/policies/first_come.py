"""First come, first served: alarms and complaints in the order in which they arrived."""

from collections.abc import Sequence

from model.frames.frames import HOUR_MS
from model.site.graph import Site
from simulator.arena.policies.alarm_priority import suggestion
from simulator.arena.policies.alarms import load_alarms
from simulator.arena.policies.panel import Panel
from simulator.arena.policies.resting import Resting
from simulator.arena.policy import LOOK_CLOSER, Complaint, Heard, Suggestion
from simulator.published import Published

# Nobody goes for a complaint of last week.
_STALE_MS = 7 * 24 * HOUR_MS


class FirstCome:
    """One queue of alarms and complaints, the oldest first; what is answered leaves it."""

    name = "first_come"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Open a queue for each manager."""
        del managers
        self._panel = Panel(site, load_alarms())
        self._resting = Resting()
        self._buildings = {manager.id: manager.buildings for manager in site.managers}
        self._complaints: list[Complaint] = []

    def take_in(self, published: Published) -> None:
        """Keep the readings."""
        self._panel.take_in(published)

    def hear_complaint(self, complaint: Complaint) -> None:
        """Put it into the queue."""
        self._complaints.append(complaint)

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The oldest that does not rest."""
        theirs = self._buildings[manager]
        self._complaints = [c for c in self._complaints if c.at_ms > now_ms - _STALE_MS]
        queue = [(c.at_ms, _of(manager, c)) for c in self._complaints if c.building in theirs]
        for building in theirs:
            queue += [(s.since_ms, suggestion(manager, s)) for s in self._panel.standing(building, now_ms)]
        waiting = [
            (at_ms, item.id, item)
            for at_ms, item in queue
            if not self._resting.rests(item.building, item.equipment, item.fault, now_ms)
        ]
        return min(waiting, key=lambda each: each[:2])[2] if waiting else None

    def hear(self, manager: str, heard: Heard) -> None:
        """What is answered leaves the queue; complaints of the same place with it."""
        self._resting.hear(manager, heard)
        if heard.said != "accepted":
            said = heard.suggestion
            self._complaints = [
                c for c in self._complaints if (c.building, c.equipment) != (said.building, said.equipment)
            ]


def _of(manager: str, complaint: Complaint) -> Suggestion:
    identifier = f"{manager}/{complaint.id}"
    return Suggestion(identifier, complaint.building, complaint.equipment, "", LOOK_CLOSER)
