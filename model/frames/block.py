"""A block of buildings looked at together: their readings side by side on one grid of steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.frames.alignment import hold
from model.frames.frames import HOLD_HOURS, STEPS_PER_HOUR
from model.frames.places import Index, Places
from model.frames.windows import Flags, Floats, trailing_sum

# A value stands until the next one, but not for ever: sensors report at least every hour, commands and
# setpoints often only when they change.
_HOLD_MEASURED_STEPS = 7
_HOLD_COMMAND_STEPS = HOLD_HOURS * STEPS_PER_HOUR
_RANK = {"air_handler": 1, "rooftop_unit": 2, "fan_coil": 3, "vav_box": 4}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Readings on the grid, (T, S): mean of the step, travel within it, and whether any came."""

    value: Floats
    travel: Floats
    heard: Flags


@dataclass(frozen=True)
class Block:
    """Buildings by their places; the sources of one stand in ``aligned`` after those of the one before.

    ``grid_ms`` are the steps of ``aligned``; the first ``lead`` of them only tell which values still stand.
    """

    places: tuple[Places, ...]
    grid_ms: NDArray[np.int64]
    aligned: Aligned
    lead: int = 0

    @property
    def times_ms(self) -> NDArray[np.int64]:
        """Steps (T,) after the lead."""
        return self.grid_ms[self.lead :]

    @cached_property
    def first_source(self) -> Index:
        """Where each building's sources begin, and where the last one's end (B + 1,)."""
        return starts([len(each.sources) for each in self.places])

    @cached_property
    def held(self) -> Floats:
        """Values (T, S) after the lead, carried on for as long as they stand; NaN for what cannot be."""
        nothing = np.zeros(0)
        command = np.concatenate([nothing, *(each.is_command for each in self.places)]).astype(bool)
        steps = np.where(command, _HOLD_COMMAND_STEPS, _HOLD_MEASURED_STEPS)
        held = hold(self.aligned.value, steps)[self.lead :]
        lowest = np.concatenate([nothing, *(each.lowest for each in self.places)])
        highest = np.concatenate([nothing, *(each.highest for each in self.places)])
        return np.where((held >= lowest) & (held <= highest), held, np.nan)

    @cached_property
    def told(self) -> Aligned:
        """The readings after the lead."""
        late, all_of_it = slice(self.lead, None), self.aligned
        return Aligned(all_of_it.value[late], all_of_it.travel[late], all_of_it.heard[late])

    @cached_property
    def talking(self) -> Flags:
        """Whether each source was heard within the hour before each step after the lead, (T, S)."""
        lately = trailing_sum(self.aligned.heard.astype(np.int16), STEPS_PER_HOUR) > 0
        return np.asarray(lately[self.lead :], dtype=bool)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of equipment of all buildings, each after those that may feed it."""
        kinds = {kind for each in self.places for kind in each.kinds}
        return tuple(sorted(kinds, key=lambda kind: (_RANK.get(kind, 0), kind)))

    @property
    def buildings(self) -> tuple[str, ...]:
        """Ids, in order."""
        return tuple(each.building.id for each in self.places)

    def first(self, kind: str) -> Index:
        """Where each building's equipment of ``kind`` begins, and where the last one's ends (B + 1,)."""
        return starts([len(e.kinds[kind].equipment) if kind in e.kinds else 0 for e in self.places])


def starts(counts: Sequence[int]) -> Index:
    """Where each of several runs begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.array(counts, dtype=np.int64))]).astype(np.int64)
