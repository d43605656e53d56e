"""What a building's owner says beside the Brick file: units, names, people, schedules; a small YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from model.site.described.design import read_amount, read_design
from model.site.described.equipment import UnitDefaults, read_id, read_kind, read_units
from model.site.described.export import read_export
from model.site.described.schedule import read_schedule
from model.site.described.site import read_managers, read_money
from model.site.graph import Building, Equipment, Manager, TrendExport
from model.site.roles import ROLES
from model.site.yaml_lines import Described, SiteError, read_yaml

_KEYS = (
    "site",
    "name",
    "currency",
    "units",
    "managers",
    "tariff",
    "readings",
    "buildings",
    "equipment",
    "classes",
    "points",
)
_POINT_KEYS = ("role", "unit", "full_scale", "invert", "words", "unused")


@dataclass(frozen=True, slots=True)
class PointOverride:
    """What is said of a point over the Brick file."""

    role: str | None = None
    unit: str | None = None
    full_scale: float | None = None
    invert: bool = False
    words: Mapping[str, float] = field(default_factory=dict)
    unused: bool = False


@dataclass(slots=True)
class Overrides:
    """What is said beside a Brick file."""

    site: str | None = None
    name: str | None = None
    currency: str = "USD"
    units: UnitDefaults = field(default_factory=lambda: UnitDefaults("", {}))
    tariff: Mapping[str, float] = field(default_factory=dict)
    export: TrendExport = field(default_factory=TrendExport)
    managers: Described | None = None
    buildings: Mapping[str, Described] = field(default_factory=dict)
    equipment: Mapping[str, Described] = field(default_factory=dict)
    classes: Mapping[str, PointOverride] = field(default_factory=dict)
    points: Mapping[str, PointOverride] = field(default_factory=dict)

    def of_point(self, name: str, brick_class: str) -> PointOverride:
        """Return what is said of a point: by its name, else by a pattern of names, else by its class."""
        if name in self.points:
            return self.points[name]
        for pattern, override in self.points.items():
            if fnmatchcase(name, pattern):
                return override
        return self.classes.get(brick_class, PointOverride())

    def building(self, building: Building, system: str) -> Building:
        """Return the building with what is said of it."""
        entry = self.buildings.get(building.id)
        if entry is None:
            return building
        fields = entry.fields(("name", "people", "area", "occupied"))
        return Building(
            id=building.id,
            name=fields["name"].text() if "name" in fields else building.name,
            equipment=building.equipment,
            people=fields["people"].number(0.0) if "people" in fields else building.people,
            area_m2=read_amount("area", fields["area"], system) if "area" in fields else building.area_m2,
            schedule=read_schedule(fields["occupied"]) if "occupied" in fields else building.schedule,
            unused=building.unused,
        )

    def kind(self, identity: str) -> str | None:
        """Return the kind that is said of an equipment, or None."""
        entry = self.equipment.get(identity)
        said = entry.items().get("kind") if entry is not None else None
        return read_kind(said) if said is not None else None

    def one_equipment(self, item: Equipment, system: str) -> Equipment:
        """Return the equipment with what is said of it."""
        entry = self.equipment.get(item.id)
        if entry is None:
            return item
        fields = entry.fields(("kind", "name", "location", "fed_by", "design"))
        return Equipment(
            id=item.id,
            kind=item.kind,
            name=fields["name"].text() if "name" in fields else item.name,
            points=item.points,
            fed_by=fields["fed_by"].texts() if "fed_by" in fields else item.fed_by,
            design=read_design(fields["design"], system) if "design" in fields else item.design,
            location=fields["location"].text() if "location" in fields else item.location,
        )

    def managers_of(self, site: str, buildings: tuple[str, ...]) -> tuple[Manager, ...]:
        """Return the managers of the site."""
        return read_managers(self.managers, buildings, site)

    def refuse_unknown(self, buildings: Mapping[str, object], equipment: Mapping[str, object]) -> None:
        """Raise SiteError for a building or an equipment that the Brick file does not have."""
        for name, entry in self.equipment.items():
            fields = entry.items()
            for feeder in fields["fed_by"].texts() if "fed_by" in fields else ():
                if feeder not in equipment or feeder == name:
                    raise fields["fed_by"].error(f"the Brick file has no other equipment {feeder!r}")
        for entries, known, what in (
            (self.buildings, buildings, "building"),
            (self.equipment, equipment, "equipment"),
        ):
            for name, entry in entries.items():
                if name not in known:
                    some = ", ".join(list(known)[:8])
                    raise entry.error(f"the Brick file has no {what} {name!r}; it has {some}")


def load_overrides(path: Path) -> Overrides:
    """Read an overrides file. Raises SiteError, which names file, line and key."""
    try:
        root = read_yaml(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError(f"{path}: cannot be read: {error}") from error
    fields = root.fields(_KEYS)
    currency, tariff = read_money(fields)
    return Overrides(
        site=read_id(fields["site"]) if "site" in fields else None,
        name=fields["name"].text() if "name" in fields else None,
        currency=currency,
        units=read_units(fields.get("units"), UnitDefaults("", {})),
        tariff=tariff,
        export=read_export(fields["readings"]) if "readings" in fields else TrendExport(),
        managers=fields.get("managers"),
        buildings=fields["buildings"].items() if "buildings" in fields else {},
        equipment=fields["equipment"].items() if "equipment" in fields else {},
        classes=_points(fields.get("classes")),
        points=_points(fields.get("points")),
    )


def _points(entry: Described | None) -> dict[str, PointOverride]:
    found = {}
    for name, item in (entry.items() if entry is not None else {}).items():
        fields = item.fields(_POINT_KEYS)
        words = fields["words"].items() if "words" in fields else {}
        full_scale = fields["full_scale"].number() if "full_scale" in fields else None
        if full_scale is not None and full_scale <= 0:
            raise fields["full_scale"].error("must be more than 0")
        found[name] = PointOverride(
            role=fields["role"].one_of(ROLES, "role") if "role" in fields else None,
            unit=fields["unit"].text() if "unit" in fields else None,
            full_scale=full_scale,
            invert=fields["invert"].flag() if "invert" in fields else False,
            words={word.strip().lower(): value.number() for word, value in words.items()},
            unused=fields["unused"].flag() if "unused" in fields else False,
        )
    return found
