"""Words for people, apart from the logic; one file a language."""

from model.words.say import (
    all_clear,
    blind_spot_sentence,
    certainty,
    certainty_basis,
    evidence_label,
    fill,
    flow_unknown,
    hours,
    money_label,
    no_data_since,
    nobody_feels_it,
    outcome,
    people_feel_it,
    quantity_label,
    role_name,
    skill_name,
)

__all__ = [
    "all_clear",
    "blind_spot_sentence",
    "certainty",
    "certainty_basis",
    "evidence_label",
    "fill",
    "flow_unknown",
    "hours",
    "money_label",
    "no_data_since",
    "nobody_feels_it",
    "outcome",
    "people_feel_it",
    "quantity_label",
    "role_name",
    "skill_name",
]
