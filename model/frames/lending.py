"""What a building shares: a role lent to equipment that has no such point of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.frames.block import Block
from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.site.roles import ROLES

# What a building shares, and who measures it for all.
SHARED = {"outdoor_air_temperature": "weather_station"}


@dataclass(frozen=True, slots=True)
class Lent:
    """A role that buildings share: values (T, B), and which buildings (B,) have it at all."""

    values: Floats
    there: Flags


def lend(block: Block) -> Mapping[str, Lent]:
    """Shared roles, of a building's weather station, else of all its equipment that has them."""
    lent = {}
    shape = (len(block.times_ms), len(block.places))
    for role, lender in SHARED.items():
        values, there = np.full(shape, np.nan), np.zeros(len(block.places), dtype=bool)
        for number, each in enumerate(block.places):
            having = {kind: of.roles[role][1] for kind, of in each.kinds.items() if role in of.roles}
            found = [having[lender]] if lender in having else list(having.values())
            if found:
                there[number] = True
                at = np.concatenate(found) + block.first_source[number]
                values[:, number] = _mean_known(block.held[:, at])
        lent[role] = Lent(values, there)
    return lent


def borrow(frames: Frames, lent: Mapping[str, Lent]) -> tuple[Mapping[str, Floats], Mapping[str, Flags]]:
    """Roles of ``frames``, filled from what is shared where equipment has no point of its own; and where.

    A point that is there and silent is not replaced: its silence is a fault of its own.
    """
    roles, borrowed = dict(frames.roles), {}
    for role, shared in lent.items():
        without = ~frames.described(role) & shared.there[frames.building_of]
        if frames.kind in ROLES[role].kinds and without.any():
            roles[role] = np.where(without[None, :], shared.values[:, frames.building_of], frames.role(role))
            borrowed[role] = without
    return roles, borrowed


def _mean_known(values: Floats) -> Floats:
    """Mean over equipment (T,), NaN where nothing is known."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(
            known.any(axis=1), np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1), np.nan
        )
