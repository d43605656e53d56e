"""One fault, told thrice: as it shows itself, as it is not there, and as something that looks like it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.model.building_of import Told


@dataclass(frozen=True)
class Case:
    """``told_by`` shows ``fault`` on ``on``; ``healthy`` works in the same weather; ``alike`` is ``really``.

    ``cause``: a fault and its equipment, that must be believed instead in ``alike``.
    """

    fault: str
    on: str
    told_by: Callable[[], Told]
    healthy: Callable[[], Told]
    alike: Callable[[], Told]
    really: str
    cause: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.fault} of {self.on}, not {self.really}"
