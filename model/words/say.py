"""What the model says, sentence by sentence."""

from collections.abc import Mapping, Sequence

from model.catalogue import load_faults
from model.words.words import load_words

_OUT_OF = 20


def fill(template: str, gaps: Mapping[str, str]) -> str:
    """Fill a sentence of the catalogue. Raises KeyError for a gap that is left open."""
    return template.format_map(gaps)


def certainty(probability: float) -> str:
    """Return the word for a probability [1], such as "very likely". Raises ValueError outside 0..1."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"probability {probability!r} is outside 0..1")
    return next(word for at_least, word in load_words().certainty if probability >= at_least)


def certainty_basis(probability: float) -> str:
    """Say what the word rests on; never all or none of the cases, which no evidence could carry."""
    real = min(max(round(probability * _OUT_OF), 1), _OUT_OF - 1)
    return _say("certainty_basis", real=str(real), total=str(_OUT_OF))


def certainty_measured(right: int, checked: int) -> str:
    """Say how many cards as sure as this were right when they were checked."""
    return _say("certainty_measured", right=f"{right:,}", checked=f"{checked:,}")


def certainty_simulated(right: int, checked: int) -> str:
    """Say how many cards as sure as this were right where nobody has checked any but simulated ones."""
    return _say("certainty_simulated", right=f"{right:,}", checked=f"{checked:,}")


def would_leave(likely: str, money: str) -> str:
    """Say how unlikely, or how cheap a day, it must become to leave the card."""
    return _say("would_leave", likely=likely, money=money)


def looked_at_for_much(days: float) -> str:
    """Say why somebody is sent to look at what is not likely."""
    return _say("looked_at_for_much", days=f"{days:g}")


def something_else(likely: str) -> str:
    """Say how likely it is that something without a name is wrong with the equipment."""
    return _say("something_else", likely=likely)


def role_name(role: str) -> str:
    """Return a role of roles.yaml in words. Raises KeyError for another."""
    return load_words().roles[role]


def skill_name(skill: str, people: int = 1) -> str:
    """Return a skill in words, in the form that goes with the number of people."""
    return load_words().skills[skill].of(people)


def evidence_label(term: str) -> str:
    """Return the label of an addend of the logit. Raises KeyError for one without words."""
    return load_words().evidence[term]


def money_label(term: str) -> str:
    """Return the label of an addend of the score. Raises KeyError for one without words."""
    return load_words().money[term]


def quantity_label(fault: str, line: str) -> str:
    """Return the label of a line of a fault's chart: "seen" or "expected"."""
    return load_faults()[fault].chart[line]


def hours(number: float) -> str:
    """Return "31 hours", "1 hour", or words for less than half of one."""
    whole = round(number)
    return f"{whole:,} {load_words().nouns['hour'].of(whole)}" if whole else _say("under_an_hour")


def nobody_feels_it() -> str:
    """Say that no one is too cold, too hot or short of air by it."""
    return _say("nobody_feels_it")


def people_feel_it(people: float, difference: str) -> str:
    """Say how many people are out of their band and by how much (with its unit), as a mean of all hours."""
    return _say("people_feel_it", people=_people(people), difference=difference)


def people_breathe_it(people: float) -> str:
    """Say how many people are short of fresh air."""
    return _say("people_breathe_it", people=_people(people))


def people_complained(equipment: str, times: int, since: str) -> str:
    """Say how often people complained of an equipment, and since when."""
    if times == 1:
        return _say("complained_once", equipment=equipment, since=since)
    return _say("complained_often", equipment=equipment, times=f"{times:,}", since=since)


def _people(people: float) -> str:
    whole = max(round(people), 1)
    return f"{whole:,} {load_words().nouns['person'].of(whole)}"


def people_assumed(people: float) -> str:
    """Say that the people behind a cost are a usual number, not a known one."""
    return _say("people_assumed", people=f"{people:.0f}")


def flow_unknown() -> str:
    """Say that the cost rests on a flow that nobody measured."""
    return _say("flow_unknown")


def all_clear(heard: int, points: int, minutes: int) -> str:
    """Say that nothing is worth doing, and what this rests on."""
    return _say("all_clear", heard=f"{heard:,}", points=f"{points:,}", minutes=str(minutes))


def too_little_heard(heard: int, points: int, minutes: int) -> str:
    """Say that too few points are heard for "nothing needs you" to mean anything."""
    return _say("too_little_heard", heard=f"{heard:,}", points=f"{points:,}", minutes=str(minutes))


def no_data_since(since: str | None) -> str:
    """Say since when nothing was heard; None when nothing ever was."""
    return _say("no_data_ever") if since is None else _say("no_data_since", since=since)


def blind_spot_sentence(
    missing: Sequence[str],
    count: int,
    total: int,
    kind: str,
    faults: Sequence[str],
    *,
    cost: str | None = None,
) -> str:
    """Say which faults cannot be seen, on how many of a kind, for want of which points; both in words.

    ``cost`` is money a year with its currency, None where it is not known.
    """
    kinds = load_words().kinds[kind].of(total)
    sentence = _say(
        "blind_spot",
        missing=_listed(missing),
        count=f"{count:,}",
        total=f"{total:,}",
        kind=kinds,
        faults=_listed(faults),
    )
    return sentence if cost is None else _say("blind_spot_price", hidden=sentence, cost=cost)


def outcome(found: str, fault_name: str, equipment_name: str) -> str:
    """Say what the data showed after the work: ``found`` is fixed, not_fixed or cannot_tell."""
    return _say(f"outcome_{found}", fault=fault_name, equipment=equipment_name)


def _say(sentence: str, **gaps: str) -> str:
    return load_words().sentences[sentence].format_map(gaps)


def _listed(items: Sequence[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} {load_words().last_joint} {last}" if first else last
