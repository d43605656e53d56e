"""A site as Brick sees it: buildings, equipment, points, and what feeds what."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Point:
    """One series of readings.

    ``source`` is the name on the wire, ``device/point`` (the building is the UDMI registry; the whole
    key in the store is ``building/device/point``). ``role`` is a key of ``roles.yaml``, or None for a point
    that the model cannot use. ``unit`` is as declared at the source, a pint name ("degF", "inH2O").
    SI value = raw * scale + offset. ``words`` maps texts to numbers ({"on": 1.0}).
    """

    source: str
    role: str | None = None
    unit: str | None = None
    scale: float = 1.0
    offset: float = 0.0
    brick_class: str | None = None
    words: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Equipment:
    """One piece of equipment; a VAV box carries the points of the zone that it serves.

    ``fed_by`` names equipment of the same building, nearest first: what gives it air or water, a submeter's
    meter, the meter of lights, and the plant whose heat a meter counts. ``design`` holds numbers known of it,
    in SI ("supply_air_flow" [m3/s], "minimum_outdoor_air_fraction" [1], "people" [1],
    "economizer" [1: built with one, 0: without], "area" [m2] and the others of ``described_design.DESIGN``);
    what is missing there is taken as an interval from the catalogue. ``unheard`` are points that are
    described and have never spoken: nothing is judged by them, and their silence is.
    """

    id: str
    kind: str
    name: str
    points: tuple[Point, ...] = ()
    fed_by: tuple[str, ...] = ()
    design: Mapping[str, float] = field(default_factory=dict)
    location: str | None = None
    unheard: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a building is occupied, in the site's local time: weekday (0 Monday) -> (start hour, end hour)."""

    hours: Mapping[int, tuple[float, float]]
    declared: bool = True


@dataclass(frozen=True, slots=True)
class Building:
    """A building; its id is the UDMI registry. ``unused`` are points that no equipment has a use for."""

    id: str
    name: str
    equipment: tuple[Equipment, ...] = ()
    people: float | None = None
    area_m2: float | None = None
    schedule: Schedule | None = None
    unused: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Manager:
    """Who looks after which buildings."""

    id: str
    name: str
    buildings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrendExport:
    """How the building system's trend export looks, a CSV or Parquet file.

    ``layout`` is "wide" (one column a point, named as the point), "long" (one row a reading, with the
    columns ``point`` and ``value``), or None: seen from the columns. ``time`` names the column of the time,
    None: seen from the columns; ``time_format`` is as for ``strptime``, or "epoch_s", "epoch_ms", None: ISO
    8601. Cells are as they stand in the file.
    ``timezone`` is an IANA name, None: the site's. ``device`` and ``building`` name columns of a long export,
    where point names alone are ambiguous. A cell that says one of ``missing``, or nothing, is no reading.
    """

    layout: str | None = None
    time: str | None = None
    time_format: str | None = None
    timezone: str | None = None
    point: str = "point"
    value: str = "value"
    device: str | None = None
    building: str | None = None
    missing: tuple[str, ...] = ()
    delimiter: str = ","
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Site:
    """The whole of one customer's place; building ids are unique in the store.

    ``timezone`` is an IANA name. ``tariff`` overrides entries of ``model/catalogue/costs.yaml`` by key;
    ``export`` says how its trend exports look.
    """

    id: str
    name: str
    timezone: str
    currency: str
    buildings: tuple[Building, ...]
    managers: tuple[Manager, ...] = ()
    tariff: Mapping[str, float] = field(default_factory=dict)
    export: TrendExport = field(default_factory=TrendExport)
