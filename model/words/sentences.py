"""Every sentence that the model says beside the catalogue's, and the gaps that the model fills.

A language has to have each of them, and may use no other gap.
"""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "all_clear": frozenset({"heard", "points", "minutes"}),
        "no_data_since": frozenset({"since"}),
        "no_data_ever": frozenset(),
        "too_little_heard": frozenset({"heard", "points", "minutes"}),
        "blind_spot": frozenset({"missing", "count", "total", "kind", "faults"}),
        "blind_spot_price": frozenset({"hidden", "cost"}),
        "certainty_basis": frozenset({"real", "total"}),
        "certainty_measured": frozenset({"right", "checked"}),
        "certainty_simulated": frozenset({"right", "checked"}),
        "would_leave": frozenset({"likely", "money"}),
        "something_else": frozenset({"likely"}),
        "people_assumed": frozenset({"people"}),
        "flow_unknown": frozenset(),
        "looked_at_for_much": frozenset({"days"}),
        "nobody_feels_it": frozenset(),
        "people_breathe_it": frozenset({"people"}),
        "people_feel_it": frozenset({"people", "difference"}),
        "complained_once": frozenset({"equipment", "since"}),
        "complained_often": frozenset({"equipment", "times", "since"}),
        "under_an_hour": frozenset(),
        "outcome_fixed": frozenset({"fault", "equipment"}),
        "outcome_not_fixed": frozenset({"fault", "equipment"}),
        "outcome_cannot_tell": frozenset({"fault", "equipment"}),
    }
)
