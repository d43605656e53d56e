"""Units, resolutions and sensors, read from ``measures.yaml`` and checked when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from model.site.roles import QUANTITIES
from model.site.units import conversion
from model.site.yaml_lines import Described, read_yaml

# Quantities that the model has no role for: the unit and the step to SI.
_OTHERS: Mapping[str, Mapping[str, float]] = {"humidity": {"percent": 0.01}, "volume": {"m**3": 1.0}}


@dataclass(frozen=True, slots=True)
class Unit:
    """SI = raw * scale + offset; raw values are published in steps of ``resolution``."""

    name: str
    scale: float
    offset: float
    resolution: float


@dataclass(frozen=True, slots=True)
class Sensor:
    """A class of sensors, in SI: standard deviation of one reading, and of the fixed error of each sensor.

    ``relative_*`` are shares of the value.
    """

    noise: float
    relative_noise: float
    tolerance: float
    relative_tolerance: float


@dataclass(frozen=True, slots=True)
class Make:
    """A make of sensors: a factor on their noise, and the share of buildings that have it."""

    factor: float
    share: float


@dataclass(frozen=True, slots=True)
class Measures:
    """All that ``measures.yaml`` says; ``systems``: system -> quantity -> unit."""

    systems: Mapping[str, Mapping[str, Unit]]
    sensors: Mapping[str, Sensor]
    makes: Mapping[str, Make]


def read_measures(text: str, file: str) -> Measures:
    """Read a measures file; raises SiteError, which names file, line and key."""
    keys = ("systems", "sensors", "classes")
    root = read_yaml(text, file).fields(keys, keys)
    quantities = (*QUANTITIES, *_OTHERS)
    systems = {
        system: {name: _unit(name, item) for name, item in entry.fields(quantities).items()}
        for system, entry in root["systems"].items().items()
    }
    makes = {}
    for name, entry in root["classes"].items().items():
        fields = entry.fields(("factor", "share"), ("factor", "share"))
        makes[name] = Make(fields["factor"].number(0.0), fields["share"].number(0.0, 1.0))
    return Measures(
        systems=systems,
        sensors={name: _sensor(entry) for name, entry in root["sensors"].items().items()},
        makes=makes,
    )


def _unit(quantity: str, entry: Described) -> Unit:
    fields = entry.fields(("unit", "resolution"), ("unit", "resolution"))
    declared, resolution = fields["unit"].text(), fields["resolution"].number(1e-6)
    inverse = round(1 / resolution)
    if resolution < 1 and abs(inverse * resolution - 1) > 1e-9:
        raise fields["resolution"].error("must be 1 over a whole number, or a whole number")
    if quantity in _OTHERS:
        return Unit(
            fields["unit"].one_of(_OTHERS[quantity], "unit of it"),
            _OTHERS[quantity][declared],
            0.0,
            resolution,
        )
    step = conversion(declared, QUANTITIES[quantity])
    return Unit(step.unit, step.scale, step.offset, resolution)


def _sensor(entry: Described) -> Sensor:
    keys = ("noise", "relative_noise", "tolerance", "relative_tolerance")
    fields = entry.fields(keys)
    return Sensor(*(fields[key].number(0.0) if key in fields else 0.0 for key in keys))


MEASURES = read_measures(
    resources.files("simulator.buildings").joinpath("measures.yaml").read_text(encoding="utf-8"),
    "measures.yaml",
)


def unit_of(system: str, quantity: str) -> Unit:
    """The unit of a quantity in a system of units ("imperial", "metric" or "coarse")."""
    return MEASURES.systems[system][quantity]
