import re
from functools import lru_cache
from typing import NamedTuple

import pint

from ingest.reading import DecodeError, Reason

# Names that building systems use and pint does not know.
_OTHER_NAMES = {
    "%": "percent",
    "°C": "degC",
    "°F": "degF",
    "in.w.c.": "inH2O",
    "inwc": "inH2O",
    "iwc": "inH2O",
    "cfm": "foot ** 3 / minute",
    "CFM": "foot ** 3 / minute",
    "gpm": "gallon / minute",
    "GPM": "gallon / minute",
    "Degrees-Celsius": "degC",
    "Degrees-Fahrenheit": "degF",
    "Percent": "percent",
    "No-units": "dimensionless",
}


# pint computes what it is given; "m**9**9**9" would take it for ever.
_FACTOR = r"(?:1|[^\W\d][\w.]*)(?:(?:\*\*|\^)-?\d)?"
_UNIT = re.compile(rf"(?=.{{1,40}}$){_FACTOR}(?:(?: ?[*/·] ?| ){_FACTOR})*")


class Conversion(NamedTuple):
    """Value in the unit wanted = value * scale + offset."""

    scale: float
    offset: float


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry()


@lru_cache(maxsize=4096)
def conversion(given: str, wanted: str | None) -> Conversion:
    """How to bring values in the unit ``given`` to the unit ``wanted``; as they are where none is declared.

    Raises DecodeError for a unit that nobody knows, and for two that measure different things.
    """
    unit = _unit(given)
    if wanted is None:
        return Conversion(1.0, 0.0)
    declared = _unit(wanted)
    if not unit.is_compatible_with(declared):
        raise DecodeError(Reason.UNFIT_UNIT, f"{given[:40]!r} is given, {wanted!r} is declared")
    try:
        zero = _registry().Quantity(0.0, unit).to(declared).magnitude
        thousand = _registry().Quantity(1000.0, unit).to(declared).magnitude
    except pint.PintError as error:
        raise DecodeError(Reason.UNFIT_UNIT, f"{given[:40]!r} to {wanted!r}: {error}") from error
    return Conversion((thousand - zero) / 1000.0, zero)


def _unit(name: str) -> pint.Unit:
    name = name.strip()
    known = _OTHER_NAMES.get(name, name)
    try:
        if name not in _OTHER_NAMES and _UNIT.fullmatch(name) is None:
            raise ValueError(name)  # noqa: TRY301
        return _registry().Unit(known)
    except Exception as error:  # pint raises many kinds for text that is no unit, tokenizer errors among them
        raise DecodeError(Reason.UNKNOWN_UNIT, f"{name[:40]!r} is no unit") from error
