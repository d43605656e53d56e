"""Units at the edge: what a source declares, and the step from there to the model's SI."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pint

from model.site.roles import QUANTITIES, Quantity, Role
from model.site.yaml_lines import SiteError, nearest, read_yaml


class UnitError(SiteError):
    """A declared unit is unknown, or is none of the quantity's; says what was given and what is accepted."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """SI value = raw value * ``scale`` + ``offset``; ``unit`` is the pint name of the raw value's unit."""

    unit: str
    scale: float
    offset: float


# Whole numbers stay whole through the arithmetic of a conversion.
_DIGITS = 13
# The frequency at which a drive runs at full speed, where nobody says which: that of the mains [Hz].
_MAINS_HZ: Mapping[str, float] = {"imperial": 60.0, "SI": 50.0}


@cache
def _registry() -> pint.UnitRegistry[float]:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    registry.define("ppb = 1e-9")
    registry.define("MMBtu = 1e6 * Btu")
    return registry


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter not in " _-")


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    text = resources.files("model.site").joinpath("units.yaml").read_text(encoding="utf-8")
    exact: dict[str, str] = {}
    plain: dict[str, str] = {}
    for unit, entry in read_yaml(text, "units.yaml").items().items():
        for name in (unit, *entry.texts()):
            if exact.setdefault(name, unit) != unit:
                raise entry.error(f"{name!r} is {exact[name]} already")
            plain.setdefault(_plain(name), unit)
    return exact, plain


def pint_name(declared: str) -> str | None:
    """Return the pint name of a unit as QUDT, UCUM, UDMI, BACnet or people write it; None: unknown.

    >>> [pint_name(name) for name in ("unit:DEG_F", "[in_i'H2O]", "degrees-fahrenheit", "cfm", "furlong")]
    ['degF', 'inH2O', 'degF', 'ft**3/min', None]
    """
    exact, plain = _names()
    name = declared.strip()
    for prefix in ("http://qudt.org/vocab/unit/", "https://qudt.org/vocab/unit/", "unit:"):
        name = name.removeprefix(prefix)
    return exact.get(name) or plain.get(_plain(name))


@cache
def accepted(quantity: Quantity) -> tuple[str, ...]:
    """Return the pint names of the units that a quantity may be declared in."""
    exact, _ = _names()
    return tuple(unit for unit in dict.fromkeys(exact.values()) if _fits(unit, quantity))


def _fits(unit: str, quantity: Quantity) -> bool:
    registry = _registry()
    # A share of one million is no opening of a valve, though both are pure numbers.
    shares = {
        "concentration": {"ppm", "ppb", "percent"},
        "fraction": {"1", "percent"},
        "humidity": {"1", "percent"},
        "switch": {"1"},
    }
    if quantity.id in shares:
        return unit in shares[quantity.id]
    if quantity.id == "temperature_difference":
        return unit.startswith("delta_") or unit in {"degC", "degF", "kelvin"}
    return not unit.startswith("delta_") and registry.Unit(unit).is_compatible_with(
        registry.Unit(quantity.unit)
    )


@cache
def _step(unit: str, quantity: Quantity) -> tuple[float, float]:
    if unit == quantity.unit:
        return 1.0, 0.0
    registry = _registry()
    if quantity.id == "temperature_difference" and unit in {"degC", "degF"}:
        unit = f"delta_{unit}"
    if quantity.id == "temperature_difference" and unit == "kelvin":
        return 1.0, 0.0
    target = "dimensionless" if quantity.unit == "1" else quantity.unit
    source = "dimensionless" if unit == "1" else unit
    zero, one = (float(registry.Quantity(value, source).to(target).magnitude) for value in (0.0, 1.0))
    if zero:
        # Far apart, so that the slope is not the difference of two offsets.
        far = float(registry.Quantity(1e6, source).to(target).magnitude)
        return float(f"{(far - zero) / 1e6:.{_DIGITS}g}"), float(f"{zero:.{_DIGITS}g}")
    return float(f"{one:.{_DIGITS}g}"), 0.0


def conversion(declared: str, quantity: Quantity) -> Conversion:
    """Return the step from a declared unit to the SI unit of ``quantity``.

    Raises UnitError for a unit that is unknown or that measures something else.
    """
    unit = pint_name(declared)
    choice = f"for {quantity.id} use one of {', '.join(accepted(quantity))}"
    if unit is None:
        known = {name for name in _names()[0] if len(name) > 1}
        raise UnitError(f"unit {declared!r} is unknown{nearest(declared, known) or ';'} {choice}")
    if unit not in accepted(quantity):
        raise UnitError(f"unit {declared!r} does not measure {quantity.id}; {choice}")
    return Conversion(unit, *_step(unit, quantity))


def _volumes(role: Role) -> Mapping[str, Quantity]:
    """Units of volume, or of its flow, that a role with a heating value may be declared in."""
    if not role.per_m3:
        return {}
    measured = QUANTITIES["volume" if role.quantity.id == "energy" else "water_flow"]
    return dict.fromkeys(accepted(measured), measured)


def role_conversion(
    role: Role, declared: str | None, system: str, *, full_scale: float | None = None, invert: bool = False
) -> Conversion:
    """Return the step from a point's raw values to the role's SI.

    ``declared`` is the point's own unit, None for the default of ``system`` ("imperial" or "SI").
    ``full_scale`` is the raw value that stands for 1, for signals of 0-10 or 0-60; with it no unit is needed.
    ``invert`` takes 1 - value, for a contact or a valve that reads the other way. A drive that tells its
    frequency is at full speed at that of the mains; gas by volume counts with its heating value. Raises
    UnitError.
    """
    name = pint_name(declared) if declared is not None else None
    if name == "hertz" and full_scale is None and role.id.endswith("_speed"):
        full_scale = _MAINS_HZ["imperial" if system == "imperial" else "SI"]
    if (full_scale is not None or invert) and role.quantity.id not in {"fraction", "switch"}:
        given = "full_scale" if full_scale is not None else "invert"
        raise UnitError(f"{given} is for fractions and switches; {role.id} is a {role.quantity.id}")
    if full_scale is not None:
        step = Conversion("1", 1.0 / full_scale, 0.0)
    elif name is not None and name in (volumes := _volumes(role)):
        by_volume = conversion(name, volumes[name])
        step = Conversion(name, float(f"{by_volume.scale * role.per_m3:.{_DIGITS}g}"), 0.0)
    else:
        step = conversion(declared or role.unit_of(system), role.quantity)
    return Conversion(step.unit, -step.scale, 1.0 - step.offset) if invert else step


__all__ = ["Conversion", "UnitError", "accepted", "conversion", "pint_name", "role_conversion"]
