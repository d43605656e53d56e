"""The units of the points of a Brick file: declared, said by whoever imports, or seen in the readings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from model.site.brick.overrides import PointOverride
from model.site.brick.points import Candidate
from model.site.roles import Role
from model.site.units import Conversion, UnitError, pint_name, role_conversion

# Rooms and supply air are never as cold as 45 in Fahrenheit on the middle day, nor as warm in Celsius.
_FAHRENHEIT_ABOVE = 45.0
# A command that is on or off where the role asks for a share, and one that counts stages.
_ON_OFF = re.compile(r"(.*_)?(Start_Stop|On_Off|On|Enable|Run)_(Command|Status)")
_STAGES = re.compile(r".*stages?_.*|.*_stages?", re.IGNORECASE)
_MOST_STAGES = 8
_ENDS_AT_ONE = (0.95, 1.01)
# The highest raw value of a group of signals -> what stands for fully open.
_SCALES: Sequence[tuple[float, float]] = ((1.5, 1.0), (10.5, 10.0), (110.0, 100.0))


@dataclass(frozen=True, slots=True)
class Range:
    """What a point's readings span, raw: ``low``, ``middle``, ``high``."""

    low: float
    middle: float
    high: float


@dataclass(slots=True)
class Units:
    """Settles units; ``system`` is "imperial", "SI", or "" for unsaid; ``ranges`` are by the point's name.

    ``concluded`` collects sentences, ``undeclared`` the names of points for which nothing can be said.
    """

    system: str
    ranges: Mapping[str, Range]
    concluded: list[str] = field(default_factory=list)
    undeclared: list[str] = field(default_factory=list)
    _assumed: dict[str, int] = field(default_factory=dict)
    _full_scale: dict[tuple[str, str], float] = field(default_factory=dict)

    def look(self, candidates: Sequence[Candidate], declared: Mapping[str, str]) -> None:
        """Conclude from the readings what was not declared: the system of units, and how signals run."""
        bare = [item for item in candidates if item.thing not in declared and item.name in self.ranges]
        temperatures = [
            self.ranges[item.name].middle for item in bare if item.role.quantity.id == "temperature"
        ]
        if not self.system and temperatures:
            middle = median(temperatures)
            self.system = "imperial" if middle > _FAHRENHEIT_ABOVE else "SI"
            self.concluded.append(
                f"{len(temperatures)} temperatures without unit read {middle:.0f} in the middle: "
                f"taken as {'degF' if self.system == 'imperial' else 'degC'}, and the units as {self.system}"
            )
        groups: dict[tuple[str, str, str], list[Candidate]] = {}
        for item in candidates:
            unit = pint_name(declared[item.thing]) if item.thing in declared else ""
            if item.role.quantity.id == "fraction" and item.name in self.ranges and unit is not None:
                groups.setdefault((*_group(item), unit), []).append(item)
        for (brick_class, name, unit), items in sorted(groups.items()):
            high = max(self.ranges[item.name].high for item in items)
            scale = _full_scale(items[0], high, unit)
            if scale is None:
                continue
            self._full_scale[brick_class, name] = scale
            self.concluded.append(
                f"{len(items)} x {brick_class} named like {items[0].name} reach {high:g}: "
                f"taken as 0 to {scale:g}" + (f", though declared as {unit}" if unit else "")
            )

    def conversion(self, item: Candidate, declared: str | None, override: PointOverride) -> Conversion | None:
        """Return the step to SI, None when nothing tells the unit. Raises UnitError for an unfit one."""
        unit, full_scale = override.unit or declared, override.full_scale
        role = item.role
        invert = item.inverted != override.invert
        if override.unit is None and full_scale is None and role.quantity.id == "fraction":
            full_scale = self._full_scale.get(_group(item)) or (1.0 if _is_on_off(item) else None)
        if unit is None and full_scale is None:
            if role.per_m3 and "Natural_Gas" in item.brick_class:
                raise UnitError("gas by volume declares no unit")
            if _says_something(role) and not self.system:
                self.undeclared.append(item.name)
                return None
            if _says_something(role) or role.quantity.id == "fraction":
                name = role.unit_of(self.system)
                self._assumed[name] = self._assumed.get(name, 0) + 1
        return role_conversion(role, unit, self.system, full_scale=full_scale, invert=invert)

    def assumptions(self) -> list[str]:
        """Return sentences on units that were taken for granted, as nothing declares them."""
        total = sum(self._assumed.values())
        if not total:
            return []
        parts = ", ".join(f"{count} in {unit}" for unit, count in sorted(self._assumed.items()))
        return [f"{total} points declare no unit, taken as {self.system or 'usual'}: {parts}"]


def _is_on_off(item: Candidate) -> bool:
    return _ON_OFF.fullmatch(item.brick_class) is not None


def _full_scale(item: Candidate, high: float, unit: str) -> float | None:
    """Return the raw value that stands for 1, as the highest reading tells; None where the unit says it well.

    ``unit``: as declared, "" for none. A declared one is doubted only where the readings cannot be: a share
    above 1.5, and percents that end at 1.
    """
    if high <= 0 or _is_on_off(item):
        return None
    if _STAGES.fullmatch(item.brick_class) and high <= _MOST_STAGES and high == int(high):
        return high
    scale = next((full for limit, full in _SCALES if high <= limit), None)
    doubted = {"": True, "1": high > _SCALES[0][0], "percent": _ENDS_AT_ONE[0] <= high <= _ENDS_AT_ONE[1]}
    return scale if doubted.get(unit, False) else None


def _says_something(role: Role) -> bool:
    return role.imperial != role.metric


def _group(item: Candidate) -> tuple[str, str]:
    last = re.split(r"[./: ]", item.name)[-1]
    return item.brick_class, re.sub(r"\d+", "0", last)


__all__ = ["Range", "UnitError", "Units"]
