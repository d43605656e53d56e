"""The faults of a world, sure before it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS
from simulator.faults import Chance, Place, Scenario

# What arose in these days before the first is there from the first day on: nobody starts with a clean slate.
_BEFORE_DAYS = 30
_GAP_DAYS = 15.0


def sure(
    scenario: Scenario, plans: Sequence[Plan], places: Iterable[Place], start_ms: int, days: int
) -> Scenario:
    """The scenario with what chance would bring in ``days`` as a list, as if nothing were ever mended.

    Chance in a portfolio passes over what is broken already, so that what a policy mends would change what
    arises next; with this, the same faults arise whatever is mended.
    """
    until_ms = start_ms + days * DAY_MS
    faults = Chance(scenario, plans, places, start_ms).until(until_ms, [])
    first = tuple(replace(fault, onset_ms=fault.onset_ms - start_ms) for fault in faults)
    return Scenario(first=first, intensity=0.0, most_at_once=len(first) + 1, oddities=scenario.oddities)


def arising(plans: Sequence[Plan], places: Iterable[Place], start_ms: int, days: int) -> Scenario:
    """What breaks within ``days`` and what stands from the first day on, kinds by their rates, all sure.

    A fault arises in each building every 15 days on average; a month of them stands from the beginning.
    """
    early_ms = start_ms - _BEFORE_DAYS * DAY_MS
    scenario = sure(Scenario(mean_gap_days=_GAP_DAYS), plans, places, early_ms, _BEFORE_DAYS + days)
    return replace(
        scenario,
        first=tuple(
            replace(fault, onset_ms=max(fault.onset_ms - _BEFORE_DAYS * DAY_MS, 0))
            for fault in scenario.first
        ),
    )
