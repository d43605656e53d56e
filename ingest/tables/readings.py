"""Readings of a table, as they stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RawReadings:
    """Readings as they stand in the file, N of them, ordered by time within the batch.

    ``time_ms`` int64 UTC; ``column`` int64 index into the table's sources; ``value`` float64 in the source's
    unit, words as the numbers that the site gives them; ``text`` int64 index into ``texts`` where the cell is
    a word, -1 where it is a number.
    """

    time_ms: Integers
    column: Integers
    value: Floats
    text: Integers
    texts: Sequence[str]
