"""Technicians of a live run: they mend what a manager reported done, if it was broken."""

from collections.abc import Iterable
from typing import Protocol

import structlog

from model.site.graph import Site
from simulator.faults import UNHEALED, Fault
from simulator.people.answers import Done
from simulator.people.grounds import Grounds, Roles
from simulator.people.habits import Habits, load_habits
from simulator.people.repairs import come_back
from simulator.people.trade import trade_at

REPAIR_MS = 20 * 60_000
_log = structlog.get_logger(__name__)


class Mendable(Protocol):
    """Buildings in which something can be mended, and break again."""

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""

    def site(self) -> Site:
        """The site as its owner describes it."""

    def active(self, time_ms: int | None = None) -> Iterable[Fault]:
        """The faults active at a time, by default now."""

    def break_down(self, fault: Fault) -> None:
        """Add a fault, which may be one to come."""

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault at a time in the future. False when there is nothing to mend."""


class Technicians:
    """Turn answers into repairs that end some simulated minutes later. Each answer counts once.

    Some repairs do not hold, as ``people.yaml`` says; which ones depends on the seed and the fault.
    """

    def __init__(
        self,
        portfolio: Mendable,
        *,
        seed: int,
        repair_ms: int = REPAIR_MS,
        known: Iterable[Done] = (),
        habits: Habits | None = None,
        roles: Roles | None = None,
    ) -> None:
        """Start with ``known`` answers that were heard before and are not acted on again.

        Without ``roles`` (``grounds.roles_of``) any sensor of an equipment is taken for the one that lies.
        """
        self._portfolio = portfolio
        self._seed = seed
        self._repair_ms = repair_ms
        self._habits = (habits or load_habits()).technicians
        site = portfolio.site()
        self._grounds = Grounds.of(site, trade_at(site), roles)
        self._heard = {done.id for done in known}

    def hear(self, answers: Iterable[Done]) -> list[str]:
        """Act on answers not heard before; returns the ids of the faults that will be mended."""
        mended: list[str] = []
        for done in answers:
            if done.id in self._heard:
                continue
            self._heard.add(done.id)
            for fault in self._grounds.suspects(done, self._portfolio.active()):
                if fault.id not in mended and self._mend(fault):
                    mended.append(fault.id)
        return mended

    def _mend(self, fault: Fault) -> bool:
        ends_ms = self._portfolio.now_ms + self._repair_ms
        if fault.healed_ms < UNHEALED or not self._portfolio.heal(fault.id, ends_ms):
            return False
        _log.info("repaired", fault=fault.kind, building=fault.building, equipment=fault.equipment)
        again = come_back(self._seed, fault, ends_ms, expected=True, habits=self._habits)
        if again is not None:
            self._portfolio.break_down(again)
        return True
