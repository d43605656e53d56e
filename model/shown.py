"""Units for people: SI inside, the site's own unit system on the card and the chart."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from model.site.graph import Site

UnitSystem = Literal["metric", "us"]


@dataclass(frozen=True, slots=True)
class DisplayUnit:
    """How an SI quantity is shown: value * scale + offset, in ``symbol``."""

    symbol: str
    scale: float = 1.0
    offset: float = 0.0

    def show(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Convert SI ``values`` of any shape."""
        return values * self.scale + self.offset


# 1 inH2O (39.2 degF) = 249.082 Pa, 1 ft = 0.3048 m, 1 US gal = 3.785411784 L (NIST SP 811, appendix B.8).
_METRIC = {
    "degC": DisplayUnit("°C"),
    "delta_degC": DisplayUnit("K"),
    "1": DisplayUnit("%", 100.0),
    "Pa": DisplayUnit("Pa"),
    "m**3/s": DisplayUnit("m³/h", 3600.0),
    "W": DisplayUnit("kW", 1e-3),
    "J": DisplayUnit("kWh", 1 / 3.6e6),
}
_US = _METRIC | {
    "degC": DisplayUnit("°F", 1.8, 32.0),
    "delta_degC": DisplayUnit("°F", 1.8),
    "Pa": DisplayUnit("inH₂O", 1 / 249.082),
    "m**3/s": DisplayUnit("cfm", 60 / 0.3048**3),
}
_ALSO_CALLED = {"°C": "degC", "K": "delta_degC", "fraction": "1", "%": "1", "m3/s": "m**3/s"}


def display_unit(unit: str, system: UnitSystem) -> DisplayUnit:
    """How ``unit``, as the model names it in SI, is shown; what is not listed is shown as it is."""
    table = _US if system == "us" else _METRIC
    return table.get(_ALSO_CALLED.get(unit, unit), DisplayUnit(unit))


def unit_system(site: Site) -> UnitSystem:
    """Tell the unit system that people at ``site`` read, from what most of its points are declared in."""
    declared = Counter(
        point.unit
        for building in site.buildings
        for equipment in building.equipment
        for point in equipment.points
    )
    return "us" if declared["degF"] > declared["degC"] else "metric"


_QUANTITY_UNITS = {
    "temperature": ("degC", 0),
    "temperature_difference": ("delta_degC", 1),
    "fraction": ("1", 0),
    "pressure": ("Pa", 0),
    "air_flow": ("m**3/s", 0),
    "water_flow": ("m**3/s", 0),
    "power": ("W", 1),
    "concentration": ("ppm", 0),
}


def shown(value: float, quantity: str, system: UnitSystem) -> str:
    """A value in SI as people read it: ``shown(21.5, "temperature", "us")`` is "71 °F"."""
    if not np.isfinite(value):
        return "unknown"
    if quantity == "switch":
        return "running" if value >= 0.5 else "stopped"
    if quantity not in _QUANTITY_UNITS:
        return f"{value:.3g}"
    name, digits = _QUANTITY_UNITS[quantity]
    unit = display_unit(name, system)
    number = value * unit.scale + unit.offset
    if quantity == "pressure" and system == "us":
        digits = 2
    if quantity == "temperature" and system == "metric":
        digits = 1
    text = f"{number:.{digits}f}"
    text = text[1:] if text.startswith("-") and float(text) == 0 else text
    return f"{text} {unit.symbol}".replace("-", "\N{MINUS SIGN}")
