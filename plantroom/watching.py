"""From a verdict to the outcome that the manager reads."""

from model import words
from model.recommendation import Interval, Outcome
from model.site_time import iso
from model.watch import Verdict
from store.ledger_records import RecommendationRecord


def outcome_of(shown: RecommendationRecord, found: Verdict, now_ms: int) -> Outcome:
    """The outcome of a recommendation; what it cost before is saved only where the fix is verified."""
    document = shown.document
    value = document["value_per_day"]
    saving = Interval(**value) if found.found == "fixed" else None
    return Outcome(
        recommendation=document["id"],
        title=document["title"],
        found=found.found,
        probability=found.probability,
        saving_per_day=saving,
        text=words.outcome(found.found, document["fault_name"], document["equipment_name"]),
        found_at=iso(now_ms),
    )
