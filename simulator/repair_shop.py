"""Technicians for every site of a portfolio."""

from collections.abc import Iterable, Sequence

from model.site.graph import Site
from simulator.face import LivingPortfolio
from simulator.faults import Fault
from simulator.people.answers import Done
from simulator.people.technicians import Technicians


class RepairShop:
    """Sends each answer to the technicians of the site that it is about."""

    def __init__(self, portfolio: LivingPortfolio, seed: int) -> None:
        self._technicians: dict[str, Technicians] = {}
        for site in portfolio.sites():
            technicians = Technicians(_OnSite(portfolio, site), seed=seed)
            self._technicians |= dict.fromkeys((building.id for building in site.buildings), technicians)

    def hear(self, answers: Sequence[Done]) -> list[str]:
        """The ids of the faults that will be mended; what is said of unknown buildings mends nothing."""
        mended = []
        for answer in answers:
            technicians = self._technicians.get(answer.building)
            if technicians is not None:
                mended += technicians.hear([answer])
        return mended


class _OnSite:
    """A portfolio as the technicians of one of its sites see it."""

    def __init__(self, portfolio: LivingPortfolio, site: Site) -> None:
        self._portfolio = portfolio
        self._site = site
        self._buildings = frozenset(building.id for building in site.buildings)

    @property
    def now_ms(self) -> int:
        return self._portfolio.now_ms

    def site(self) -> Site:
        return self._site

    def active(self, time_ms: int | None = None) -> Iterable[Fault]:
        return [fault for fault in self._portfolio.active(time_ms) if fault.building in self._buildings]

    def break_down(self, fault: Fault) -> None:
        self._portfolio.break_down(fault)

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        return self._portfolio.heal(fault_id, at_ms)
