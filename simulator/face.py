"""What publishing and writing need of a portfolio, be it in this process or spread over several."""

from collections.abc import Sequence
from typing import Protocol

from model.site.graph import Site
from simulator.buildings.plan import Plan
from simulator.faults import Fault
from simulator.published import Published


class LivingPortfolio(Protocol):
    """Buildings that live, break and are mended in simulated time."""

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""

    @property
    def plans(self) -> Sequence[Plan]:
        """The buildings, in their order."""

    @property
    def faults(self) -> Sequence[Fault]:
        """All faults so far, mended ones too."""

    def sites(self) -> Sequence[Site]:
        """The sites as their owners describe them, who know of no fault."""

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms``, in whole intervals, and give what was published on the way."""

    def active(self, time_ms: int | None = None) -> Sequence[Fault]:
        """The faults active at a time, by default now."""

    def break_down(self, fault: Fault) -> None:
        """Add a fault."""

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now or at ``at_ms``; False when there is nothing to mend."""
