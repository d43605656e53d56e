"""How much of a fault is there at a time, for many faults at once."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.clock import HOUR_MS
from simulator.record import FLOAT, Array, Times

SPELL_MS = 4 * HOUR_MS

Keys = NDArray[np.uint64]


class Begins(Protocol):
    """What the onset needs to know of a fault."""

    @property
    def onset_ms(self) -> int: ...
    @property
    def healed_ms(self) -> int: ...
    @property
    def ramp_ms(self) -> float: ...
    @property
    def duty(self) -> float: ...
    @property
    def salt(self) -> np.uint64: ...


def salt_of(name: str) -> np.uint64:
    """A number that depends on ``name`` alone, the same in every process."""
    return np.uint64(zlib.crc32(name.encode()))


def mix(keys: Keys) -> Keys:
    """Bits that look random and depend on ``keys`` alone (the finaliser of SplitMix64)."""
    mixed = (keys + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def scatter(keys: Keys) -> NDArray[np.float64]:
    """Numbers in [0, 1) that look random and depend on ``keys`` alone."""
    return (mix(keys) >> np.uint64(11)).astype(np.float64) * 2.0**-53


@dataclass(slots=True)
class Onsets:
    """Times and shapes of N faults, each (N,)."""

    onset_ms: Times
    healed_ms: Times
    ramp_ms: NDArray[np.float64]
    duty: NDArray[np.float64]
    salt: Keys

    @classmethod
    def of(cls, faults: Sequence[Begins]) -> "Onsets":
        """The shapes of ``faults``."""
        return cls(
            np.array([fault.onset_ms for fault in faults], dtype=np.int64),
            np.array([fault.healed_ms for fault in faults], dtype=np.int64),
            np.array([fault.ramp_ms for fault in faults], dtype=np.float64),
            np.array([fault.duty for fault in faults], dtype=np.float64),
            np.array([fault.salt for fault in faults], dtype=np.uint64),
        )

    def joined(self, others: "Onsets") -> "Onsets":
        """These and then ``others``."""
        return Onsets(
            *(
                np.concatenate([getattr(self, entry.name), getattr(others, entry.name)])
                for entry in fields(self)
            )
        )

    def presence(self, time_ms: int) -> Array:
        """Share 0..1 of each fault that is there at ``time_ms``, (N,).

        It changes every four hours of universal time at most, so that most hours are as the one before.
        An intermittent one comes in spells of as long, of which the first is sure.
        """
        there = (self.onset_ms <= time_ms) & (time_ms < self.healed_ms)
        spell = np.maximum(time_ms // SPELL_MS - self.onset_ms // SPELL_MS, 0)
        grown = np.minimum((spell + 1) * SPELL_MS / np.maximum(self.ramp_ms, 1.0), 1.0)
        keys = (self.salt << np.uint64(24)) ^ spell.astype(np.uint64)
        awake = (scatter(keys) < self.duty) | (spell == 0)
        share: Array = (grown * there * awake).astype(FLOAT)
        return share
