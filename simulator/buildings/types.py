"""What kinds of building there are, read from ``types.yaml`` and checked when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from model.site.yaml_lines import Described, read_yaml

Range = tuple[float, float]

SYSTEMS = ("air_handlers", "air_handlers_and_fan_coils", "air_handlers_and_rooftops", "fan_coils", "rooftops")
DAYS = {"weekdays": range(5), "saturday": (5,), "sunday": (6,), "everyday": range(7)}
_SIZES = ("air_handlers", "boxes", "fan_coils", "rooftops")


@dataclass(frozen=True, slots=True)
class Opening:
    """When the weekdays ``days`` (0 Monday) start and end [h], in a ``share`` of the buildings."""

    days: tuple[int, ...]
    start: Range
    end: Range
    share: float


@dataclass(frozen=True, slots=True)
class BuildingType:
    """A kind of building; ``ranges`` are before age and tuning."""

    id: str
    name: str
    ranges: Mapping[str, Range]
    built: tuple[int, int]
    openings: tuple[Opening, ...]
    systems: Mapping[str, float]
    sizes: Mapping[str, tuple[int, int]]


def read_types(text: str, file: str) -> tuple[Mapping[str, BuildingType], Mapping[int, Mapping[str, float]]]:
    """Read the kinds of building, and the factors on ranges by the year of building.

    Raises SiteError, which names file, line and key.
    """
    root = read_yaml(text, file).fields(("common", "ages", "kinds"), ("common", "ages", "kinds"))
    common = {name: _range(entry) for name, entry in root["common"].items().items()}
    kinds = {name: _type(name, entry, common) for name, entry in root["kinds"].items().items()}
    names = set[str]().union(*(kind.ranges for kind in kinds.values()))
    ages = {}
    for year, entry in root["ages"].items().items():
        factors = entry.items()
        for name, factor in factors.items():
            if name not in names:
                raise factor.error("is no range of any kind of building")
        ages[int(year)] = {name: factor.number(0.1, 10.0) for name, factor in factors.items()}
    return kinds, dict(sorted(ages.items()))


def _type(identity: str, entry: Described, common: Mapping[str, Range]) -> BuildingType:
    keys = ("name", "ranges", "built", "hours", "systems", "sizes")
    fields = entry.fields(keys, keys)
    own = {name: _range(item) for name, item in fields["ranges"].items().items()}
    first, last = _range(fields["built"])
    sizes = {name: _range(item) for name, item in fields["sizes"].fields(_SIZES, _SIZES).items()}
    systems = fields["systems"].fields(SYSTEMS)
    return BuildingType(
        id=identity,
        name=fields["name"].text(),
        ranges={**common, **own},
        built=(int(first), int(last)),
        openings=tuple(_opening(name, item) for name, item in fields["hours"].fields(tuple(DAYS)).items()),
        systems={name: item.number(0.0, 1.0) for name, item in systems.items()},
        sizes={name: (int(low), int(high)) for name, (low, high) in sizes.items()},
    )


def _opening(days: str, entry: Described) -> Opening:
    fields = entry.fields(("share", "start", "end"), ("start", "end"))
    share = fields["share"].number(0.0, 1.0) if "share" in fields else 1.0
    return Opening(tuple(DAYS[days]), _range(fields["start"]), _range(fields["end"]), share)


def _range(entry: Described) -> Range:
    if not entry.is_list:
        return entry.number(), entry.number()
    numbers = [item.number() for item in entry.entries()]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise entry.error("must be one number or [low, high]")
    return numbers[0], numbers[1]


TYPES, AGES = read_types(
    resources.files("simulator.buildings").joinpath("types.yaml").read_text(encoding="utf-8"), "types.yaml"
)
