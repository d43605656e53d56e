"""What the arena needs of a portfolio and of the truth."""

from collections.abc import Callable, Sequence
from typing import Protocol

from model.site.graph import Site
from simulator.faults import Fault
from simulator.published import Published


class Living(Protocol):
    """Buildings that live, break and are mended."""

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults so far and those already sure to come, mended ones too."""

    def site(self) -> Site:
        """The site as its owner describes it."""

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms`` and give what was published since the last call."""

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time, by default now."""

    def break_down(self, fault: Fault) -> None:
        """Add a fault, which may be one to come."""

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now, or at ``at_ms`` in the future. False when there is nothing to mend."""


class Costed(Protocol):
    """A fault with what a day of waiting costs, in money, and in degree-hours by people."""

    @property
    def fault(self) -> Fault:
        """The fault."""

    @property
    def daily_cost(self) -> float:
        """Money a day, all consequences in it; negative when the fault saves more than it harms."""

    @property
    def borne(self) -> float:
        """Its part of what all faults of its building cost together a day, in money."""

    @property
    def discomfort(self) -> float:
        """Degree-hours by people a day."""


Truth = Callable[[Living], Sequence[Costed]]
