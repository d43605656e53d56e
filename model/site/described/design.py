"""Numbers that are known of an equipment or a building by design, as a site file describes them."""

import re
from collections.abc import Mapping

from model.site.roles import QUANTITIES
from model.site.units import UnitError, conversion
from model.site.yaml_lines import Described

# Design numbers: the quantity whose units they may have; None for a plain number.
DESIGN: Mapping[str, str | None] = {
    "supply_air_flow": "air_flow",
    "minimum_air_flow": "air_flow",
    "outdoor_air_flow": "air_flow",
    "minimum_outdoor_air_fraction": "fraction",
    "supply_fan_power": "power",
    "hot_water_flow": "water_flow",
    "chilled_water_flow": "water_flow",
    "heating_capacity": "power",
    "cooling_capacity": "power",
    "power": "power",
    "tank_volume": "volume",
    "people": None,
    "machines": None,
    "economizer": None,
    "area": "area",
}
_FT2 = 0.09290304
_AREA_UNITS: Mapping[str, float] = {"m2": 1.0, "m\u00b2": 1.0, "ft2": _FT2, "ft\u00b2": _FT2, "sqft": _FT2}
_NUMBER_AND_UNIT = re.compile(r"([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(\D.*)?")


def read_design(entry: Described, system: str) -> dict[str, float]:
    """Return the numbers of a ``design:`` entry in SI; ``system`` is for those without a unit, "" none."""
    return {name: read_amount(name, value, system) for name, value in entry.fields(tuple(DESIGN)).items()}


def read_amount(name: str, entry: Described, system: str) -> float:
    """Return a design number in SI: ``12000``, ``12000 cfm`` or ``{value: 12000, unit: cfm}``."""
    value, unit = _value_and_unit(entry)
    quantity = DESIGN[name]
    if quantity is None:
        if unit is not None:
            raise entry.error(f"is a plain number, without the unit {unit!r}")
        return value
    if quantity == "area":
        return value * _area_unit(unit, entry, system)
    if quantity == "fraction":
        unit = unit or "1"
    if unit is None and not system:
        raise entry.error("needs a unit, such as '12000 cfm'")
    known = QUANTITIES[quantity]
    try:
        step = conversion(unit or (known.imperial if system == "imperial" else known.metric), known)
    except UnitError as error:
        raise entry.error(str(error)) from error
    amount = value * step.scale + step.offset
    if quantity == "fraction" and amount > 1:
        raise entry.error(f"{value:g} is more than the whole; write 0.2 or 20 %")
    return amount


def _area_unit(unit: str | None, entry: Described, system: str) -> float:
    if unit is None and not system:
        raise entry.error("needs a unit, such as '20000 ft2'")
    unit = unit or ("ft2" if system == "imperial" else "m2")
    if unit not in _AREA_UNITS:
        raise entry.error(f"unit {unit!r} does not measure area; use one of {', '.join(_AREA_UNITS)}")
    return _AREA_UNITS[unit]


def _value_and_unit(entry: Described) -> tuple[float, str | None]:
    if entry.is_mapping:
        fields = entry.fields(("value", "unit"), ("value",))
        return fields["value"].number(0.0), fields["unit"].text() if "unit" in fields else None
    found = _NUMBER_AND_UNIT.fullmatch(entry.text())
    try:
        value = float(found[1]) if found else -1.0
    except ValueError:
        value = -1.0
    if found is None or not 0 <= value < float("inf"):
        raise entry.error("must be a number, or a number and its unit, such as '12000 cfm'")
    return value, found[2]
