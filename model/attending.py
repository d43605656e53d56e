"""Attending: what buildings' news, answers and repairs come to between two looks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from model.answers import Answer
from model.frames import HOUR_MS
from model.history import ReadingSource, RollingState
from model.round import Judged, catch_up, judge
from model.site.graph import Building, Site
from model.watch import Verdict, verdict


@dataclass(slots=True)
class Attendant:
    """The buildings of those who look, as last judged; what is carried on lies in ``rolling``.

    What it remembers itself, it remembers for speed only: a new one over the same ``rolling`` goes on.
    """

    readings: ReadingSource
    rolling: RollingState
    judged: dict[str, Judged] = field(default_factory=dict)
    _taken_in: set[Answer] = field(default_factory=set)

    def attend(
        self,
        site: Site,
        building: Building,
        news_ms: Sequence[int],
        answers: Sequence[Answer],
        now_ms: int,
    ) -> Judged:
        """Judge a building anew: hours with news (``news_ms``, their starts) and repairs reported since."""
        # A repair changes its own hour even when no reading of that hour comes any more.
        repaired = {a for a in answers if a.said == "done" and a.building == building.id} - self._taken_in
        hours = [*news_ms, *(a.answered_ms // HOUR_MS * HOUR_MS for a in repaired)]
        if hours or building.id not in self.judged:
            beliefs = catch_up(site, building, self.readings, self.rolling, hours, answers=answers)
            self._taken_in |= repaired
        else:
            beliefs = dict(self.judged[building.id].beliefs)
        self.judged[building.id] = judge(site, building, beliefs, answers, now_ms)
        return self.judged[building.id]

    def of(self, buildings: Sequence[str]) -> list[Judged]:
        """What is judged of these buildings, in their order; those never attended to are left out."""
        return [self.judged[building] for building in buildings if building in self.judged]

    def forget(self) -> None:
        """Judge every building from its kept state at the next visit, as after a change of the site."""
        self.judged.clear()

    def verdicts(self, repairs: Sequence[Answer], now_ms: int) -> Iterator[tuple[Answer, Verdict]]:
        """Each of ``repairs`` (answers "done") of which the data have said enough by now, with what."""
        for repair in repairs:
            judged = self.judged.get(repair.building)
            for belief in judged.beliefs.values() if judged is not None else ():
                if repair.fault in belief.faults and repair.equipment in belief.equipment:
                    row = belief.faults.index(repair.fault), belief.equipment.index(repair.equipment)
                    found = verdict(repair, belief, row, now_ms)
                    if found is not None:
                        yield repair, found
