"""What competes in the arena: something that hears readings and says the one thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from model.site.graph import Site
from simulator2.published import Published


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one action for a manager now.

    ``fault`` is what is said to be wrong, an id of the model's catalogue or of ``kinds.yaml``;
    ``probability`` is the certainty shown, None where none is claimed. ``id`` stays the same as long as
    the same thing is shown.
    """

    id: str
    building: str
    equipment: str
    fault: str
    action: str
    probability: float | None = None
    saving_per_day: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a manager said of a suggestion: accepted, done, snoozed, dismissed (reason)."""

    suggestion: Suggestion
    said: str
    reason: str | None
    at_ms: int


class Policy(Protocol):
    """One competitor in one world, for all managers of that world."""

    name: str

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Learn the site, once, before anything is published."""

    def take_in(self, published: Published) -> None:
        """Hear what the buildings said since the last call."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The one thing for ``manager`` now, or nothing."""

    def hear(self, manager: str, heard: Heard) -> None:
        """Take in an answer."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Work on a piece of equipment that a policy's suggestion led to, and what it came to."""

    manager: str
    suggestion: Suggestion
    begun_ms: int
    ended_ms: int
    cost: float
    mended: tuple[str, ...] = field(default=())
