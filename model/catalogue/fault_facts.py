"""What an engineer knows of each fault before any reading is seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from model.catalogue.entry import Entry, Sourced, merged, read_folder
from model.catalogue.placeholders import ALWAYS_KNOWN, PLACEHOLDERS, placeholders_in, template
from model.catalogue.vocabulary import CONSEQUENCES, role_names
from model.recommendation import Interval

FOLDER = "faults"
PLACES = ("same_equipment", "its_sensor", "fed_by", "building")
TIMES = ("occupied", "unoccupied", "always")
SUPPLIES = ("heating", "cooling")


@dataclass(frozen=True, slots=True)
class Fill:
    """What goes into a gap of ``because``, over the hours in which the fault held.

    Gaps {measured}, {expected} and {command} are the means of what the fault's own file assesses, {setpoint}
    is {expected} by another name, {difference} how far measured and expected are apart. ``quantity`` says how
    to write it: a key of roles.yaml's quantities, or one of ``vocabulary.QUANTITIES_BESIDE_POINTS``.
    """

    quantity: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ExplainedBy:
    """A fault whose presence explains this one's symptom.

    ``where`` it sits: "same_equipment", "its_sensor" (a point of it), "fed_by" (any equipment upstream) or
    "building".
    """

    fault: str
    where: str


@dataclass(frozen=True, slots=True)
class Risk:
    """What may come of a fault: how often while it stands [1/a], and what that then costs [USD]."""

    per_year: Interval
    cost: Interval
    source: str


@dataclass(frozen=True, slots=True)
class FaultFacts:
    """One fault.

    ``prior`` is the probability that an equipment of ``kinds`` has it at a random time [1]. When the sensor
    of a role in ``leans_on`` is wrong, the claim is void; ``sensor_of`` is the role whose sensor this fault
    itself says is wrong. ``persists_days`` is how long it stays if nobody repairs it [d]. ``wasted_share`` is
    the share of the equipment's own energy that it wastes [1], for when the readings cannot say.
    ``because``, ``speaks_against`` and ``would_change`` are sentences with gaps; ``fills`` says what goes
    into the gaps of ``because`` that not every fault has. ``unknown_without``: role -> what stays unknown.
    ``rivals``: faults of one equipment that share this word explain the same symptoms, and their
    probabilities share one whole. ``wear_per_day`` is what wears out while it stands [USD/d].
    ``alike``: the share of buildings in which all of a kind show it for a reason that is no fault [1].
    ``wastes_when``: in which hours it mostly wastes, of ``TIMES``, for tariffs by the hour. ``fails``: which
    of ``SUPPLIES`` people lack by it, None for both or neither.
    ``by_people``: no reading tells of it, what people complain of alone does; it names no cause.
    ``chart``: labels of the lines "seen" and, where something is held against it, "expected".
    """

    id: str
    name: str
    plural: str
    kinds: tuple[str, ...]
    sensor_of: str | None
    prior: Sourced
    leans_on: tuple[str, ...]
    explained_by: tuple[ExplainedBy, ...]
    rivals: str | None
    consequences: tuple[str, ...]
    persists_days: Sourced
    wasted_share: Sourced
    risk: Risk | None
    wear_per_day: Sourced | None
    alike: Sourced | None
    wastes_when: str
    fails: str | None
    by_people: bool
    because: str
    fills: Mapping[str, Fill]
    chart: Mapping[str, str]
    speaks_against: str
    would_change: str
    unknown_without: Mapping[str, str]


@cache
def load_faults() -> Mapping[str, FaultFacts]:
    """Every fault by its id, in the file's order. Raises CatalogueError."""
    return parse_faults(read_folder("model.catalogue", FOLDER))


def parse_faults(texts: Mapping[str, str]) -> Mapping[str, FaultFacts]:
    """Read ``texts``, by the file names that errors give, as the faults. Raises CatalogueError."""
    entries = merged(texts)
    faults = {fault_id: _fault(fault_id, entry) for fault_id, entry in entries.items()}
    for fault_id, entry in entries.items():
        _check_explanations(entry, faults[fault_id], faults)
    _check_no_circle(faults, entries)
    return MappingProxyType(faults)


_REQUIRED = (
    "name",
    "plural",
    "kinds",
    "prior",
    "consequences",
    "persists_days",
    "wasted_share",
    "because",
    "chart",
)
_OPTIONAL = (
    "sensor_of",
    "leans_on",
    "explained_by",
    "rivals",
    "risk",
    "wear_per_day",
    "alike",
    "wastes_when",
    "fails",
    "by_people",
    "fills",
    "unknown_without",
)


