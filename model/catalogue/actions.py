"""What a person can do about each fault, and what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import CatalogueError, Entry, merged, parse, read_folder, read_resource
from model.catalogue.fault_facts import load_faults
from model.catalogue.placeholders import template
from model.catalogue.vocabulary import SKILLS, role_names
from model.recommendation import Interval

FOLDER, SAFETY = "actions", "safety.yaml"
_TITLE_GAPS = frozenset({"equipment", "building", "role"})


@dataclass(frozen=True, slots=True)
class Labour:
    """Hours on site of each of ``people`` [h], and the skill that sets the hourly rate."""

    hours: Interval
    people: int
    skill: str


@dataclass(frozen=True, slots=True)
class Parts:
    """``likely`` is the probability that parts are needed [1]; ``cost`` is in USD, when they are."""

    likely: float
    items: tuple[str, ...]
    cost: Interval


@dataclass(frozen=True, slots=True)
class Expect:
    """What the building's data show once it is done, and within how many hours of running [h]."""

    text: str
    within_hours: float


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to hold before it can be done: outdoor air [degC] above or below, nobody in, a permit."""

    outdoor_above: float | None = None
    outdoor_below: float | None = None
    unoccupied: bool = False
    permit: bool = False


NO_NEEDS = Needs()


@dataclass(frozen=True, slots=True)
class Action:
    """A thing that a person can do.

    ``kind``: "repair", or "check" for a cheap look that settles the cause. ``addresses``: fault id -> chance
    that doing it ends that fault [1]. ``title`` may have the gaps {equipment}, {building}, {role}.
    ``safety`` comes before ``steps``; both are in order.
    ``conditions``: when it can be done or judged, by "weather", "occupancy" or "access", in words;
    ``needs`` says the same to the choice. ``waits_days`` for parts or a contractor [d], None: as the costs
    say for parts. ``downtime_hours``: hours that people go without the equipment [h].
    ``sources`` are the action's own, then those of its safety steps.
    """

    id: str
    kind: str
    title: str
    addresses: Mapping[str, float]
    labour: Labour
    parts: Parts
    tools: tuple[str, ...]
    steps: tuple[str, ...]
    safety: tuple[str, ...]
    conditions: Mapping[str, str]
    expect: Expect
    sources: tuple[str, ...]
    needs: Needs = NO_NEEDS
    waits_days: Interval | None = None
    downtime_hours: float = 0.0
    only_on: tuple[str, ...] = ()


@cache
def load_actions() -> Mapping[str, Action]:
    """Every action by its id, in the file's order. Raises CatalogueError."""
    safety = read_resource("model.catalogue", SAFETY)
    return parse_actions(read_folder("model.catalogue", FOLDER), safety, frozenset(load_faults()))


def actions_for(fault_id: str, kind: str | None = None) -> tuple[Action, ...]:
    """Actions that address a fault, best chance first; on a ``kind`` only those that are for it.

    Raises KeyError for an unknown fault.
    """
    if fault_id not in load_faults():
        raise KeyError(f"no fault {fault_id!r} in the catalogue")
    found = _actions_by_fault()[fault_id]
    return found if kind is None else tuple(a for a in found if not a.only_on or kind in a.only_on)


@cache
def _actions_by_fault() -> Mapping[str, tuple[Action, ...]]:
    actions = load_actions().values()
    return {
        fault: tuple(sorted((a for a in actions if fault in a.addresses), key=lambda a: -a.addresses[fault]))
        for fault in load_faults()
    }


def parse_actions(texts: Mapping[str, str], safety_text: str, faults: frozenset[str]) -> Mapping[str, Action]:
    """Read ``texts``, by file name, as the actions on ``faults``, with the safety steps that they share.

    Raises CatalogueError, also for a fault that no action addresses.
    """
    entries, safety_entries = merged(texts), parse(safety_text, SAFETY).items()
    safety = {key: _safety_step(entry) for key, entry in safety_entries.items()}
    actions = {action_id: _action(action_id, entry, faults, safety) for action_id, entry in entries.items()}
    for key, (step, _) in safety.items():
        if not any(step in action.safety for action in actions.values()):
            raise safety_entries[key].error("no action names this safety step; remove it")
    helpless = sorted(faults - {fault for action in actions.values() for fault in action.addresses})
    if helpless:
        raise CatalogueError(f"no action addresses {', '.join(helpless)}; add one", file=FOLDER)
    return MappingProxyType(actions)


