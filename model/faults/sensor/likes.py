"""Sensors of the same role in the same building: what each is compared with."""

import numpy as np
from numpy.typing import NDArray

from model.frames import Frames
from model.windows import Floats


def like(frames: Frames) -> NDArray[np.int64]:
    """Number of the group (E,) of sensors of one role in one building."""
    key = frames.design("group") * len(frames.buildings) + frames.building_of
    return np.unique(key, return_inverse=True)[1].astype(np.int64)


def among(groups: NDArray[np.int64], values: Floats) -> Floats:
    """Sum (T, E) of ``values`` (T, E) over each one's group; NaN is zero."""
    order = np.argsort(groups, kind="stable")
    if not len(order):
        return np.zeros(values.shape)
    first = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sums: Floats = np.add.reduceat(np.nan_to_num(values[:, order]), first, axis=1)
    return sums[:, groups]


def roles(frames: Frames) -> tuple[str, ...]:
    """What each sensor measures, (E,): the role that it has on its equipment."""
    return tuple(sensor.id.rpartition("/")[2] for sensor in frames.equipment)


def of_roles(frames: Frames, *names: str) -> NDArray[np.bool_]:
    """Which sensors (E,) have one of these roles."""
    return np.array([role in names for role in roles(frames)], dtype=bool)


def owners(frames: Frames) -> NDArray[np.int64]:
    """Number of the equipment (E,) that each sensor sits on."""
    first: dict[tuple[int, str], int] = {}
    keys = zip(frames.building_of.tolist(), (s.id.rpartition("/")[0] for s in frames.equipment), strict=True)
    return np.array([first.setdefault(key, len(first)) for key in keys], dtype=np.int64)
