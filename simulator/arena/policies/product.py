"""The product, through the functions that its rounds use; it sees readings and answers, and no truth."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from model.attending.outcomes import OUTCOME_SHOWN_MS, outcome_of, saving_of
from model.beliefs.answers import Answer
from model.recommendation import Outcome
from model.round import Judged, Looked, ShownBefore, look
from model.site.graph import Manager, Site
from simulator.arena.policies.informed import Informed
from simulator.arena.policy import Complaint, Heard, Suggestion
from simulator.published import Published


@dataclass(slots=True)
class _Ledger:
    """What a manager was shown and took on, and what came of it; all documents: people answer late."""

    shown: ShownBefore | None = None
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    repairs: list[Answer] = field(default_factory=list)
    outcome: tuple[int, Outcome] | None = None


class Product:
    """plantroom as in production, its store in memory.

    The ledger of a manager keeps what rounds read back from theirs: the last choice, open repairs, the newest
    outcome.
    """

    name = "product"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import the site."""
        self.informed = Informed(site)
        self._ledgers = {manager: _Ledger() for manager in managers}

    def take_in(self, published: Published) -> None:
        """Keep the readings."""
        self.informed.take_in(published)

    def hear_complaint(self, complaint: Complaint) -> None:
        """What her people say, the manager passes on."""
        self.informed.hear_complaint(complaint)

    def hear(self, manager: str, heard: Heard) -> None:
        """Remember an answer; a repair reported done is watched from then on."""
        ledger = self._ledgers[manager]
        told = ledger.documents.get(heard.suggestion.id, {})
        answer = self.informed.hear(manager, heard, told.get("untaught_probability"))
        ledger.repairs = [a for a in ledger.repairs if a.recommendation != answer.recommendation]
        if heard.said == "done":
            ledger.repairs.append(answer)

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """One round and one look."""
        informed, ledger = self.informed, self._ledgers[manager]
        whose = informed.managers[manager]
        judged = self.judged(whose, now_ms)
        self._watch(ledger, now_ms)
        looked = look(
            whose,
            informed.site,
            judged,
            before=ledger.shown,
            answers=[a for a in informed.answers if a.manager == manager],
            coverage=informed.coverage(whose, judged, now_ms),
            outcome=self._newest_outcome(ledger, now_ms),
            blind=informed.blind(manager),
            now_ms=now_ms,
            newest_ms=informed.newest_ms(whose.buildings),
        )
        return self._told(ledger, looked)

    def judged(self, manager: Manager, now_ms: int) -> list[Judged]:
        """What is believed now of the buildings of a manager."""
        return self.informed.judged(manager, now_ms)

    def _watch(self, ledger: _Ledger, now_ms: int) -> None:
        for repair, found in list(self.informed.attendant.verdicts(ledger.repairs, now_ms)):
            document = ledger.documents[repair.recommendation]
            ledger.outcome = now_ms, outcome_of(document, found, now_ms)
            ledger.repairs.remove(repair)
            at = self.informed.answers.index(repair)
            self.informed.answers[at] = replace(repair, found=found.found)

    def _newest_outcome(self, ledger: _Ledger, now_ms: int) -> Outcome | None:
        if ledger.outcome is None or now_ms - ledger.outcome[0] >= OUTCOME_SHOWN_MS:
            return None
        return ledger.outcome[1]

    def _told(self, ledger: _Ledger, looked: Looked) -> Suggestion | None:
        found = looked.choice.recommendation
        if found is None:
            ledger.shown = None
            return None
        ledger.shown = ShownBefore(found.id, found.building, found.equipment, found.fault, found.action)
        ledger.documents[found.id] = document = msgspec.to_builtins(found)
        saving = saving_of(document)
        return Suggestion(
            id=found.id,
            building=found.building,
            equipment=found.equipment,
            fault=found.fault,
            action=found.action,
            probability=found.probability,
            saving_per_day=None if saving is None else (saving.low, saving.high),
        )
