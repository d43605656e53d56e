"""What the bench of detection saw, as a few figures of each kind of fault: what docs/faults.md shows."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bench.broken_lives import BELIEVED, Seen


def figures(seen: Sequence[Seen], asked: Mapping[str, object]) -> dict[str, Any]:
    """Plain data: what was ``asked``, a record a kind of fault, and what was falsely believed in twins.

    ``seen`` stands in the order of the kinds. A twin is counted once for a fault, on however many of its
    days and places that was believed.
    """
    twins = {(each.building, each.begins): each.twin for each in seen}
    return {
        "asked": dict(asked),
        "broken": len(seen),
        "twins": len(twins),
        "kinds": {kind: _of_kind(list(cases)) for kind, cases in groupby(seen, key=lambda each: each.kind)},
        "false_in_twins": _counted(faults_of(twin) for twin in twins.values()),
    }


def written(found: Mapping[str, Any]) -> str:
    """Figures as JSON, a line a kind of fault, so that two runs can be laid side by side."""
    kinds = ",\n  ".join(f"{json.dumps(kind)}: {json.dumps(of_it)}" for kind, of_it in found["kinds"].items())
    rest = ",\n ".join(
        f"{json.dumps(name)}: {json.dumps(said)}" for name, said in found.items() if name != "kinds"
    )
    return f'{{{rest},\n "kinds": {{\n  {kinds}\n }}}}\n'


def faults_of(claims: Iterable[str]) -> set[str]:
    """The faults of claims as they stand in ``Seen``."""
    return {claim.partition(" ")[0] for claim in claims}


def _of_kind(cases: Sequence[Seen]) -> dict[str, Any]:
    found = [case for case in cases if case.days_to_belief is not None]
    tried, of_season = Counter(case.season for case in cases), Counter(case.season for case in found)
    missed = [case for case in cases if case.days_to_belief is None]
    return {
        "tried": len(cases),
        "seen": len(found),
        "still_at_the_end": sum(case.probability[-1] >= BELIEVED for case in cases),
        "after_days": sorted(case.days_to_belief or 0 for case in found),
        "by_season": {season: [of_season[season], number] for season, number in sorted(tried.items())},
        "never_judged": sum(not case.judged for case in cases),
        "taken_for": _counted(faults_of(case.confused) for case in missed),
    }


def _counted(named: Iterable[set[str]]) -> dict[str, int]:
    counted = Counter(fault for faults in named for fault in faults)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
