"""Roles: what a point is to its equipment, read from ``roles.yaml`` and checked when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from model.site.brick_classes import ancestors
from model.site.yaml_lines import Described, SiteError, read_yaml


@dataclass(frozen=True, slots=True)
class Quantity:
    """A physical quantity: its unit in the model, the units of the trade, its physical bounds [SI]."""

    id: str
    unit: str
    imperial: str
    metric: str
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Role:
    """What a point is to its equipment.

    ``lowest`` and ``highest`` [SI] bound what can be true, ``bounds`` what a reading may be at all, mostly
    those of its quantity; ``imperial`` and ``metric`` are the units of a
    point that declares none. ``brick`` names the Brick classes that mean the role, the plainest first;
    ``only_on`` those that mean it on one kind alone; ``inverted`` those that mean its opposite. ``per_m3`` is
    what a cubic metre counts [J/m3] where the meter may count volume instead, 0 where it may not.
    """

    id: str
    kinds: frozenset[str]
    quantity: Quantity
    lowest: float
    highest: float
    bounds: tuple[float, float]
    imperial: str
    metric: str
    brick: tuple[str, ...]
    only_on: Mapping[str, tuple[str, ...]]
    inverted: tuple[str, ...]
    per_m3: float = 0.0

    def unit_of(self, system: str) -> str:
        """Return the unit (pint name) of a point that declares none, in the system "imperial" or "SI"."""
        return self.imperial if system == "imperial" else self.metric

    def classes(self, kind: str) -> tuple[str, ...]:
        """Return the Brick classes that mean this role on equipment of ``kind``, the plainest first."""
        return self.brick + self.only_on.get(kind, ()) + self.inverted if kind in self.kinds else ()


def _bounds(entry: Described) -> tuple[float, float]:
    numbers = [number.number() for number in entry.entries()]
    if len(numbers) != 2 or not numbers[0] < numbers[1]:
        raise entry.error("must be [lowest, highest]")
    return numbers[0], numbers[1]


def _quantity(name: str, entry: Described) -> Quantity:
    keys = ("unit", "imperial", "metric", "bounds")
    fields = entry.fields(keys, keys)
    unit, imperial, metric = (fields[key].text() for key in keys[:3])
    return Quantity(name, unit, imperial, metric, *_bounds(fields["bounds"]))


def _role(name: str, entry: Described, quantities: Mapping[str, Quantity]) -> Role:
    required = ("kinds", "quantity", "range", "brick")
    fields = entry.fields(
        (*required, "only_on", "inverted", "imperial", "metric", "per_m3", "bounds"), required
    )
    quantity = quantities[fields["quantity"].one_of(quantities, "quantity")]
    kinds = frozenset(fields["kinds"].texts())
    lowest, highest = _bounds(fields["range"])
    bounds = _bounds(fields["bounds"]) if "bounds" in fields else (quantity.lowest, quantity.highest)
    if lowest < bounds[0] or highest > bounds[1]:
        of = "the role" if "bounds" in fields else quantity.id
        raise fields["range"].error(f"exceeds the bounds of {of}")
    only_on = fields["only_on"].items() if "only_on" in fields else {}
    for kind, classes in only_on.items():
        if kind not in kinds:
            raise classes.error(f"is none of the role's kinds: {', '.join(sorted(kinds))}")
    return Role(
        id=name,
        kinds=kinds,
        quantity=quantity,
        lowest=lowest,
        highest=highest,
        bounds=bounds,
        imperial=fields["imperial"].text() if "imperial" in fields else quantity.imperial,
        metric=fields["metric"].text() if "metric" in fields else quantity.metric,
        brick=fields["brick"].texts(),
        only_on=MappingProxyType({kind: classes.texts() for kind, classes in only_on.items()}),
        inverted=fields["inverted"].texts() if "inverted" in fields else (),
        per_m3=fields["per_m3"].number(0.0) if "per_m3" in fields else 0.0,
    )


def read_roles(text: str, file: str) -> tuple[Mapping[str, Quantity], Mapping[str, Role]]:
    """Read quantities and roles, each by its id, from the text of a roles file.

    Raises SiteError, which names file, line and key, for an unknown key, a missing one, a range outside the
    quantity's bounds, or a Brick class that means two roles on one kind.
    """
    root = read_yaml(text, file).fields(("quantities", "roles"), ("quantities", "roles"))
    quantities = {name: _quantity(name, entry) for name, entry in root["quantities"].items().items()}
    entries = root["roles"].items()
    roles = {name: _role(name, entry, quantities) for name, entry in entries.items()}
    taken: dict[tuple[str, str], str] = {}
    for name, role in roles.items():
        for kind in role.kinds:
            for brick_class in role.classes(kind):
                other = taken.setdefault((brick_class, kind), name)
                if other != name:
                    raise entries[name].error(f"{brick_class} on {kind} already means {other}")
    return MappingProxyType(quantities), MappingProxyType(roles)


QUANTITIES, ROLES = read_roles(
    resources.files("model.site").joinpath("roles.yaml").read_text(encoding="utf-8"), "roles.yaml"
)
KINDS: frozenset[str] = frozenset().union(*(role.kinds for role in ROLES.values()))


@cache
def _by_class(kind: str) -> Mapping[str, Role]:
    return {name: role for role in ROLES.values() for name in role.classes(kind)}


def role_of(brick_class: str, kind: str, parents: Mapping[str, str] | None = None) -> Role | None:
    """Return the role that a Brick class has on equipment of ``kind``, or None.

    A class that no role lists is taken as its nearest listed ancestor; ``parents`` (class -> superclass)
    adds what a file declares itself. Only ancestors with the same meaning are followed: a preheat
    temperature is no supply temperature, though Brick has it below.

    >>> role_of("Supply_Air_Temperature_Sensor", "vav_box").id
    'discharge_air_temperature'
    """
    known = _by_class(kind)
    return next((known[name] for name in ancestors(brick_class, parents or {}) if name in known), None)


__all__ = ["KINDS", "QUANTITIES", "ROLES", "Quantity", "Role", "SiteError", "read_roles", "role_of"]
