"""Logits learned of cells that are alike: each is drawn to its fault, that to its group, that to all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frames.windows import Flags, Floats

Places = NDArray[np.int64]
_STEPS, _NEAR = 300, 1e-11


@dataclass(frozen=True, slots=True)
class Told:
    """N things that were seen: ``real`` or not (N,), with a ``weight``, where ``usual`` logits were held.

    ``cell`` (N,) is the place of each among the cells.
    """

    usual: Floats
    real: Flags
    weight: Floats
    cell: Places


@dataclass(frozen=True, slots=True)
class Tree:
    """Which fault (C,) a cell is of, and which group (F,) a fault; the groups are of one root.

    ``deviations``: by how much cells, faults, groups and the root differ from what stands above them, as
    one standard deviation. A fault with ``alone`` (F,) has said too little to teach its group, and one that
    is ``untaught`` (F,) does not listen to it, since too few others spoke.
    """

    fault: Places
    group: Places
    alone: Flags
    untaught: Flags
    deviations: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What is most likely (MAP): logits of cells (C,), faults (F,), groups (G,) and of all."""

    cell: Floats
    fault: Floats
    group: Floats
    root: float


def shrunk(told: Told, tree: Tree) -> Shrunk:
    """The most likely logits; more of what is real never lowers any of the same fault.

    Each logistic term is bounded from below by a parabola (Jaakkola and Jordan 2000), so that every step is
    a Gaussian tree, solved exactly from its leaves up and down again, and gets nearer.
    """
    cells, faults = len(tree.fault), len(tree.group)
    groups = int(tree.group.max()) + 1 if faults else 0
    at = Shrunk(np.zeros(cells), np.zeros(faults), np.zeros(groups), 0.0)
    for _ in range(_STEPS):
        held = told.usual + at.cell[told.cell]
        bound = told.weight * _curve(held)
        pull = told.weight * (told.real - 0.5) - bound * told.usual
        precise = _summed(told.cell, bound, cells)
        before, at = at, _solved(precise, _summed(told.cell, pull, cells), tree, groups)
        if not cells or float(np.abs(at.cell - before.cell).max()) < _NEAR:
            break
    return at


def _summed(place: Places, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(place, weights=values, minlength=count), dtype=np.float64)


def _curve(held: Floats) -> Floats:
    """Curvature of the parabola that touches a logistic term at ``held``."""
    size = np.maximum(np.abs(held), 1e-6)
    return np.asarray(np.tanh(size / 2) / (2 * size))


def _solved(precise: Floats, wanted: Floats, tree: Tree, groups: int) -> Shrunk:
    """Means of a Gaussian tree; at its cells (C,) a precision, and ``wanted``, that times what it says."""
    near_cell, near_fault, near_group, near_root = (1 / each**2 for each in tree.deviations)
    faults = len(tree.group)
    up: Floats = near_cell / (near_cell + precise)
    fault_precise = _summed(tree.fault, up * precise, faults)
    fault_wanted = _summed(tree.fault, up * wanted, faults)
    up = np.where(tree.alone, 0.0, near_fault / (near_fault + fault_precise))
    group_precise = _summed(tree.group, up * fault_precise, groups)
    group_wanted = _summed(tree.group, up * fault_wanted, groups)
    up = near_group / (near_group + group_precise)
    root_precise = float((up * group_precise).sum()) + near_root
    root = float((up * group_wanted).sum()) / root_precise
    group = (group_wanted + near_group * root) / (group_precise + near_group)
    # How far a group is known, for those who only listen to it.
    unknown = 1 / (group_precise + near_group)
    unknown = unknown + (near_group * unknown) ** 2 / root_precise
    far = np.where(tree.untaught, 1 / near_group + 1 / near_root, unknown[tree.group])
    near = np.where(tree.alone | tree.untaught, 1 / (1 / near_fault + far), near_fault)
    above = np.where(tree.untaught, 0.0, group[tree.group])
    fault = (fault_wanted + near * above) / (fault_precise + near)
    cell = (wanted + near_cell * fault[tree.fault]) / (precise + near_cell)
    return Shrunk(cell, fault, group, root)
