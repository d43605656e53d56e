"""Nothing: what it costs when nobody says anything."""

from collections.abc import Sequence

from model.site.graph import Site
from simulator.arena.policy import Complaint, Heard, Suggestion
from simulator.published import Published


class Nothing:
    """Never suggests anything."""

    name = "nothing"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Nothing to learn."""

    def take_in(self, published: Published) -> None:
        """Nothing to hear."""

    def hear_complaint(self, complaint: Complaint) -> None:
        """Nothing to hear."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """Never anything."""

    def hear(self, manager: str, heard: Heard) -> None:
        """Nothing to hear."""
