"""What sensors say: the truth, but for those that lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from simulator.faults.onset import Keys, mix
from simulator.faults.sensors import READS
from simulator.layout import Index
from simulator.physics.state import Readings, State
from simulator.record import FLOAT, Array

_NONE: Index = np.zeros(0, dtype=np.int64)
_ZONE_AIR = "readings.zone_air"


@dataclass(frozen=True, slots=True)
class Swap:
    """Rows of one field that show another one: ``source`` is (group, field) of the truth."""

    rows: Index
    source: tuple[str, str]
    source_rows: Index


@dataclass(frozen=True, slots=True)
class Telling:
    """How the sensors of one field lie, by rows of its array; of two lies on one sensor, the last holds.

    Order: swapped, then gain and offset, then noise, then those that stand still (flat, dead).
    """

    rows: Index = field(default_factory=_NONE.copy)
    gain: Array = field(default_factory=lambda: np.zeros(0, dtype=FLOAT))
    offset: Array = field(default_factory=lambda: np.zeros(0, dtype=FLOAT))
    noisy: Index = field(default_factory=_NONE.copy)
    noise: Array = field(default_factory=lambda: np.zeros(0, dtype=FLOAT))  # standard deviation
    noise_salts: Keys = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    flat: Index = field(default_factory=_NONE.copy)
    flat_salts: Keys = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    dead: Index = field(default_factory=_NONE.copy)
    still: Index = field(default_factory=_NONE.copy)  # flat or dead: the controls keep the last value
    swaps: tuple[Swap, ...] = ()

    def shift(self, said: Array, before: Array) -> None:
        """Change ``said`` (N,) by gain, offset and noise.

        ``before`` seeds the noise: what a noisy sensor said last leads to what it says next.
        """
        if len(self.rows):
            said[self.rows] = said[self.rows] * self.gain + self.offset
        if len(self.noisy):
            keys = before[self.noisy].view(np.uint32) ^ self.noise_salts
            said[self.noisy] += self.noise * _normal(keys)


@dataclass(frozen=True, slots=True)
class Lies:
    """All sensors that lie, by the path of their field.

    Sensors of ``draughty`` zones feel the draught on top of the room.
    ``held``: what flat sensors outside of the readings stand at, by path, row and fault.
    """

    told: Mapping[str, Telling] = field(default_factory=dict)
    draughty: Index = field(default_factory=_NONE.copy)
    held: dict[tuple[str, int, int], float] = field(default_factory=dict)

    def published(self, path: str, values: Array) -> Array:
        """What is published of ``path`` where the field holds ``values`` (N,) or (T, N); NaN from the dead.

        Readings have been lied about by ``sense``; the rest is here. May be ``values`` themselves.
        """
        telling = self.told.get(path)
        if telling is None:
            return values
        if values.ndim > 1:
            return np.stack([self.published(path, row) for row in values])
        said = values.copy()
        if not path.startswith("readings."):
            telling.shift(said, values)
            for row, salt in zip(telling.flat.tolist(), telling.flat_salts.tolist(), strict=True):
                said[row] = self.held.setdefault((path, row, salt), float(values[row]))
        said[telling.dead] = np.nan
        return said


def sense(state: State, lies: Lies) -> None:
    """Set ``state.readings``: the very arrays of the truth, or copies where something lies.

    Sensors that are flat or dead keep what they said last.
    """
    readings = state.readings
    for name, (group, field_name) in READS.items():
        truth: Array = getattr(getattr(state, group), field_name)
        path = _PATHS[name]
        telling = lies.told.get(path)
        draughty = path == _ZONE_AIR and len(lies.draughty) > 0
        if telling is None and not draughty:
            setattr(readings, name, truth)
            continue
        said = truth.copy()
        if draughty:
            said[lies.draughty] += state.zones.draught[lies.draughty]
        if telling is not None:
            _tell(state, telling, said, getattr(readings, name))
        setattr(readings, name, said)


def _tell(state: State, telling: Telling, said: Array, before: Array) -> None:
    for swap in telling.swaps:
        group, name = swap.source
        said[swap.rows] = getattr(getattr(state, group), name)[swap.source_rows]
    telling.shift(said, before)
    if len(telling.still):
        said[telling.still] = before[telling.still]


def _normal(keys: Keys) -> Array:
    """Four uniform numbers added, nearly normal, for each of ``keys`` (N,); they depend on it alone."""
    quarters = mix(keys).view(np.uint16).reshape(-1, 4)
    normal: Array = quarters.sum(axis=1, dtype=FLOAT) * FLOAT(2.0**-16) - FLOAT(2.0)
    return normal * FLOAT(3.0**0.5)


_PATHS = {entry.name: f"readings.{entry.name}" for entry in fields(Readings)}
