"""What each kind of device can publish, read from ``points.yaml`` and checked when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources

from model.site.graph import Point
from model.site.roles import QUANTITIES, ROLES
from model.site.yaml_lines import Described, read_yaml
from simulator.buildings.measures import MEASURES, unit_of
from simulator.physics.state import State
from simulator.record import Level

WRITTEN_STYLES = ("short", "long", "camel", "german")
STYLES = (*WRITTEN_STYLES, "numbered")
FORMULAS = ("relative_humidity", "product")
NEEDS = ("boiler", "heat_pump", "water_cooled")
_KEYS = ("path", "beside", "formula", "factor", "quantity", "sensor", "regulated", "brick", "needs", "names")


@dataclass(frozen=True, slots=True)
class PointKind:
    """A reading of one make of device; see ``points.yaml`` for what each field says.

    ``role`` is None for what the model has no use for; ``level`` is that of the arrays of ``path``.
    """

    id: str
    path: str
    level: Level
    quantity: str
    role: str | None
    brick_class: str
    names: Mapping[str, str]
    sensor: str | None = None
    regulated: bool = False
    factor: float = 1.0
    beside: str | None = None
    formula: str | None = None
    needs: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields of the state that it is computed from."""
        return (self.path,) if self.beside is None else (self.path, self.beside)


_GROUPS = {group.name: group.type for group in fields(State)}


def level_of(path: str) -> Level:
    """The level of a field "group.field" of the state; KeyError when there is none."""
    group, _, name = path.partition(".")
    level: Level = _GROUPS[group].level_of(name)  # type: ignore[union-attr]  # each group is a Record
    return level


def read_points(text: str, file: str) -> Mapping[str, tuple[PointKind, ...]]:
    """Read the points of each make of device, in the order of the file.

    Raises SiteError, which names file, line and key.
    """
    found = {}
    for make, entry in read_yaml(text, file).items().items():
        points = tuple(
            _point(make, number, name, item)
            for number, (name, item) in enumerate(entry.items().items(), start=1)
        )
        for style in STYLES:
            if len({point.names[style] for point in points}) < len(points):
                raise entry.error(f"two points have the same name in the style {style!r}")
        found[make] = points
    return found


def _point(make: str, number: int, name: str, entry: Described) -> PointKind:
    said = entry.fields(_KEYS, ("path", "quantity", "brick", "names"))
    level = _level(said["path"])
    if ("beside" in said) != ("formula" in said):
        raise entry.error("needs beside and formula together")
    if "beside" in said and _level(said["beside"]) != level:
        raise said["beside"].error(f"is not of the level {level}")
    sensor = said["sensor"].one_of(MEASURES.sensors, "class of sensors") if "sensor" in said else None
    quantity = said["quantity"].one_of(MEASURES.systems["metric"], "quantity")
    names = {
        style: item.text() for style, item in said["names"].fields(WRITTEN_STYLES, WRITTEN_STYLES).items()
    }
    names["numbered"] = f"{_object_type(quantity, name, sensor)}-{number:02d}"
    return PointKind(
        id=name,
        path=said["path"].text(),
        level=level,
        quantity=quantity,
        role=_role(make, name, quantity, entry),
        brick_class=said["brick"].text(),
        names=names,
        sensor=sensor,
        regulated="regulated" in said and said["regulated"].flag(),
        factor=said["factor"].number(0.0) if "factor" in said else 1.0,
        beside=said["beside"].text() if "beside" in said else None,
        formula=said["formula"].one_of(FORMULAS, "formula") if "formula" in said else None,
        needs=said["needs"].one_of(NEEDS, "thing to need") if "needs" in said else None,
    )


def _level(entry: Described) -> Level:
    try:
        return level_of(entry.text())
    except KeyError as error:
        raise entry.error("is no group.field of the state") from error


def _role(make: str, name: str, quantity: str, entry: Described) -> str | None:
    if name not in ROLES or make not in ROLES[name].kinds:
        return None
    if ROLES[name].quantity is not QUANTITIES.get(quantity):
        raise entry.error(f"is a {ROLES[name].quantity.id} to the model, not a {quantity}")
    return name


def _object_type(quantity: str, name: str, sensor: str | None) -> str:
    """The BACnet object type: analogue or binary, input, output or value."""
    direction = "O" if name.endswith("_command") else "I" if sensor or name.endswith("_status") else "V"
    return ("B" if quantity == "switch" else "A") + direction


POINTS = read_points(
    resources.files("simulator.buildings").joinpath("points.yaml").read_text(encoding="utf-8"), "points.yaml"
)


def point_of(kind: PointKind, device: str, style: str, units: str) -> Point:
    """The point's record in the site; ``device`` is its device's id."""
    unit = unit_of(units, kind.quantity)
    return Point(
        source=f"{device}/{kind.names[style]}",
        role=kind.role,
        unit=unit.name,
        scale=unit.scale,
        offset=unit.offset,
        brick_class=kind.brick_class,
    )
