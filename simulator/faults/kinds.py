"""The kinds of fault, read from ``kinds.yaml`` and checked when they are read."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from model.catalogue.entry import Entry, parse, read_resource
from model.catalogue.vocabulary import SKILLS
from simulator.buildings.plan import Plan
from simulator.faults.fields import effect_fields, reaches
from simulator.faults.kind import CONCERNS, LIES, ONSETS, Effect, FaultKind, Lie, Repair, Risk, Span
from simulator.faults.place import LEVELS
from simulator.faults.sensors import sensor_paths

_REQUIRED = ("says", "on", "onset", "rate", "repair", "concerns")
_OPTIONAL = ("seen_on", "needs", "publishes", "effects", "lie", "silences", "signed", "ramp_days", "risk",
             "wear_per_day", "mended_by", "symptoms")  # fmt: skip
# How a lie's size is neutral; None: it has no size, and is there or not.
_NEUTRAL = {"bias": 0.0, "gain": 1.0, "noise": 0.0, "fixed": 0.0}
_SWITCHES = frozenset({"fixed", "flat", "dead", "swapped"})
_LARGE = 1e6


class UnknownFaultError(ValueError):
    """A fault of a kind that ``kinds.yaml`` does not have, or on equipment that cannot have it."""


@cache
def fault_kinds() -> Mapping[str, FaultKind]:
    """All kinds by their id, in the order of the file."""
    return read_kinds(read_resource("simulator.faults", "kinds.yaml"), "faults/kinds.yaml")


def fault_kind(name: str) -> FaultKind:
    """The kind ``name``; UnknownFaultError names what there is."""
    try:
        return fault_kinds()[name]
    except KeyError:
        known = ", ".join(sorted(fault_kinds()))
        raise UnknownFaultError(f"no kind of fault {name!r} in kinds.yaml; there are {known}") from None


def read_kinds(text: str, file: str) -> Mapping[str, FaultKind]:
    """Read kinds from YAML. Raises CatalogueError, which names file, line and key."""
    return {name: _kind(name, entry) for name, entry in parse(text, file).items().items()}


def _kind(name: str, entry: Entry) -> FaultKind:
    found = entry.fields(_REQUIRED, _OPTIONAL)
    on = found["on"].some_of(LEVELS, "kind of equipment", at_least=1)
    signed = "signed" in found and _flag(found["signed"])
    effects = _effects(found["effects"], on) if "effects" in found else ()
    lie, lies_both_ways = _lie(found["lie"]) if "lie" in found else (None, False)
    silences = found["silences"].one_of(("device", "building"), "silence") if "silences" in found else None
    if sum([bool(effects), lie is not None, silences is not None]) != 1:
        raise entry.error("needs exactly one of effects, lie and silences")
    onset = _onset(found["onset"])
    sudden = silences is not None or (lie is not None and lie.how in _SWITCHES)
    if "drifting" in onset and (sudden or any(effect.is_switch for effect in effects)):
        raise found["onset"].error("drifting needs something that can grow; a switch is on or off")
    if ("drifting" in onset) != ("ramp_days" in found):
        raise entry.error("ramp_days stands with an onset that drifts, and only there")
    rate = found["rate"].fields(["per_year", "source"])
    mended_by = found["mended_by"].texts() if "mended_by" in found else ()
    return FaultKind(
        id=name,
        says=found["says"].text(),
        on=on,
        seen_on=found["seen_on"].some_of(LEVELS, "kind of equipment") if "seen_on" in found else (),
        needs=_needs(found["needs"]) if "needs" in found else (),
        publishes=_paths(found["publishes"]) if "publishes" in found else (),
        effects=effects,
        lie=lie,
        silences=silences,
        signed=signed or lies_both_ways,
        onset=onset,
        ramp_days=_pair(found["ramp_days"], 0.1, 1000.0) if "ramp_days" in found else (0.0, 0.0),
        per_year=rate["per_year"].number(1e-6, 100.0),
        rate_source=rate["source"].text(),
        repair=_repair(found["repair"]),
        risk=_risk(found["risk"]) if "risk" in found else Risk(),
        wear_per_day=found["wear_per_day"].number(0.0, 1000.0) if "wear_per_day" in found else 0.0,
        concerns=found["concerns"].some_of(CONCERNS, "concern", at_least=1),
        mended_by=frozenset([name, *mended_by]),
        symptoms=frozenset(found["symptoms"].texts() if "symptoms" in found else ()),
    )


def _effects(entry: Entry, on: tuple[str, ...]) -> tuple[Effect, ...]:
    effects = []
    for path, value in entry.items().items():
        if path not in effect_fields():
            raise value.error(f"{path!r} is no field of Effects")
        field = effect_fields()[path]
        for kind in on:
            if not reaches(LEVELS[kind], field.level):
                raise value.error(f"a {kind} has nothing of level {field.level}")
        effects.append(Effect(field, Span(*_pair(value), neutral=field.neutral)))
    return tuple(effects)


def _lie(entry: Entry) -> tuple[Lie, bool]:
    found = entry.fields(["how"], ["size", "signed", "sensors", "pairs"])
    how = found["how"].one_of(LIES, "lie")
    if (how in _NEUTRAL) != ("size" in found):
        raise entry.error(f"size stands with {', '.join(_NEUTRAL)}, and only there")
    if (how == "swapped") != ("pairs" in found) or (how == "swapped") == ("sensors" in found):
        raise entry.error("needs pairs when swapped, sensors otherwise")
    span = Span(*_pair(found["size"]), neutral=_NEUTRAL[how]) if "size" in found else Span(1.0, 1.0)
    pairs = []
    for pair in found["pairs"].entries() if "pairs" in found else ():
        paths = _paths(pair)
        if len(paths) != 2 or not all(path.startswith("readings.") for path in paths):
            raise pair.error("must be two readings")
        pairs.append((paths[0], paths[1]))
    sensors = _paths(found["sensors"]) if "sensors" in found else ()
    return Lie(how, span, sensors, tuple(pairs)), "signed" in found and _flag(found["signed"])


def _paths(entry: Entry) -> tuple[str, ...]:
    return entry.some_of(sensor_paths(), "field of the state", at_least=1)


def _onset(entry: Entry) -> Mapping[str, float]:
    weights = entry.fields([], ONSETS)
    if not weights:
        raise entry.error("needs at least one of " + ", ".join(ONSETS))
    numbers = {name: weight.number(1e-6, 1000.0) for name, weight in weights.items()}
    whole = sum(numbers.values())
    return {name: number / whole for name, number in numbers.items()}


def _repair(entry: Entry) -> Repair:
    found = entry.fields(["hours", "parts", "lead_days", "skill", "source"])
    return Repair(
        hours=found["hours"].interval(0.1, 200.0),
        parts=found["parts"].interval(0.0, 100_000.0),
        lead_days=found["lead_days"].interval(0.0, 365.0),
        skill=found["skill"].one_of(SKILLS, "skill"),
        source=found["source"].text(),
    )


def _risk(entry: Entry) -> Risk:
    found = entry.fields(["per_year", "cost", "source"])
    found["source"].text()
    return Risk(found["per_year"].number(0.0, 50.0), found["cost"].number(0.0, 1e6))


def _needs(entry: Entry) -> tuple[str, ...]:
    known = {field.name for field in fields(Plan)}
    needs = entry.texts(at_least=1)
    for need in needs:
        if need.partition("=")[0] not in known:
            raise entry.error(f"{need!r} names no field of a building's plan")
    return needs


def _pair(entry: Entry, low: float = -_LARGE, high: float = _LARGE) -> tuple[float, float]:
    numbers = [number.number(low, high) for number in entry.entries()]
    if len(numbers) != 2:
        raise entry.error("must be two numbers")
    return numbers[0], numbers[1]


def _flag(entry: Entry) -> bool:
    return entry.node.value == "true" or bool(entry.one_of(("true",), "flag"))
