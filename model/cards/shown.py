"""Units for people: SI inside, the site's own unit system on the card and the chart."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from model.site.graph import Site
from model.site.roles import ROLES

UnitSystem = Literal["metric", "us"]


@dataclass(frozen=True, slots=True)
class DisplayUnit:
    """How an SI quantity is shown: value * scale + offset, in ``symbol``, with ``digits`` decimals."""

    symbol: str
    scale: float = 1.0
    offset: float = 0.0
    digits: int = 0

    def show(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Convert SI ``values`` of any shape."""
        return values * self.scale + self.offset


_NUMBER = DisplayUnit("", digits=1)
# 1 inH2O (39.2 degF) = 249.082 Pa, 1 psi = 6,894.757 Pa, 1 ft = 0.3048 m, 1 US gal = 3.785411784 L
# (NIST SP 811, appendix B.8).
_METRIC = {
    "temperature": DisplayUnit("°C", digits=1),
    "temperature_difference": DisplayUnit("K", digits=1),
    "fraction": DisplayUnit("%", 100.0),
    "humidity": DisplayUnit("%", 100.0),
    "switch": DisplayUnit("%", 100.0),
    "pressure": DisplayUnit("Pa"),
    "water_pressure": DisplayUnit("kPa", 1e-3),
    "air_flow": DisplayUnit("m³/h", 3600.0),
    "water_flow": DisplayUnit("m³/h", 3600.0, digits=1),
    "power": DisplayUnit("kW", 1e-3, digits=1),
    "energy": DisplayUnit("kWh", 1 / 3.6e6),
    "volume": DisplayUnit("m³", digits=1),
    "concentration": DisplayUnit("ppm"),
    "current": DisplayUnit("A", digits=1),
    "strokes": DisplayUnit("1/h", digits=1),
    "count": _NUMBER,
}
_US = _METRIC | {
    "temperature": DisplayUnit("°F", 1.8, 32.0),
    "temperature_difference": DisplayUnit("°F", 1.8, digits=1),
    "pressure": DisplayUnit("inH₂O", 1 / 249.082, digits=2),
    "water_pressure": DisplayUnit("psi", 1 / 6894.757, digits=1),
    "air_flow": DisplayUnit("cfm", 60 / 0.3048**3),
    "water_flow": DisplayUnit("gpm", 60 / 3.785411784e-3, digits=1),
    "volume": DisplayUnit("gal", 1 / 3.785411784e-3),
}
_OF_UNIT = {
    "degC": "temperature",
    "delta_degC": "temperature_difference",
    "1": "fraction",
    "Pa": "pressure",
    "m**3/s": "air_flow",
    "m**3": "volume",
    "W": "power",
    "J": "energy",
}


def display_unit(unit: str, system: UnitSystem, quantity: str = "") -> DisplayUnit:
    """How ``unit``, as the model names it in SI, is shown; what is not listed is shown as it is.

    ``quantity``, where it is known, tells apart what shares a unit, as water and air do.
    """
    table = _US if system == "us" else _METRIC
    return table.get(quantity) or table.get(_OF_UNIT.get(unit, unit)) or DisplayUnit(unit)


def told_quantity(quantity: str, place: str, role: str = "") -> str:
    """What people call a ``quantity`` at a ``place``, a kind or a role; of a sensor, by its ``role``."""
    own = ROLES[role].quantity.id if role in ROLES else "count"
    if quantity == "sensor":
        quantity = own
    elif quantity == "sensor_step":
        quantity = "temperature_difference" if own == "temperature" else own
    return "water_pressure" if quantity == "pressure" and "water" in f"{place} {role}" else quantity


def unit_system(site: Site) -> UnitSystem:
    """Tell the unit system that people at ``site`` read, from what most of its points are declared in."""
    declared = Counter(
        point.unit
        for building in site.buildings
        for equipment in building.equipment
        for point in equipment.points
    )
    return "us" if declared["degF"] > declared["degC"] else "metric"


def shown(value: float, quantity: str, system: UnitSystem) -> str:
    """A value in SI as people read it: ``shown(21.5, "temperature", "us")`` is "71 °F"."""
    if not np.isfinite(value):
        return "unknown"
    if quantity == "switch":
        return "running" if value >= 0.5 else "stopped"
    unit = (_US if system == "us" else _METRIC).get(quantity, _NUMBER)
    number = value * unit.scale + unit.offset
    # A tenth says nothing of what is small; that of a count is as small as it gets.
    digits = (
        2
        if unit.digits == 1 and 0 < abs(number) < 1 and unit.symbol not in {"K", "°F", "°C"}
        else unit.digits
    )
    text = f"{number:,.{digits}f}"
    if not unit.symbol or unit.symbol == "1/h":
        return text.rstrip("0").rstrip(".").replace("-", _MINUS) if "." in text else text
    text = text[1:] if text.startswith("-") and float(text.replace(",", "")) == 0 else text
    return f"{text} {unit.symbol}".replace("-", _MINUS)


_MINUS = "\N{MINUS SIGN}"
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)(?:( to | and | or )(\d+(?:\.\d+)?))? (degC|K|Pa)\b")


def in_site_units(text: str, system: UnitSystem) -> str:
    """A sentence of the catalogue, its "8 K", "57 and 63 degC" and "25 Pa" in the units that people read."""
    return _WRITTEN.sub(lambda found: _converted(found, system), text)


def _converted(found: re.Match[str], system: UnitSystem) -> str:
    first, joint, second, name = found.groups()
    if system == "metric":
        return found[0].replace("degC", "°C")
    unit = _US[_OF_UNIT["delta_degC" if name == "K" else name]]
    digits = 1 if name == "Pa" else 0
    numbers = [f"{float(n) * unit.scale + unit.offset:.{digits}f}" for n in (first, second) if n is not None]
    return f"{(joint or '').join(numbers)} {unit.symbol}"
