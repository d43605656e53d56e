"""The terminal, on which much is shown that others wrote: names of points, cells, payloads."""

import unicodedata
from typing import Any

from rich.console import Console
from rich.text import Text

# Control characters move the cursor and colour the terminal, marks of direction reorder what is read.
_UNSEEN = {"Cc", "Cf", "Cs"}


def visible(text: str) -> str:
    r"""Text with what a terminal would obey instead of show written out (``\x1b``); lines and tabs stay."""
    return "".join(
        ascii(letter)[1:-1] if unicodedata.category(letter) in _UNSEEN and letter not in "\n\t" else letter
        for letter in text
    )


def counted(number: int, one: str, many: str) -> str:
    """The number with the words that go with it: "1 row is", "2,000 rows are"."""
    return f"{number:,} {one if number == 1 else many}"


class Terminal(Console):
    """A console that shows text as it is: brackets are no markup, control characters are written out."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def render_str(self, text: str, **how: Any) -> Text:  # noqa: ANN401  # as rich has it
        """Every string comes through here, also those in tables."""
        return super().render_str(visible(text), **how)
