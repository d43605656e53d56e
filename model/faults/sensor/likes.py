"""Sensors of the same role in the same building: what each is compared with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frames.frames import Frames
from model.frames.runs import Runs
from model.frames.windows import Floats
from model.healthy.once import of_equipment


@dataclass(frozen=True, slots=True)
class Groups:
    """Sensors that belong together: the ``number`` (E,) of each one's group."""

    number: NDArray[np.int64]
    runs: Runs

    @classmethod
    def of(cls, number: NDArray[np.int64]) -> "Groups":
        """Groups of these numbers, which begin at zero."""
        return cls(number, Runs.of(number, int(number.max(initial=-1)) + 1))


@of_equipment
def like(frames: Frames) -> Groups:
    """Sensors of one role in one building."""
    key = frames.design("group") * len(frames.buildings) + frames.building_of
    return Groups.of(np.unique(key, return_inverse=True)[1].astype(np.int64))


@of_equipment
def siblings(frames: Frames) -> Groups:
    """Sensors that sit on one equipment."""
    first: dict[tuple[int, str], int] = {}
    keys = zip(frames.building_of.tolist(), (s.id.rpartition("/")[0] for s in frames.equipment), strict=True)
    return Groups.of(np.array([first.setdefault(key, len(first)) for key in keys], dtype=np.int64))


def beside(frames: Frames, role: str, other: str) -> NDArray[np.int64]:
    """Of each sensor the one (E,) on its equipment with ``other`` for ``role`` in its role; or itself."""
    ids = [sensor.id for sensor in frames.equipment]
    keys = list(zip(frames.building_of.tolist(), ids, strict=True))
    places = {key: place for place, key in enumerate(keys)}
    others = [(building, id_.replace(role, other)) for building, id_ in keys]
    return np.array([places.get(key, place) for place, key in enumerate(others)], dtype=np.int64)


def among(groups: Groups, values: Floats) -> Floats:
    """Sum (T, E) of ``values`` (T, E) over each one's group; NaN is zero."""
    sums: Floats = groups.runs.sums(values)[:, groups.number]
    return sums


@of_equipment
def roles(frames: Frames) -> NDArray[np.str_]:
    """What each sensor measures, (E,): the role that it has on its equipment."""
    return np.array([sensor.id.rpartition("/")[2] for sensor in frames.equipment], dtype=np.str_)


def of_roles(frames: Frames, *names: str) -> NDArray[np.bool_]:
    """Which sensors (E,) have one of these roles."""
    return np.isin(roles(frames), names)


def temperatures(frames: Frames) -> NDArray[np.bool_]:
    """Which sensors (E,) measure temperatures."""
    return np.char.endswith(roles(frames), "_temperature")
