"""The product's evidence: what its own functions believe of the buildings that a manager looks after."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from model.attending.attending import Attendant
from model.attending.carrying_on import BELIEF
from model.beliefs.answers import Answer
from model.blindness.blind_spots import blind_spots
from model.complaints.complaints import Complaint
from model.frames.frames import HOUR_MS, LEAD_HOURS
from model.frames.site_time import iso
from model.recommendation import BlindSpot, Coverage
from model.round import Judged, equipment_judged
from model.site.graph import Building, Manager, Site
from model.site.heard import only_heard
from simulator.arena.policies.recent_readings import RecentReadings
from simulator.arena.policies.recent_state import KEPT_HOURS, RecentState
from simulator.arena.policy import Heard
from simulator.people.occupants import Complaint as Said
from simulator.published import Published

HEARD_WITHIN_MINUTES = 60


class Informed:
    """Readings kept, buildings judged when their manager looks, answers remembered; all as rounds do it.

    Hours that ended since the last look are judged together: hour for hour they come to the same beliefs.
    """

    def __init__(self, site: Site) -> None:
        self._described = site
        self.site = site
        self.managers = {manager.id: manager for manager in site.managers}
        self.answers: list[Answer] = []
        self.complaints: list[Complaint] = []
        self.readings = RecentReadings(site)
        self.state = RecentState()
        self.attendant = Attendant(self.readings, self.state)
        self.heard_ms = -1
        # Called with a manager and the time before her buildings are judged.
        self.before_judging: Callable[[str, int], None] | None = None
        self._silent: frozenset[str] | None = None
        self._blind: dict[str, tuple[BlindSpot, ...]] = {}

    def take_in(self, published: Published) -> None:
        """Keep what was published; where points speak that never did, the site is seen anew."""
        self.readings.take_in(published)
        if len(published.times_ms):
            self.heard_ms = int(published.times_ms[-1])
        silent = self.readings.never_heard()
        if silent != self._silent:
            self._silent = silent
            self.site = only_heard(self._described, silent)
            self.attendant.forget()
            self._blind = {m.id: blind_spots(self.site, frozenset(m.buildings)) for m in self.site.managers}

    def hear(self, manager: str, heard: Heard, shown: float | None = None) -> Answer:
        """Remember an answer; one from before what is kept counts from the oldest hour kept.

        ``shown``: how likely what was shown would have been untaught, where that is not the certainty shown.
        """
        answer = heard.answer(manager)
        answer = answer if shown is None else replace(answer, shown=shown)
        oldest = self.state.oldest_ms(answer.building, BELIEF)
        if heard.said == "done" and oldest is not None:
            answer = replace(answer, answered_ms=max(heard.at_ms, oldest + HOUR_MS))
        self.answers.append(answer)
        return answer

    def hear_complaint(self, said: Said) -> None:
        """Remember a complaint; nobody says of what kind."""
        self.complaints.append(Complaint(said.id, said.building, said.equipment, "unsaid", said.felt_ms))

    def judged(self, manager: Manager, now_ms: int) -> list[Judged]:
        """What is believed now of the buildings of a manager, after all hours with news."""
        if self.before_judging is not None:
            self.before_judging(manager.id, now_ms)
        news = self._news(manager)
        self.attendant.attend_all(self.site, news, self.answers, now_ms, self.complaints)
        for building, _ in news:
            newest_ms = self.readings.newest_ms(building.id)
            if newest_ms is not None:
                judged_ms = newest_ms // HOUR_MS * HOUR_MS
                self.readings.forget(building.id, judged_ms - (LEAD_HOURS + KEPT_HOURS) * HOUR_MS)
        return self.attendant.of(manager.buildings)

    def take_news(self, manager: str, now_ms: int) -> list[tuple[Building, Sequence[int]]]:
        """The buildings of a manager with hours to judge, which whoever takes them judges into ``state``."""
        news = self.attendant.with_silence(self._news(self.managers[manager]), now_ms)
        found = [(building, hours_ms) for building, hours_ms in news if hours_ms]
        for building, _ in found:
            self.attendant.judged.pop(building.id, None)
        return found

    def _news(self, manager: Manager) -> list[tuple[Building, list[int]]]:
        theirs = [building for building in self.site.buildings if building.id in manager.buildings]
        return [(building, self.readings.news(building.id)) for building in theirs]

    def blind(self, manager: str) -> tuple[BlindSpot, ...]:
        """What cannot be seen in the buildings of a manager for want of points."""
        return self._blind.get(manager, ())

    def newest_ms(self, buildings: Sequence[str]) -> int | None:
        """Time of the newest reading of these buildings."""
        return max((t for t in map(self.readings.newest_ms, buildings) if t is not None), default=None)

    def coverage(self, manager: Manager, judged: Sequence[Judged], now_ms: int) -> Coverage:
        """What "nothing needs you" would rest on."""
        newest = self.newest_ms(manager.buildings)
        theirs = [b for b in self._described.buildings if b.id in manager.buildings]
        since_ms = now_ms - HEARD_WITHIN_MINUTES * 60_000
        return Coverage(
            points=sum(len(e.points) for b in theirs for e in b.equipment),
            heard=sum(self.readings.heard(b.id, since_ms) for b in theirs),
            within_minutes=HEARD_WITHIN_MINUTES,
            last_reading=None if newest is None else iso(newest),
            equipment=sum(len(b.equipment) for b in theirs),
            equipment_judged=equipment_judged(judged),
        )
