"""The rounds: what has news is judged, every manager is shown the one, repairs are watched."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import msgspec
import structlog

from model.attending.attending import Attendant
from model.attending.outcomes import OUTCOME_SHOWN_MS, outcome_of
from model.beliefs.answers import Answer, of_customer
from model.blindness.blind_spots import blind_spots
from model.cards.chart import expected_series
from model.catalogue import CatalogueError, load_costs
from model.complaints.complaints import Complaint
from model.frames.frames import HOUR_MS
from model.frames.site_time import iso
from model.recommendation import BlindSpot, Outcome
from model.round import Looked, ShownBefore, equipment_judged, look
from model.site.graph import Building, Manager, Site
from model.site.heard import only_heard, sources_of
from plantroom.parts import Parts
from store.database import StoreUnavailableError
from store.ledger_records import AnswerRecord, OutcomeRecord, RecommendationRecord

News = Sequence[tuple[Building, Sequence[int]]]
_log = structlog.get_logger("rounds")
# After so many buildings what was judged is marked done: a round that is killed loses no more.
_AT_ONCE = 128
# What people felt longer ago says nothing of now.
_FELT_WITHIN_MS = 60 * 24 * HOUR_MS


@dataclass(slots=True)
class _Told:
    """What a manager was told last, to renew rather than to repeat."""

    mark: tuple[object, ...]
    document: dict[str, Any]
    at_ms: int


@dataclass(slots=True)
class Rounds:
    """Rounds over one store. What they carry on lies in it; what is here is only remembered for speed."""

    parts: Parts
    _attendant: Attendant = field(init=False)
    _told: dict[str, _Told] = field(default_factory=dict)
    _blind: dict[str, tuple[BlindSpot, ...]] = field(default_factory=dict)
    _sites: list[Site] = field(default_factory=list)
    _described: tuple[list[Site], dict[str, frozenset[str]]] | None = None
    _refused: set[str] = field(default_factory=set)
    _failing: set[str] = field(default_factory=set)
    _heard: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._attendant = Attendant(self.parts.readings, self.parts.rolling)

    def run(self, stop: threading.Event) -> None:
        """Rounds until ``stop`` is set; a store that takes no writes is waited for."""
        away = False
        while not stop.is_set():
            try:
                self.once()
                if away:
                    _log.info("the store takes writes again")
                away = False
            except StoreUnavailableError as error:
                if not away:
                    _log.error("rounds wait for the store", why=str(error))
                away = True
            stop.wait(self.parts.settings.rounds.every_s)

    def once(self) -> int:
        """One round; returns the number of building-hours with news that it took in."""
        self._refresh_sites()
        pending = self.parts.news.pending()
        by_building: dict[str, list[Any]] = defaultdict(list)
        for item in pending:
            by_building[item.building].append(item)
        answers = self._answers()
        now_ms = self.parts.clock()()
        sound = [site for site in self._sites if self._can_be_valued(site)]
        theirs = {site.id: of_customer(answers, site) for site in sound}
        complaints = self._complaints(now_ms)
        for site in sound:
            here = {building.id for building in site.buildings}
            felt = [each for each in complaints if each.building in here]
            for first in range(0, len(site.buildings), _AT_ONCE):
                those = site.buildings[first : first + _AT_ONCE]
                news = [(b, [item.hour_ms for item in by_building.get(b.id, [])]) for b in those]
                judged = self._judge(site, news, theirs[site.id], felt, now_ms)
                self.parts.news.done([item for b in judged for item in by_building.get(b.id, [])])
        self._watch(answers, now_ms)
        for site in sound:
            for manager in site.managers:
                with self._left_out_if_it_fails(f"manager {manager.id}"):
                    self._tell(site, manager, theirs[site.id], now_ms)
        return len(pending)

    def _judge(
        self, site: Site, news: News, answers: Sequence[Answer], felt: Sequence[Complaint], now_ms: int
    ) -> list[Building]:
        """Judge buildings side by side; where one of them cannot be judged, each alone. Those that were."""
        try:
            self._attendant.attend_all(site, news, answers, now_ms, complaints=felt)
        except StoreUnavailableError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, it keeps one building waiting and not all
            judged = []
            for one in news:
                with self._left_out_if_it_fails(f"building {one[0].id}"):
                    self._attendant.attend_all(site, [one], answers, now_ms, complaints=felt)
                    judged.append(one[0])
            return judged
        return [building for building, _ in news]

    @contextmanager
    def _left_out_if_it_fails(self, what: str) -> Iterator[None]:
        """Let nobody else wait for what fails: it is told once, and tried again every round."""
        try:
            yield
        except StoreUnavailableError:
            raise
        except Exception:  # noqa: BLE001 - as above
            if what not in self._failing:
                _log.exception("left out of the round until it can be judged", what=what)
            self._failing.add(what)
        else:
            self._failing.discard(what)

    def _can_be_valued(self, site: Site) -> bool:
        """Whether the site's own prices hold; if not, it is told once and keeps no other waiting."""
        try:
            load_costs(site.tariff)
        except CatalogueError as error:
            if site.id not in self._refused:
                _log.error("a site is left out until it is imported again", site=site.id, why=str(error))
            self._refused.add(site.id)
            return False
        self._refused.discard(site.id)
        return True

    def _refresh_sites(self) -> None:
        described = self.parts.sites()
        never = {site.id: self._never_heard(site) for site in described}
        if (described, never) != self._described:
            self._described = (described, never)
            self._sites = sites = [only_heard(site, never[site.id]) for site in described]
            self._attendant.forget()
            self._blind = {
                m.id: blind_spots(site, frozenset(m.buildings))
                for site in sites
                if self._can_be_valued(site)
                for m in site.managers
            }

    def _never_heard(self, site: Site) -> frozenset[str]:
        """Points that are described and were never heard; none while nothing at all was heard."""
        sources = sources_of(site)
        heard = self.parts.readings.latest(sources)
        return frozenset(sources) - frozenset(heard) if heard else frozenset()

    def _complaints(self, now_ms: int) -> list[Complaint]:
        """What people felt lately; the clock of a phone that is ahead is set right."""
        return [
            Complaint(each.complaint, each.building, each.equipment, each.felt, min(each.felt_ms, now_ms))
            for each in self.parts.complaints.since(now_ms - _FELT_WITHIN_MS)
        ]

    def _answers(self) -> list[Answer]:
        found = []
        records = self.parts.ledger.answers()
        done = dict.fromkeys(record.recommendation for record in records if record.said == "done")
        verified = {one.recommendation: one.found for one in self.parts.ledger.outcomes_of(*done)}
        for record in records:
            answer = self._heard.get(record.answer) or self._answer(record)
            if answer is not None:
                # What an answer is about stays, what the data say afterwards comes later.
                self._heard[record.answer] = answer
                verdict = verified.get(record.recommendation) if record.said == "done" else None
                found.append(answer if verdict is None else replace(answer, found=verdict))
        return found

    def _answer(self, record: AnswerRecord) -> Answer | None:
        recommended = self.parts.ledger.recommendation(record.recommendation)
        if recommended is None:
            return None
        document = recommended.document
        return Answer(
            recommendation=record.recommendation,
            manager=record.manager,
            building=document["building"],
            equipment=document["equipment"],
            fault=document["fault"],
            action=document["action"],
            said=record.said,
            answered_ms=record.answered_ms,
            reason=record.reason,
            until_ms=record.until_ms,
            shown=document.get("untaught_probability", document.get("probability")),
        )

    def _watch(self, answers: Sequence[Answer], now_ms: int) -> None:
        """Look whether what was reported done is fixed."""
        waiting = {
            (a.recommendation, a.answered_ms) for a in self.parts.ledger.open_answers() if a.said == "done"
        }
        repairs = [a for a in answers if (a.recommendation, a.answered_ms) in waiting]
        for repair, found in self._attendant.verdicts(repairs, now_ms):
            shown = self.parts.ledger.recommendation(repair.recommendation)
            if shown is not None:
                self._record(outcome_of(shown.document, found, now_ms), shown, now_ms)

    def _record(self, outcome: Outcome, shown: RecommendationRecord, now_ms: int) -> None:
        self.parts.ledger.record_outcome(
            OutcomeRecord(
                recommendation=outcome.recommendation,
                found=outcome.found,
                probability=outcome.probability,
                document=asdict(outcome),
                found_ms=now_ms,
            )
        )
        _log.info("checked", found=outcome.found, title=shown.document["title"])

    def _newest_outcome(self, manager: str, now_ms: int) -> Outcome | None:
        for entry in self.parts.ledger.history(manager, 20):
            if entry.outcome is not None and now_ms - entry.outcome.found_ms < OUTCOME_SHOWN_MS:
                return msgspec.convert(entry.outcome.document, Outcome)
        return None

    def _tell(self, site: Site, manager: Manager, answers: Sequence[Answer], now_ms: int) -> None:
        theirs = self._attendant.of(manager.buildings)
        looked = look(
            manager,
            site,
            theirs,
            before=self._before(manager),
            answers=[a for a in answers if a.manager == manager.id],
            others=[a for a in answers if a.manager != manager.id and a.building in manager.buildings],
            coverage=self.parts.coverage(manager.buildings, now_ms, equipment_judged(theirs)),
            outcome=self._newest_outcome(manager.id, now_ms),
            blind=self._blind.get(manager.id, ()),
            now_ms=now_ms,
            newest_ms=self.parts.newest_ms(manager.buildings),
        )
        self._log_choice(site, manager, looked, now_ms)

    def _before(self, manager: Manager) -> ShownBefore | None:
        current = self.parts.ledger.current_choice(manager.id)
        shown = None if current is None else current.document.get("recommendation")
        if not shown:
            return None
        return ShownBefore(
            shown["id"], shown["building"], shown["equipment"], shown["fault"], shown["action"]
        )

    def _log_choice(self, site: Site, manager: Manager, looked: Looked, now_ms: int) -> None:
        """Write a new choice when what is shown changed or an hour passed; else renew the last."""
        choice, told = looked.choice, self._told.get(manager.id)
        outcome = None if choice.outcome is None else (choice.outcome.recommendation, choice.outcome.found)
        mark = (
            None if choice.recommendation is None else choice.recommendation.id,
            choice.nothing_because,
            outcome,
            now_ms // HOUR_MS,
        )
        if told is not None and told.mark == mark:
            document = told.document | {"as_of": choice.as_of, "coverage": asdict(choice.coverage)}
            if choice.recommendation is None:
                document["headline"] = choice.headline
        else:
            document = msgspec.to_builtins(choice)
            if looked.shown is not None:
                building = next(b for b in site.buildings if b.id == looked.shown.building)
                document["expected_series"] = expected_series(
                    looked.shown,
                    building,
                    site.timezone,
                    self.parts.readings,
                    now_ms,
                    learning=self._attendant.learned(building.id, now_ms),
                )
            _log.info("told", manager=manager.id, headline=choice.headline, as_of=iso(now_ms))
        self._told[manager.id] = _Told(mark, document, now_ms)
        self.parts.ledger.record_choice(manager.id, now_ms, document)
