"""From a verdict on a repair to the outcome that the manager reads."""

from collections.abc import Mapping
from typing import Any

from model import words
from model.frames import HOUR_MS
from model.recommendation import Interval, Outcome
from model.site_time import iso
from model.watch import Verdict

# How long the newest outcome is told beside what is to be done next.
OUTCOME_SHOWN_MS = 72 * HOUR_MS


def outcome_of(shown: Mapping[str, Any], found: Verdict, now_ms: int) -> Outcome:
    """The outcome of a recommendation; what it cost before is saved only where the fix is verified.

    ``shown`` is the recommendation's document, the JSON of ``model.recommendation.Recommendation``.
    """
    saving = Interval(**shown["value_per_day"]) if found.found == "fixed" else None
    return Outcome(
        recommendation=shown["id"],
        title=shown["title"],
        found=found.found,
        probability=found.probability,
        saving_per_day=saving,
        text=words.outcome(found.found, shown["fault_name"], shown["equipment_name"]),
        found_at=iso(now_ms),
    )
