"""Words in a table, "on" and "closed", as the numbers that the site gives them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.tables.columns import Described
from ingest.tables.numbers import Column
from model.site.document import point_words


class Words:
    """The words of a table's points; ``texts`` collects those that were met, as they stand in the file."""

    def __init__(self, points: Sequence[Described]) -> None:
        self._meanings = [point_words(item.point) for item in points]
        self._code_of: dict[str, int] = {}
        self.texts: list[str] = []

    def read(self, points: NDArray[np.int64], cells: Column) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return for each text cell its number, NaN where it means none, and its index in ``texts``.

        ``points`` (K,) says of which point each of the cells is, -1 for none.
        """
        size = max(len(cells.texts), 1)
        pairs, place = np.unique((points + 1) * size + cells.text_codes, return_inverse=True)
        numbers = np.full(len(pairs), np.nan)
        codes = np.full(len(pairs), -1, dtype=np.int64)
        for index, pair in enumerate(pairs.tolist()):
            point, text = pair // size - 1, cells.texts[pair % size]
            if point >= 0 and text.lower() in self._meanings[point]:
                numbers[index] = self._meanings[point][text.lower()]
                codes[index] = self._code(text)
        return numbers[place], codes[place]

    def _code(self, text: str) -> int:
        if text not in self._code_of:
            self._code_of[text] = len(self.texts)
            self.texts.append(text)
        return self._code_of[text]
