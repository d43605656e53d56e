"""BMS alarm priority: the alarm of the highest level first, the oldest of these."""

from collections.abc import Sequence

from model.site.graph import Site
from simulator.arena.policies.alarms import load_alarms
from simulator.arena.policies.panel import Panel, Standing
from simulator.arena.policies.resting import Resting
from simulator.arena.policy import LOOK_CLOSER, Complaint, Heard, Suggestion
from simulator.published import Published


class AlarmPriority:
    """The alarm list of a building system, sorted as it comes: by level, then by age."""

    name = "alarm_priority"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Set up the alarms; each manager sees those of her buildings."""
        del managers
        self._panel = Panel(site, load_alarms())
        self._resting = Resting()
        self._buildings = {manager.id: manager.buildings for manager in site.managers}

    def take_in(self, published: Published) -> None:
        """Keep the readings."""
        self._panel.take_in(published)

    def hear_complaint(self, complaint: Complaint) -> None:
        """Complaints ring elsewhere."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The first of the list that does not rest."""
        listed = [s for building in self._buildings[manager] for s in self._panel.standing(building, now_ms)]
        listed.sort(key=lambda s: (s.alarm.level, s.since_ms, s.building, s.equipment, s.alarm.id))
        for alarm in listed:
            if not self._resting.rests(alarm.building, alarm.equipment, alarm.alarm.means, now_ms):
                return suggestion(manager, alarm)
        return None

    def hear(self, manager: str, heard: Heard) -> None:
        """What is answered rests."""
        self._resting.hear(manager, heard)


def suggestion(manager: str, standing: Standing) -> Suggestion:
    """Somebody goes and looks: an alarm says where something is wrong, hardly what."""
    alarm = standing.alarm
    identifier = f"{manager}/{standing.building}/{standing.equipment}/{alarm.id}/{standing.since_ms}"
    return Suggestion(identifier, standing.building, standing.equipment, alarm.means, LOOK_CLOSER)
