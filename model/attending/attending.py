"""Attending: what buildings' news, answers and repairs come to between two looks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from model.attending.carrying_on import BELIEF, LEARNED
from model.attending.catching_up import Kept, catch_up_all
from model.attending.conditions import outdoors
from model.attending.watch import Verdict, given_up, verdict
from model.beliefs.answers import Answer, Taught
from model.complaints.complaints import Complaint
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingSource, RollingState
from model.healthy.learning.learning import Learning
from model.healthy.learning.packing import unpack_learning
from model.ranking.borne import wasted_with_symptoms
from model.ranking.prices import in_share
from model.round import Judged, judge
from model.site.graph import Building, Site

# So long a silence is no slow sensor.
_SILENT_HOURS = 2
# Of so many customers what their answers come to is kept at hand.
_CUSTOMERS = 64


@dataclass(slots=True)
class Attendant:
    """The buildings of those who look, as last judged; what is carried on lies in ``rolling``.

    What it remembers itself, it remembers for speed only: a new one over the same ``rolling`` goes on.
    """

    readings: ReadingSource
    rolling: RollingState
    judged: dict[str, Judged] = field(default_factory=dict)
    _taken_in: set[Answer] = field(default_factory=set)
    _marks: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    _outdoors: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lessons: list[tuple[Sequence[Answer], int, tuple[int, int], Taught]] = field(default_factory=list)

    def attend(
        self,
        site: Site,
        building: Building,
        news_ms: Sequence[int],
        answers: Sequence[Answer],
        now_ms: int,
    ) -> Judged:
        """Judge a building anew: hours with news (``news_ms``, their starts) and repairs reported since."""
        self.attend_all(site, [(building, news_ms)], answers, now_ms)
        return self.judged[building.id]

    def attend_all(
        self,
        site: Site,
        news: Sequence[tuple[Building, Sequence[int]]],
        answers: Sequence[Answer],
        now_ms: int,
        complaints: Sequence[Complaint] = (),
    ) -> None:
        """Judge buildings of a site anew, each with the starts of its hours with news, side by side.

        ``answers`` are those of the site's customer, and of nobody else; ``complaints`` those of its people.
        """
        # A repair changes its own hour even when no reading of that hour comes any more.
        here = {building.id for building, _ in news}
        done = (a for a in answers if a.said == "done" and a.building in here and a.answered_ms <= now_ms)
        repaired = set(done) - self._taken_in
        waiting = []
        for building, hours_ms in self.with_silence(news, now_ms):
            mended = (a.answered_ms // HOUR_MS * HOUR_MS for a in repaired if a.building == building.id)
            hours = [*hours_ms, *mended]
            if hours or building.id not in self.judged:
                waiting.append((building, hours))
        kept = Kept(self.readings, self.rolling)
        beliefs = catch_up_all(waiting, site.timezone, kept, answers=answers, now_ms=now_ms)
        self._taken_in |= repaired
        # Answers weigh less as they age, by the day rather than by the minute.
        mark, taught = self._taught_by(answers, now_ms)
        said: dict[str, list[Complaint]] = defaultdict(list)
        for one in complaints:
            said[one.building].append(one)
        for building, _ in news:
            believed = beliefs.get(building.id)
            felt = tuple(said[building.id])
            heard = *mark, hash(felt)
            if believed is None and self._marks.get(building.id) == heard:
                continue
            held = dict(self.judged[building.id].beliefs) if believed is None else believed
            outdoor_c = self._outdoor_c(building, now_ms)
            self.judged[building.id] = judge(
                site,
                building,
                held,
                answers,
                now_ms,
                outdoor_c=outdoor_c,
                taught=taught,
                complaints=felt,
            )
            self._marks[building.id] = heard

    def _taught_by(self, answers: Sequence[Answer], now_ms: int) -> tuple[tuple[int, int], Taught]:
        """A mark of the answers of a customer, and what they come to: worked out once for all buildings."""
        hour = now_ms // HOUR_MS
        for given, at, mark, taught in self._lessons:
            if given is answers and isinstance(answers, tuple) and at == hour:
                return mark, taught
        mark = hash(tuple((answer, answer.found) for answer in answers)), hour
        known = next((taught for _, _, same, taught in self._lessons if same == mark), None)
        taught = known or Taught.by(answers, now_ms)
        # Of the customers of this hour; what is older is not asked for again.
        self._lessons = [each for each in self._lessons if each[1] == hour and each[2] != mark][-_CUSTOMERS:]
        self._lessons.append((answers, hour, mark, taught))
        return mark, taught

    def with_silence(
        self, news: Sequence[tuple[Building, Sequence[int]]], now_ms: int
    ) -> list[tuple[Building, Sequence[int]]]:
        """The same ``news``, with an hour of those buildings too that are silent while others speak."""
        if not any(hours_ms for _, hours_ms in news):
            return list(news)
        return [(each, hours_ms or self._silent_hours(each, now_ms)) for each, hours_ms in news]

    def _silent_hours(self, building: Building, now_ms: int) -> tuple[int, ...]:
        """The last whole hour, where a building has said nothing for hours while others of its site speak.

        Where nobody speaks it may be us who do not hear; one that never spoke is silent from the first hour.
        """
        last = self.rolling.newest(building.id, BELIEF, now_ms)
        ended = now_ms // HOUR_MS * HOUR_MS - HOUR_MS
        return (ended,) if last is None or ended - last[0] >= _SILENT_HOURS * HOUR_MS else ()

    def _outdoor_c(self, building: Building, now_ms: int) -> float:
        """How warm the last day was [degC], asked once an hour."""
        hour = now_ms // HOUR_MS
        known = self._outdoors.get(building.id)
        if known is None or known[0] != hour:
            known = self._outdoors[building.id] = hour, outdoors(building, self.readings, now_ms)
        return known[1]

    def of(self, buildings: Sequence[str]) -> list[Judged]:
        """What is judged of these buildings, in their order; those never attended to are left out."""
        return [self.judged[building] for building in buildings if building in self.judged]

    def learned(self, building: str, now_ms: int) -> dict[str, Learning]:
        """What was learned of a building's equipment by the last hour that was judged, by kind."""
        newest = self.rolling.newest(building, LEARNED, now_ms + 1)
        return {} if newest is None else unpack_learning(newest[1])

    def forget(self) -> None:
        """Judge every building from its kept state at the next visit, as after a change of the site."""
        self.judged.clear()

    def verdicts(self, repairs: Sequence[Answer], now_ms: int) -> Iterator[tuple[Answer, Verdict]]:
        """Each of ``repairs`` (answers "done") of which the data have said enough by now, with what."""
        for repair in repairs:
            judged = self.judged.get(repair.building)
            said = [] if judged is None else list(_verdicts_on(repair, judged, now_ms))
            # What is no longer described, or no longer judged, will never tell.
            if not said and given_up(repair, now_ms):
                said = [Verdict("cannot_tell", 0.5)]
            yield from ((repair, found) for found in said)


def _verdicts_on(repair: Answer, judged: Judged, now_ms: int) -> Iterator[Verdict]:
    for kind, belief in judged.beliefs.items():
        if repair.fault in belief.faults and repair.equipment in belief.equipment:
            row = belief.faults.index(repair.fault), belief.equipment.index(repair.equipment)
            people = float(judged.chances[kind].complained[row])
            found = verdict(repair, belief, row, now_ms, by_people=people)
            if found is not None:
                usually = in_share(judged.building)
                wasted = wasted_with_symptoms(
                    {kind}, judged.beliefs, judged.chances, judged.topology, usually
                )
                yield replace(found, left=tuple(wasted[kind][row].tolist()))