_FIELDS = ("kind", "title", "addresses", "labour", "parts", "tools", "steps", "safety", "expect", "sources")
_OPTIONAL = ("conditions", "needs", "waits_days", "downtime_hours", "only_on")


def _safety_step(entry: Entry) -> tuple[str, str]:
    """Text and source."""
    fields = entry.fields(["text", "source"])
    return fields["text"].text(), fields["source"].text()


def _action(
    action_id: str, entry: Entry, faults: frozenset[str], safety: Mapping[str, tuple[str, str]]
) -> Action:
    fields = entry.fields(_FIELDS, _OPTIONAL)
    conditions = (
        fields["conditions"].fields((), ["weather", "occupancy", "access"]) if "conditions" in fields else {}
    )
    safety_steps = [safety[key] for key in fields["safety"].some_of(safety, "safety step")]
    expect = fields["expect"].fields(["text", "within_hours"])
    return Action(
        id=action_id,
        kind=fields["kind"].one_of(["repair", "check"], "kind of action"),
        title=template(fields["title"], _TITLE_GAPS),
        addresses=_addresses(fields["addresses"], faults),
        labour=_labour(fields["labour"]),
        parts=_parts(fields["parts"]),
        tools=fields["tools"].texts(),
        steps=fields["steps"].texts(at_least=1),
        safety=tuple(text for text, _ in safety_steps),
        conditions=MappingProxyType({name: child.text() for name, child in conditions.items()}),
        expect=Expect(
            template(expect["text"], frozenset({"role"})), expect["within_hours"].number(0.0, 8760.0)
        ),
        sources=(*fields["sources"].texts(at_least=1), *dict.fromkeys(source for _, source in safety_steps)),
        needs=_needs(fields["needs"]) if "needs" in fields else NO_NEEDS,
        waits_days=fields["waits_days"].interval(0.0, 365.0) if "waits_days" in fields else None,
        downtime_hours=fields["downtime_hours"].number(0.0, 500.0) if "downtime_hours" in fields else 0.0,
        only_on=fields["only_on"].some_of(role_names().kinds, "kind") if "only_on" in fields else (),
    )


def _needs(entry: Entry) -> Needs:
    fields = entry.fields((), ["outdoor_above", "outdoor_below", "unoccupied", "permit"])
    outdoor = {
        name: fields[name].number(-50.0, 60.0)
        for name in ("outdoor_above", "outdoor_below")
        if name in fields
    }
    truths = {name: fields[name].truth() for name in ("unoccupied", "permit") if name in fields}
    return Needs(outdoor.get("outdoor_above"), outdoor.get("outdoor_below"), **truths)


def _addresses(entry: Entry, faults: frozenset[str]) -> Mapping[str, float]:
    chances = {}
    for fault, child in entry.items().items():
        if fault not in faults:
            raise child.error(f"{fault!r} is no fault of the catalogue")
        chances[fault] = child.number(0.0, 1.0)
    if not chances:
        raise entry.error("must address at least one fault")
    return MappingProxyType(chances)


def _labour(entry: Entry) -> Labour:
    fields = entry.fields(["hours", "people", "skill"])
    people = fields["people"].number(1, 10)
    if not people.is_integer():
        raise fields["people"].error("must be a whole number of people")
    return Labour(fields["hours"].interval(0.0, 200.0), int(people), fields["skill"].one_of(SKILLS, "skill"))


def _parts(entry: Entry) -> Parts:
    fields = entry.fields(["likely", "items", "cost"])
    parts = Parts(
        likely=fields["likely"].number(0.0, 1.0),
        items=fields["items"].texts(),
        cost=fields["cost"].interval(0.0, 100_000.0),
    )
    if bool(parts.items) != (parts.likely > 0.0):
        raise entry.error("parts that may be needed must be named, and named parts need likely above 0")
    return parts
