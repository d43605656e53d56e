"""The fields of ``effects.Effects``: where they stand, what is neutral, and how two faults on one join."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

import numpy as np

from simulator.faults.effects import Effects
from simulator.layout import Index, Layout
from simulator.record import Level

_BELOW: Mapping[Level, frozenset[Level]] = {
    "building": frozenset({"building", "air_handler", "box", "fan_coil", "rooftop", "zone"}),
    "air_handler": frozenset({"air_handler", "box", "zone"}),
    "box": frozenset({"box", "zone"}),
    "fan_coil": frozenset({"fan_coil", "zone"}),
    "rooftop": frozenset({"rooftop", "zone"}),
    "zone": frozenset({"zone"}),
}


@dataclass(frozen=True, slots=True)
class EffectField:
    """One field: ``path`` is group.field, ``join`` the ufunc that two faults on it meet in.

    Bounds meet in the narrower one, factors multiply, shifts and leaks of water add up, all else (switches,
    shares) is as the worse of the two.
    """

    path: str
    group: str
    name: str
    level: Level
    neutral: float
    join: np.ufunc


def _join(name: str, neutral: float) -> np.ufunc:
    if name.endswith("_least"):
        return np.maximum
    if name.endswith("_most"):
        return np.minimum
    if neutral == 1.0:
        return np.multiply
    if name.endswith("_shift") or name.startswith("water_"):
        return np.add
    return np.maximum


@cache
def effect_fields() -> Mapping[str, EffectField]:
    """All fields by their path."""
    found = {}
    for group in fields(Effects):
        for entry in fields(group.type):  # type: ignore[arg-type]  # each group is a Record
            path = f"{group.name}.{entry.name}"
            neutral = float(entry.metadata["start"])
            found[path] = EffectField(
                path, group.name, entry.name, entry.metadata["level"], neutral, _join(entry.name, neutral)
            )
    return found


def reaches(level: Level, field_level: Level) -> bool:
    """Whether equipment of ``level`` has arrays of ``field_level`` of its own or of what it feeds."""
    return field_level in _BELOW[level]


def rows_of(layout: Layout, level: Level, row: int, field_level: Level) -> Index:
    """Rows of ``field_level`` that belong to row ``row`` of ``level``: its own, its zones', all it feeds.

    ValueError where equipment of ``level`` has none.
    """
    if level == field_level:
        return np.array([row], dtype=np.int64)
    if level == "building":
        return np.flatnonzero(layout.parent(field_level) == row)
    if field_level == "building":
        return layout.parent(level)[[row]]
    if level == "air_handler" and field_level in {"box", "zone"}:
        return np.flatnonzero(layout.box_air_handler == row)
    if field_level == "zone":
        first = {"box": layout.box_zones, "fan_coil": layout.fan_coil_zones, "rooftop": layout.rooftop_zones}
        return np.array([first[level].start + row], dtype=np.int64)
    raise ValueError(f"a {level} has nothing of level {field_level}")
