"""Frames: the readings of all equipment of one kind, of one or several buildings, in SI, one array a role.

Arrays have the shape (T, E): T steps of five minutes, E equipment. NaN is missing; missing is never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.frames.runs import Runs
from model.frames.windows import Flags, Floats
from model.healthy.learning.learned import Learned
from model.site.graph import Equipment

STEP_MS = 5 * 60_000
HOUR_MS = 3_600_000
STEPS_PER_HOUR = HOUR_MS // STEP_MS
HOLD_HOURS = 6
# How far a fault or a law may look back from the hour that is judged; most do no further than lately.
LOOK_BACK_HOURS = 10
# Before the first hour that is judged: as long as a command stands, and the longest look back.
LEAD_HOURS = HOLD_HOURS + LOOK_BACK_HOURS


@dataclass(frozen=True)
class Frames:
    """``buildings`` are those looked at, ``building_of`` (E,) each equipment's place among them.

    ``roles``: arrays (T, E) by role; ``travel``: sum of absolute changes within a step, for commands.

    ``occupied`` (T, E) is 1 when people are in, NaN when nothing tells; ``schedule_declared`` (E,) whether
    somebody said when. ``parents[kind]`` holds, for each equipment, the index of the nearest equipment of
    ``kind`` that feeds it, or -1; ``others`` are the frames of the other kinds, over the same steps;
    ``borrowed[role]`` marks equipment that has no such point and is lent the value of the building.
    ``learned``: what the equipment's own history says of the laws it keeps, by law. ``people`` (E,) in the
    room of each, shared evenly where only those of more rooms are stated; None where nobody said.
    """

    kind: str
    buildings: tuple[str, ...]
    building_of: NDArray[np.int64]
    equipment: tuple[Equipment, ...]
    times_ms: NDArray[np.int64]
    roles: Mapping[str, Floats]
    travel: Mapping[str, Floats]
    heard: Mapping[str, Flags]
    occupied: Floats
    schedule_declared: Flags
    borrowed: Mapping[str, Flags]
    parents: Mapping[str, NDArray[np.int64]]
    others: Mapping[str, "Frames"]
    learned: Mapping[str, Learned] = field(default_factory=dict)
    people: Floats | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """(T, E)."""
        return len(self.times_ms), len(self.equipment)

    @cached_property
    def _nothing(self) -> Floats:
        return np.full(self.shape, np.nan)

    def role(self, name: str) -> Floats:
        """Values of a role (T, E); all NaN when no equipment has it."""
        return self.roles.get(name, self._nothing)

    def first_of(self, *names: str) -> Floats:
        """Per equipment and step, the first of several roles that has a value."""
        values = self.role(names[0])
        for name in names[1:]:
            values = np.where(np.isnan(values), self.role(name), values)
        return values

    def of_parent(self, kind: str, name: str) -> Floats:
        """A role of the feeding equipment of ``kind``, gathered to (T, E)."""
        frames = self.others.get(kind)
        index = self.parents.get(kind)
        if frames is None or index is None or not len(frames.equipment):
            return self._nothing
        return np.where(index >= 0, frames.role(name)[:, np.maximum(index, 0)], np.nan)

    def over(self, kind: str, values: Floats) -> Floats:
        """Sum (T, E), over equipment of ``kind`` that each one feeds, of ``values`` (T, fed) without NaN."""
        fed = self.others.get(kind)
        if fed is None or self.kind not in fed.parents:
            return np.zeros(self.shape)
        return self._runs(f"fed {kind}", fed.parents[self.kind], self.shape[1]).sums(values)

    def in_building(self, kind: str, values: Floats) -> Floats:
        """Sum (T, E), over all equipment of ``kind`` in each one's building, of ``values`` (T, of kind)."""
        them = self if kind == self.kind else self.others.get(kind)
        if them is None:
            return np.zeros(self.shape)
        sums: Floats = self.of_buildings(kind, values)[:, self.building_of]
        return sums

    def of_buildings(self, kind: str, values: Floats) -> Floats:
        """Sum (T, B), over all equipment of ``kind`` in each building, of ``values`` (T, of kind)."""
        them = self if kind == self.kind else self.others[kind]
        return self._runs(f"here {kind}", them.building_of, len(self.buildings)).sums(values)

    def median_in_building(self, kind: str, values: Floats, least: int = 1) -> Floats:
        """Median (T, E), over equipment of ``kind`` in each one's building, of ``values`` (T, of kind).

        NaN where fewer than ``least`` of them are known.
        """
        them = self if kind == self.kind else self.others.get(kind)
        if them is None:
            return self._nothing
        medians = np.full((self.shape[0], len(self.buildings)), np.nan)
        for building in np.unique(them.building_of):
            own = values[:, them.building_of == building]
            enough = (~np.isnan(own)).sum(axis=1) >= max(least, 1)
            if enough.any():
                medians[enough, building] = np.nanmedian(own[enough], axis=1)
        return medians[:, self.building_of]

    def over_zones(self, zone_values: Floats) -> Floats:
        """Sum (T, E), over the VAV boxes that each equipment feeds, of values (T, boxes) without NaN."""
        return self.over("vav_box", zone_values)

    def since(self, step: int, others: Mapping[str, "Frames"]) -> "Frames":
        """These frames from ``step`` on, beside ``others`` that were cut alike."""
        late = replace(
            self,
            times_ms=self.times_ms[step:],
            roles={name: values[step:] for name, values in self.roles.items()},
            travel={name: values[step:] for name, values in self.travel.items()},
            heard={name: values[step:] for name, values in self.heard.items()},
            occupied=self.occupied[step:],
            others=others if self.others else {},
        )
        # What does not change with time is worked out once for both.
        for name in ("lasting", "_described", "_designed", "_grouped"):
            late.__dict__[name] = getattr(self, name)
        return late

    def design(self, name: str) -> Floats:
        """A design number of each equipment (E,), NaN where not given."""
        if name not in self._designed:
            given = [equipment.design.get(name, np.nan) for equipment in self.equipment]
            self._designed[name] = np.array(given, dtype=np.float64)
        return self._designed[name]

    def described(self, name: str) -> Flags:
        """Which equipment (E,) has a point of this role, heard or not."""
        return self._described.get(name, np.zeros(len(self.equipment), dtype=bool))

    def _runs(self, name: str, group: NDArray[np.int64], groups: int) -> Runs:
        if name not in self._grouped:
            self._grouped[name] = Runs.of(group, groups)
        return self._grouped[name]

    @cached_property
    def lasting(self) -> dict[str, Any]:
        """What was worked out of the equipment alone, whatever the time."""
        return {}

    @cached_property
    def _grouped(self) -> dict[str, Runs]:
        return {}

    @cached_property
    def _designed(self) -> dict[str, Floats]:
        return {}

    @cached_property
    def _described(self) -> Mapping[str, Flags]:
        having: dict[str, Flags] = {}
        for at, equipment in enumerate(self.equipment):
            for point in equipment.points:
                if point.role is not None:
                    having.setdefault(point.role, np.zeros(len(self.equipment), dtype=bool))[at] = True
        return having


def late(kinds: Mapping[str, Frames], step: int) -> dict[str, Frames]:
    """All frames of ``kinds`` from ``step`` on."""
    found: dict[str, Frames] = {}
    for kind, frames in kinds.items():
        found[kind] = frames.since(step, found)
    return found
