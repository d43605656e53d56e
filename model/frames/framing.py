"""From readings to frames: points sought by role, feeders found, what a building shares lent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from model.frames.alignment import align
from model.frames.beside import frames_beside
from model.frames.block import Aligned, Block, starts
from model.frames.frames import HOUR_MS, STEP_MS, STEPS_PER_HOUR, Frames
from model.frames.history import ReadingSource
from model.frames.lending import borrow, lend
from model.frames.places import Index, places_of
from model.frames.site_time import occupied_by_schedule
from model.healthy.learning.learned import Learned
from model.site.graph import Building

if TYPE_CHECKING:
    from model.frames.windows import Flags, Floats

LearnedByKind = Mapping[str, Mapping[str, Learned]]


def frames_of(
    building: Building, timezone: str, readings: ReadingSource, start_ms: int, end_ms: int
) -> dict[str, Frames]:
    """Frames of all kinds for start_ms <= t < end_ms; the lead before start_ms is the caller's to ask for."""
    return assemble(block_of((building,), readings, start_ms, end_ms), timezone)


def block_of(
    buildings: Sequence[Building],
    readings: ReadingSource,
    start_ms: int,
    end_ms: int,
    *,
    lead_hours: int = 0,
) -> Block:
    """Readings of several buildings on the grid of start_ms <= t < end_ms, in one reading of the source.

    ``lead_hours`` are read before ``start_ms`` to know what stood then.
    """
    places = tuple(places_of(building) for building in buildings)
    sources = [source for each in places for source in each.sources]
    grid_ms = np.arange(start_ms - lead_hours * HOUR_MS, end_ms, STEP_MS, dtype=np.int64)
    columns = readings.read(sources, int(start_ms - lead_hours * HOUR_MS), end_ms)
    aligned = Aligned(*align(columns, len(sources), grid_ms))
    return Block(places, grid_ms, aligned, lead_hours * STEPS_PER_HOUR)


def assemble(block: Block, timezone: str, learned: LearnedByKind | None = None) -> dict[str, Frames]:
    """Frames of all kinds of a block, the equipment of a building together.

    ``learned``: by kind and law, what was learned of the equipment, in the same order.
    """
    result: dict[str, Frames] = {}
    lent = lend(block)
    buildings = [each.building for each in block.places]
    hours = [occupied_by_schedule(each.schedule, timezone, block.times_ms) for each in buildings]
    scheduled = np.stack(hours, axis=1) if hours else np.zeros((len(block.times_ms), 0))
    declared = np.array([b.schedule is not None and b.schedule.declared for b in buildings], dtype=bool)
    for kind in block.kinds:
        frames = _of_kind(kind, block)
        roles, borrowed = borrow(frames, lent)
        result[kind] = _with_occupancy(
            replace(
                frames,
                roles=roles,
                occupied=scheduled[:, frames.building_of],
                schedule_declared=declared[frames.building_of],
                borrowed=borrowed,
                others=result,
                learned=(learned or {}).get(kind, {}),
            )
        )
    frames_beside(block, result)
    return result


def _of_kind(kind: str, block: Block) -> Frames:
    having = [(number, each.kinds[kind]) for number, each in enumerate(block.places) if kind in each.kinds]
    first = block.first(kind)
    equipment = tuple(piece for _, of in having for piece in of.equipment)
    shape = (len(block.times_ms), len(equipment))
    roles: dict[str, Floats] = {}
    travels: dict[str, Floats] = {}
    heard: dict[str, Flags] = {}
    for role in dict.fromkeys(role for _, of in having for role in of.roles):
        those = [(number, *of.roles[role]) for number, of in having if role in of.roles]
        at = np.concatenate([columns + first[number] for number, columns, _ in those])
        source = np.concatenate([sources + block.first_source[number] for number, _, sources in those])
        if np.array_equal(at, np.arange(len(equipment))):
            roles[role], travels[role] = block.held[:, source], block.told.travel[:, source]
            heard[role] = block.told.heard[:, source]
            continue
        roles[role], travels[role] = np.full(shape, np.nan), np.zeros(shape)
        heard[role] = np.zeros(shape, dtype=bool)
        roles[role][:, at] = block.held[:, source]
        travels[role][:, at] = block.told.travel[:, source]
        heard[role][:, at] = block.told.heard[:, source]
    return Frames(
        kind=kind,
        buildings=block.buildings,
        building_of=np.repeat(np.arange(len(block.places)), np.diff(first)),
        equipment=equipment,
        times_ms=block.times_ms,
        roles=roles,
        travel=travels,
        heard=heard,
        occupied=np.full(shape, np.nan),
        schedule_declared=np.zeros(len(equipment), dtype=bool),
        borrowed={},
        parents={other: _feeders(kind, other, block) for other in block.kinds},
        others={},
        people=np.concatenate([of.people for _, of in having]),
    )


def _feeders(kind: str, other: str, block: Block) -> Index:
    """Index, among all equipment of kind ``other``, of the nearest that feeds each of ``kind``, or -1."""
    begins, found = block.first(other), [starts([])[:0]]
    for number, each in enumerate(block.places):
        if kind in each.kinds:
            nearest = each.kinds[kind].parents.get(other)
            count = len(each.kinds[kind].equipment)
            nearest = np.full(count, -1, dtype=np.int64) if nearest is None else nearest
            found.append(np.where(nearest >= 0, nearest + begins[number], -1))
    return np.concatenate(found)


def _with_occupancy(frames: Frames) -> Frames:
    own = frames.role("occupied")
    parent = frames.of_parent("air_handler", "occupied")
    said = np.where(np.isnan(own), parent, own)
    stated = (said >= 0.5).astype(np.float64)
    # A point tells the mode of the controls, which may have been left on; when people come, a schedule tells.
    stated = np.where(frames.schedule_declared, np.minimum(stated, frames.occupied), stated)
    occupied = np.where(np.isnan(said), frames.occupied, stated)
    return replace(frames, occupied=occupied)
