"""Records of arrays, one value a piece of equipment, whatever mix of buildings they stand for."""

from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from simulator.layout import Layout, Rows

Array = NDArray[np.float32]
Flags = NDArray[np.bool_]
Times = NDArray[np.int64]
FLOAT = np.float32

Level = Literal["building", "air_handler", "box", "fan_coil", "rooftop", "zone"]


def at(level: Level, start: float = 0.0) -> Any:  # noqa: ANN401  # stands where a dataclass field stands
    """A field with one number a piece of equipment of ``level``, ``start`` at the beginning."""
    return field(metadata={"level": level, "start": start})


@dataclass(slots=True)
class Record:
    """Base of records whose fields are all made with ``at``: float32 arrays (count of the level,)."""

    @classmethod
    def new(cls, layout: Layout) -> Self:
        """All fields at their start."""
        return cls(
            **{
                f.name: np.full(layout.count(f.metadata["level"]), f.metadata["start"], dtype=FLOAT)
                for f in fields(cls)
            }
        )

    def take(self, rows: Rows) -> Self:
        """The same fields for other buildings, as ``Layout.take`` names their rows; a copy."""
        return type(self)(
            **{f.name: getattr(self, f.name)[rows.of(f.metadata["level"])] for f in fields(self)}
        )

    def copy(self) -> Self:
        """A record with arrays of its own."""
        return type(self)(**{f.name: getattr(self, f.name).copy() for f in fields(self)})

    @classmethod
    def level_of(cls, name: str) -> Level:
        """The level of the field ``name``; KeyError when there is none."""
        levels: dict[str, Level] = {f.name: f.metadata["level"] for f in fields(cls)}
        return levels[name]


@dataclass(slots=True)
class Groups:
    """Base of a record of records: each field is a ``Record``."""

    @classmethod
    def new(cls, layout: Layout) -> Self:
        """All groups at their start."""
        return cls(**{f.name: f.type.new(layout) for f in fields(cls)})  # type: ignore[union-attr]

    def take(self, rows: Rows) -> Self:
        """All groups for other buildings; a copy."""
        return type(self)(**{f.name: getattr(self, f.name).take(rows) for f in fields(self)})

    def copy(self) -> Self:
        """A record with arrays of its own."""
        return type(self)(**{f.name: getattr(self, f.name).copy() for f in fields(self)})
