"""Technicians: they mend what a manager reported done, if it was broken."""

from collections.abc import Iterable

import structlog

from simulator.answers import Done
from simulator.faults import fault_kind
from simulator.portfolio import Portfolio

REPAIR_MS = 20 * 60_000
_log = structlog.get_logger(__name__)


class Technicians:
    """Turn answers into repairs that end some simulated minutes later. Each answer counts once."""

    def __init__(
        self, portfolio: Portfolio, *, repair_ms: int = REPAIR_MS, known: Iterable[Done] = ()
    ) -> None:
        """Start with ``known`` answers that were heard before and are not acted on again."""
        self._portfolio = portfolio
        self._repair_ms = repair_ms
        self._heard = {done.id for done in known}

    def hear(self, answers: Iterable[Done]) -> list[str]:
        """Act on answers not heard before; returns the ids of the faults that will be mended."""
        mended: list[str] = []
        for done in answers:
            if done.id in self._heard:
                continue
            self._heard.add(done.id)
            for fault in self._portfolio.active():
                here = fault.building == done.building and fault.equipment == done.equipment
                if here and done.fault in fault_kind(fault.kind).mended_by:
                    self._portfolio.heal(fault.id, self._portfolio.now_ms + self._repair_ms)
                    mended.append(fault.id)
                    _log.info(
                        "repaired", fault=fault.kind, building=fault.building, equipment=fault.equipment
                    )
        return mended
