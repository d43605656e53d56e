"""Every sentence that the model says apart from the catalogue's, and the gaps that its caller fills.

A language has to have each of them, and may use no other gap.
"""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # headlines
        "all_clear": frozenset(),
        "no_data_since": frozenset({"since"}),
        "no_data_ever": frozenset(),
        # what "nothing needs you" rests on
        "coverage": frozenset({"heard", "points", "minutes"}),
        "judged": frozenset({"judged", "equipment"}),
        "blind_spot": frozenset({"missing", "count", "total", "kind", "faults"}),
        # how sure
        "certainty_from_outcomes": frozenset({"real", "total"}),
        "certainty_from_readings": frozenset({"hours"}),
        "certainty_from_estimate": frozenset(),
        # what waiting costs, in money and people
        "waiting_day": frozenset({"money"}),
        "waiting_week": frozenset({"money"}),
        "people_cold": frozenset({"rooms", "temperature"}),
        "people_hot": frozenset({"rooms", "temperature"}),
        "people_stale_air": frozenset({"people"}),
        "people_none": frozenset(),
        # what it takes
        "effort": frozenset({"hours", "people", "parts"}),
        "parts_likely": frozenset({"parts"}),
        "parts_unlikely": frozenset(),
        # why this one
        "before_runner_up": frozenset({"title", "money"}),
        "only_one": frozenset(),
        "unknown_role": frozenset({"missing"}),
        "sensor_in_doubt": frozenset({"role"}),
        # afterwards
        "outcome_fixed": frozenset({"expect", "money"}),
        "outcome_fixed_without_saving": frozenset({"expect"}),
        "outcome_not_fixed": frozenset({"title"}),
        "outcome_cannot_tell": frozenset({"title"}),
    }
)
