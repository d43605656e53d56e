"""Faults laid out as flat columns, an entry a row that they change: an hour costs a few array operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.faults.effects import Effects
from simulator.faults.fields import EffectField
from simulator.faults.lies import Swap, Telling
from simulator.faults.onset import Keys
from simulator.faults.sensors import READS
from simulator.layout import Index
from simulator.record import FLOAT, Array


@dataclass(slots=True)
class _Column:
    """Entries on one field of the effects."""

    target: EffectField
    slots: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    arrays: tuple[Index, Index, Array] | None = None

    def packed(self) -> tuple[Index, Index, Array]:
        """Slots, rows and sizes less neutral, as arrays."""
        if self.arrays is None:
            sizes = np.array(self.sizes, dtype=FLOAT) - FLOAT(self.target.neutral)
            slots, rows = np.array(self.slots, dtype=np.int64), np.array(self.rows, dtype=np.int64)
            self.arrays = slots, rows, sizes
        return self.arrays


@dataclass(slots=True)
class Entries:
    """Entries on all fields of the effects."""

    columns: dict[str, _Column] = field(default_factory=dict)

    def add(self, slot: int, target: EffectField, rows: Index, size: float) -> None:
        """The fault in ``slot`` brings ``rows`` of a field to ``size`` when it is fully there."""
        column = self.columns.setdefault(target.path, _Column(target))
        column.slots += [slot] * len(rows)
        column.rows += rows.tolist()
        column.sizes += [size] * len(rows)
        column.arrays = None

    def apply(self, effects: Effects, presence: Array) -> None:
        """Join all entries into ``effects``, each as far as its fault is there (``presence`` by slot)."""
        for column in self.columns.values():
            slots, rows, away = column.packed()
            shares = presence[slots]
            if shares.any():
                values: Array = getattr(getattr(effects, column.target.group), column.target.name)
                # A share of 0 gives what is neutral, which joins without a trace.
                column.target.join.at(values, rows, shares * away + FLOAT(column.target.neutral))


@dataclass(slots=True)
class Teller:
    """One sensor that lies, by the fault in ``slot``; ``source`` (path, row) is what a swapped one shows."""

    slot: int
    how: str
    row: int
    source: tuple[str, int]
    size: float
    salt: np.uint64


@dataclass(slots=True)
class LieEntries:
    """Sensors that lie, by the path of their field."""

    tellers: dict[str, list[Teller]] = field(default_factory=dict)

    def add(self, path: str, teller: Teller) -> None:
        """A sensor of ``path`` lies."""
        self.tellers.setdefault(path, []).append(teller)

    def telling(self, presence: Array) -> Mapping[str, Telling]:
        """What lies at ``presence`` (by slot), without the fields on which nothing does."""
        shares = presence.tolist()
        found = {}
        for path, tellers in self.tellers.items():
            now = [(teller, shares[teller.slot]) for teller in tellers if shares[teller.slot] > 0]
            if now:
                found[path] = _telling(now)
        return found


def _telling(now: list[tuple[Teller, float]]) -> Telling:
    shifted = [(teller, *_line(teller, share)) for teller, share in now if teller.how in _LINES]
    noisy = [(teller, share) for teller, share in now if teller.how == "noise"]
    flat = [teller for teller, _ in now if teller.how == "flat"]
    dead = [teller for teller, _ in now if teller.how == "dead"]
    return Telling(
        rows=_rows([teller for teller, _, _ in shifted]),
        gain=np.array([gain for _, gain, _ in shifted], dtype=FLOAT),
        offset=np.array([offset for _, _, offset in shifted], dtype=FLOAT),
        noisy=_rows([teller for teller, _ in noisy]),
        noise=np.array([share * teller.size for teller, share in noisy], dtype=FLOAT),
        noise_salts=_salts([teller for teller, _ in noisy]) << np.uint64(32),
        flat=_rows(flat),
        flat_salts=_salts(flat),
        dead=_rows(dead),
        still=_rows([*flat, *dead]),
        swaps=tuple(
            Swap(
                _rows([teller]),
                READS[teller.source[0].removeprefix("readings.")],
                np.array([teller.source[1]]),
            )
            for teller, _ in now
            if teller.how == "swapped"
        ),
    )


_LINES = frozenset({"bias", "gain", "fixed"})


def _line(teller: Teller, share: float) -> tuple[float, float]:
    """Gain and offset of a sensor whose lie is there to ``share``."""
    if teller.how == "bias":
        return 1.0, share * teller.size
    if teller.how == "gain":
        return 1.0 + share * (teller.size - 1.0), 0.0
    return 0.0, teller.size


def _rows(tellers: list[Teller]) -> Index:
    return np.array([teller.row for teller in tellers], dtype=np.int64)


def _salts(tellers: list[Teller]) -> Keys:
    return np.array([teller.salt for teller in tellers], dtype=np.uint64)
