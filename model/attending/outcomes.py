"""From a verdict on a repair to the outcome that the manager reads."""

from collections.abc import Mapping
from typing import Any

from model import words
from model.attending.watch import Verdict
from model.beliefs.evidence import WASTES
from model.frames.frames import HOUR_MS
from model.frames.site_time import iso
from model.recommendation import Interval, Outcome

# How long the newest outcome is told beside what is to be done next.
OUTCOME_SHOWN_MS = 72 * HOUR_MS
_WASTE_OF = {
    "heating": "heating_w",
    "cooling": "cooling_w",
    "electricity": "electricity_w",
    "demand": "electricity_w",
    "fuel": "fuel_w",
    "comfort": "discomfort",
    "air": "stale_air",
    "water": "water_m3_s",
    "wear": "strokes",
}
_SIGHT = "blindness"
# So small a part of what a card is worth is no saving to be entered.
_NOTHING_SAVED = 0.02


def outcome_of(shown: Mapping[str, Any], found: Verdict, now_ms: int) -> Outcome:
    """The outcome of a recommendation; what it cost before is saved only where the fix is verified.

    ``shown`` is the recommendation's document, the JSON of ``model.recommendation.Recommendation``.
    """
    saving = saving_of(shown, found.left) if found.found == "fixed" else None
    return Outcome(
        recommendation=shown["id"],
        title=shown["title"],
        found=found.found,
        probability=found.probability,
        saving_per_day=saving,
        text=words.outcome(found.found, shown["fault_name"], shown["equipment_name"]),
        found_at=iso(now_ms),
    )


def saving_of(shown: Mapping[str, Any], left: tuple[float, ...] = ()) -> Interval | None:
    """What the fault cost a day before, less what is ``left`` of the same wastes (order of ``WASTES``).

    Of a consequence that readings measure, the part that its waste has fallen by; of the others, the whole.
    To see again finds faults and saves nothing by itself: None where that was all.
    """
    value = Interval(**shown["value_per_day"])
    costs = {term["id"]: term["per_day"] for term in shown.get("consequences", ())}
    total = sum(costs.values())
    before = dict(zip(WASTES, shown.get("wasted", ()), strict=False))
    after = dict(zip(WASTES, left, strict=False))
    if total <= 0:
        return value
    still = costs.get(_SIGHT, 0.0)
    for consequence, cost in costs.items():
        waste = _WASTE_OF.get(consequence)
        if waste is not None and before.get(waste, 0.0) > 0:
            still += cost * min(max(after.get(waste, 0.0) / before[waste], 0.0), 1.0)
    if total - costs.get(_SIGHT, 0.0) < _NOTHING_SAVED * total:
        return None
    part = max(1.0 - still / total, 0.0)
    return Interval(value.low * part, value.likely * part, value.high * part)
