"""From worlds lived to measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from math import isnan
from statistics import median
from typing import Any

from bench.healthy_claims import Claims
from bench.measuring.certainty import (
    by_fault,
    by_missing,
    calibration,
    everything,
    reliability,
    said_by,
    savings_covered,
)
from bench.measuring.shares import by_world, together, values, without_the_dearest
from bench.measuring.targets import NAN, Measure, measure
from bench.measuring.versions import PRODUCT, TAUGHT
from bench.measuring.worlds import Told
from simulator.arena.scoring import ORACLE, Figure, Scores, score

RULE_OF_THUMB = ("alarm_priority", "fault_severity", "energy_only")
# What the interval of a saving promises, and by how much it may miss it.
PROMISE, _NEAR = 0.8, 0.03
# Of longer runs the first days are told apart: it is then that most is not yet known.
_FIRST_DAYS = 14


def scored(told: Iterable[Told]) -> Scores:
    """All policies of all worlds."""
    lives = [life for each in told for life in each.lives]
    return score(sorted(lives, key=lambda life: life.policy != ORACLE))


def captured(told: Sequence[Told], policy: str = PRODUCT) -> Figure:
    """Share of the oracle's value."""
    return scored(told).policies[policy].figures["value_share"]


def of_the_arena(told: Sequence[Told]) -> list[Measure]:
    """The measures that worlds give."""
    scores = scored(told).policies
    own = scores[PRODUCT].figures
    share = own["value_share"]
    false = own["false_actions"]
    changed = own["changed_without_cause"]
    found = [
        measure("value captured, first day, no answers", "≥ 75 %", share.value, lambda v: v >= 0.75,
                unit="%", ends=(share.low, share.high), note=_hangs_on(told, PRODUCT)),
        *_taught(scores, told),
        measure("visits to no fault", "≤ 10 %", false.value, lambda v: v <= 0.10,
                unit="%", ends=(false.low, false.high)),
    ]  # fmt: skip
    for name in RULE_OF_THUMB:
        if name in scores:
            found += _against(name, scores)
    covered = savings_covered(told, PRODUCT)
    sure = calibration(said_by(told, PRODUCT, everything).get("all", []))
    found += [
        measure("calibration at the shown action (ECE)", "≤ 0.05", sure.error, lambda v: v <= 0.05,
                note=f"{sure.count} suggestions: shown {sure.shown:.2f}, real {sure.real:.2f}; "
                     f"by chance alone {sure.chance:.2f}"),
        measure("shown action changes without cause", "≤ 5 % of looks", changed.value, lambda v: v <= 0.05,
                unit="%", ends=(changed.low, changed.high)),
        measure("interval of saving covers the true one", f"{PROMISE:.0%} ± 3 points", covered.within,
                lambda v: abs(v - PROMISE) <= _NEAR, unit="%",
                note=f"{covered.count} savings; truth below {_percent(covered.under)}, "
                     f"above {_percent(covered.over)}"),
    ]  # fmt: skip
    return found


def _hangs_on(told: Sequence[Told], policy: str) -> str:
    """How far what is captured hangs on few worlds, and on how long they live."""
    found, first = values(told, policy), values(told, policy, _FIRST_DAYS)
    middle = median(by_world(told, policy) or [NAN])
    return (
        f"{len(told)} worlds; median {_percent(middle)}; without the dearest "
        f"{_percent(without_the_dearest(found))}; of the first {_FIRST_DAYS} days {_percent(together(first))}"
    )


def _taught(scores: Mapping[str, Any], told: Sequence[Told]) -> list[Measure]:
    if TAUGHT not in scores:
        return []
    figures = scores[TAUGHT].figures
    share, false = figures["value_share"], figures["false_actions"]
    answers = len(told[0].task.answers)
    sure = calibration(said_by(told, TAUGHT, everything).get("all", []))
    return [
        measure(f"value captured after {answers:,} answers", "≥ 85 % after 1,000", share.value,
                lambda v: v >= 0.85, unit="%", ends=(share.low, share.high),
                note=f"of other buildings; {_hangs_on(told, TAUGHT)}"),
        measure("visits to no fault, so taught", "≤ 10 %", false.value, lambda v: v <= 0.10,
                unit="%", ends=(false.low, false.high)),
        measure("calibration at the shown action, so taught (ECE)", "≤ 0.05", sure.error, lambda v: v <= 0.05,
                note=f"{sure.count} suggestions: shown {sure.shown:.2f}, real {sure.real:.2f}; "
                     f"by chance alone {sure.chance:.2f}"),
    ]  # fmt: skip


def _against(name: str, scores: Mapping[str, Any]) -> list[Measure]:
    own, other = scores[PRODUCT].figures, scores[name].figures
    value, its = own["value_share"].value, other["value_share"].value
    ratio = value / its if its > 0 else (float("inf") if value > 0 else NAN)
    visits, theirs = own["visits_per_manager_week"].value, other["visits_per_manager_week"].value
    label = name.replace("_", " ")
    return [
        measure(f"value, times that of {label}", "≥ 2", ratio, lambda v: v >= 2,
                note=f"{_percent(value)} against {_percent(its)}"),
        measure(f"visits, of those of {label}", "< 100 %", visits / theirs if theirs else NAN,
                lambda v: v < 1, unit="%", note=f"{visits:.2f} against {theirs:.2f} a manager and week"),
    ]  # fmt: skip


def of_the_healthy(claims: Claims) -> Measure:
    """False actions where nothing is broken."""
    worst = "".join(f", {count} {fault}" for fault, count in claims.begun.most_common(4))
    return measure(
        "false actions, healthy buildings with oddities",
        "≤ 1 a building-year",
        claims.begun.total() / claims.building_years,
        lambda v: v <= 1,
        note=f"{claims.begun.total()} in {claims.building_years:.1f} building-years{worst}",
    )


def of_the_left_out(known: Sequence[Told], left_out: Mapping[str, Sequence[Told]]) -> list[Measure]:
    """How much less is captured where something differs from the usual; below half is a collapse."""
    usual = captured(known).value
    found = []
    for what, told in left_out.items():
        share = captured(told, told[0].task.policies[-1]).value
        found.append(
            measure(f"value captured, {what}", "no collapse", share, lambda v: v >= usual / 2, unit="%",
                    note=f"{len(told)} worlds; usual {_percent(usual)}")
        )  # fmt: skip
    return found


def details(told: Sequence[Told]) -> dict[str, Any]:
    """Reliability altogether, and calibration by fault and by roles that were not there."""
    return {
        "reliability": reliability(said_by(told, PRODUCT, everything).get("all", [])),
        "by_fault": {k: asdict(calibration(v)) for k, v in said_by(told, PRODUCT, by_fault).items()},
        "by_missing": {k: asdict(calibration(v)) for k, v in said_by(told, PRODUCT, by_missing).items()},
        "savings": asdict(savings_covered(told, PRODUCT)),
        "value_by_world": {
            policy: {
                str(world.task.seed): value.share if value.best > 0 else None
                for world, value in zip(told, values(told, policy), strict=True)
            }
            for policy in told[0].task.policies
        },
    }


def _percent(share: float) -> str:
    return "?" if isnan(share) else f"{100 * share:.0f} %"