def _fault(fault_id: str, entry: Entry) -> FaultFacts:
    fields = entry.fields((*_REQUIRED, "speaks_against", "would_change"), _OPTIONAL)
    names = role_names()
    kinds = fields["kinds"].some_of(names.kinds, "kind of equipment", at_least=1)
    roles = frozenset(names.kinds_by_role)
    because = template(fields["because"], PLACEHOLDERS)
    return FaultFacts(
        id=fault_id,
        name=fields["name"].text(),
        plural=fields["plural"].text(),
        kinds=kinds,
        sensor_of=fields["sensor_of"].one_of(roles, "role") if "sensor_of" in fields else None,
        prior=fields["prior"].sourced(0.0, 1.0),
        leans_on=fields["leans_on"].some_of(roles, "role") if "leans_on" in fields else (),
        explained_by=_explanations(fields["explained_by"]) if "explained_by" in fields else (),
        rivals=fields["rivals"].text() if "rivals" in fields else None,
        consequences=fields["consequences"].some_of(CONSEQUENCES, "consequence", at_least=1),
        persists_days=fields["persists_days"].sourced(0.0, 3650.0),
        wasted_share=fields["wasted_share"].sourced(-1.0, 1.0),
        risk=_risk(fields["risk"]) if "risk" in fields else None,
        wear_per_day=fields["wear_per_day"].sourced(0.0, 1000.0) if "wear_per_day" in fields else None,
        alike=fields["alike"].sourced(0.0, 1.0) if "alike" in fields else None,
        wastes_when=fields["wastes_when"].one_of(TIMES, "time") if "wastes_when" in fields else "occupied",
        fails=fields["fails"].one_of(SUPPLIES, "supply") if "fails" in fields else None,
        by_people="by_people" in fields and fields["by_people"].truth(),
        because=because,
        fills=_fills(fields.get("fills"), fields["because"], because),
        chart=_chart(fields["chart"]),
        speaks_against=template(fields["speaks_against"], ALWAYS_KNOWN),
        would_change=template(fields["would_change"], ALWAYS_KNOWN | {"role"}),
        unknown_without=_unknown_without(fields.get("unknown_without"), roles),
    )


def _risk(entry: Entry) -> Risk:
    fields = entry.fields(["per_year", "cost", "source"])
    return Risk(
        fields["per_year"].interval(0.0, 100.0), fields["cost"].interval(0.0, 1e7), fields["source"].text()
    )


def _fills(entry: Entry | None, because_entry: Entry, because: str) -> Mapping[str, Fill]:
    quantities = role_names().quantities
    fills = {}
    for name, child in (entry.items() if entry else {}).items():
        if name not in placeholders_in(because):
            raise child.error(f"because has no gap {{{name}}}; remove this line")
        fields = child.fields(["quantity", "meaning"])
        fills[name] = Fill(fields["quantity"].one_of(quantities, "quantity"), fields["meaning"].text())
    unsaid = sorted(placeholders_in(because) - set(fills) - ALWAYS_KNOWN - {"role", "unit"})
    if unsaid:
        raise because_entry.error(f"fills must say what goes into {{{unsaid[0]}}}")
    return MappingProxyType(fills)


def _chart(entry: Entry) -> Mapping[str, str]:
    return MappingProxyType(
        {line: child.text() for line, child in entry.fields(["seen"], ["expected"]).items()}
    )


def _unknown_without(entry: Entry | None, roles: frozenset[str]) -> Mapping[str, str]:
    sentences = {}
    for role, child in (entry.items() if entry else {}).items():
        if role not in roles:
            raise child.error(f"{role!r} is no role of roles.yaml")
        sentences[role] = template(child, ALWAYS_KNOWN)
    return MappingProxyType(sentences)


def _explanations(entry: Entry) -> tuple[ExplainedBy, ...]:
    fields = entry.fields((), PLACES)
    return tuple(ExplainedBy(fault, where) for where, child in fields.items() for fault in child.texts())


def _check_explanations(entry: Entry, fault: FaultFacts, faults: Mapping[str, FaultFacts]) -> None:
    if not fault.explained_by:
        return
    place = entry.items()["explained_by"]
    for explanation in fault.explained_by:
        cause = faults.get(explanation.fault)
        if cause is None:
            raise place.error(f"{explanation.fault!r} is no fault of this file")
        shares_kind = bool(set(cause.kinds) & set(fault.kinds))
        fits = {
            "same_equipment": shares_kind,
            "its_sensor": "sensor" in cause.kinds and "sensor" not in fault.kinds,
            "fed_by": bool(set(cause.kinds) - set(fault.kinds)),
            "building": "building" in cause.kinds,
        }
        if not fits[explanation.where]:
            raise place.error(
                f"{cause.id} sits on {', '.join(cause.kinds)}: "
                f"it cannot be {explanation.where} of {', '.join(fault.kinds)}"
            )


def _check_no_circle(faults: Mapping[str, FaultFacts], entries: Mapping[str, Entry]) -> None:
    """Two faults that explain each other, or lean on each other's sensor, would silence each other."""
    silenced_by = {
        fault.id: {explanation.fault for explanation in fault.explained_by}
        | {sensor.id for sensor in faults.values() if sensor.sensor_of in fault.leans_on}
        for fault in faults.values()
    }
    try:
        TopologicalSorter(silenced_by).prepare()
    except CycleError as error:
        circle = " <- ".join(error.args[1])
        place = entries[error.args[1][0]]
        raise place.error(
            f"explained_by and leans_on go in a circle, {circle}; remove one of these links"
        ) from error
