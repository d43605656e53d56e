"""What competes in the arena: something that hears readings and says the one thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from model.beliefs.answers import Answer
from model.site.graph import Site
from simulator.people.occupants import Complaint
from simulator.people.trade import LOOK_CLOSER
from simulator.published import Published

REPAIR = "repair"

__all__ = [
    "LOOK_CLOSER",
    "REPAIR",
    "Best",
    "Complaint",
    "Heard",
    "Policy",
    "Repair",
    "Seeing",
    "Suggestion",
]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one action for a manager now.

    ``fault`` is what is said to be wrong, an id of the model's catalogue or of ``kinds.yaml``;
    ``probability`` is the certainty shown, None where none is claimed. ``id`` stays the same as long as
    the same thing is shown. ``action`` is one of the model's catalogue, ``REPAIR``, or ``LOOK_CLOSER``, which
    alone needs no ``fault``: "" stands for whatever is wrong there. ``equipment`` may name a sensor of an
    equipment, as in "AHU-1/mixed_air_temperature".
    """

    id: str
    building: str
    equipment: str
    fault: str
    action: str
    probability: float | None = None
    saving_per_day: tuple[float, float] | None = None

    @property
    def key(self) -> str:
        """What an answer is about: building, equipment and fault."""
        return f"{self.building}/{self.equipment}/{self.fault}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a manager said of a suggestion: accepted, done, snoozed, dismissed (reason)."""

    suggestion: Suggestion
    said: str
    reason: str | None
    at_ms: int

    def answer(self, manager: str) -> Answer:
        """The same as the product hears it of ``manager``."""
        of = self.suggestion
        return Answer(
            recommendation=of.id,
            manager=manager,
            building=of.building,
            equipment=of.equipment,
            fault=of.fault,
            action=of.action,
            said=self.said,
            answered_ms=self.at_ms,
            reason=self.reason,
            shown=of.probability,
        )


@dataclass(frozen=True, slots=True)
class Best:
    """By the truth, the fault that is best mended now, or nothing is.

    ``per_day`` is what a day of waiting costs less the share of the day in the cost of mending it.
    """

    fault: str
    kind: str
    building: str
    equipment: str
    per_day: float


class Policy(Protocol):
    """One competitor in one world, for all managers of that world."""

    name: str

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Learn the site, once, before anything is published."""

    def take_in(self, published: Published) -> None:
        """Hear what the buildings said since the last call."""

    def hear_complaint(self, complaint: Complaint) -> None:
        """Hear what an occupant complains of, when it reaches the manager."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The one thing for ``manager`` now, or nothing."""

    def hear(self, manager: str, heard: Heard) -> None:
        """Take in an answer."""


@runtime_checkable
class Seeing(Protocol):
    """A policy that is told the truth before it chooses."""

    def see(self, manager: str, best: Best | None) -> None:
        """Take in what is best for ``manager`` now; None when nothing is worth doing."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Work on a piece of equipment that a policy's suggestion led to, and what it came to.

    ``outcome``: "mended"; "to_be_continued" (found, but part or skill is missing, and another visit follows);
    "not_found" (something is broken there, and nobody found it); "nothing_there" (a false action).
    ``mended``: ids of the faults that it ended. ``cost`` includes travel and parts; ``hours`` are on site.
    """

    manager: str
    suggestion: Suggestion
    begun_ms: int
    ended_ms: int
    cost: float
    mended: tuple[str, ...] = field(default=())
    outcome: str = "mended"
    technician: str = ""
    hours: float = 0.0
