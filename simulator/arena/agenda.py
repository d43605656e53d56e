"""The faults of a world, sure before it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS
from simulator.faults import Chance, Place, Scenario


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
