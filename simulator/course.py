"""What befalls a block of buildings as time goes on: faults that come and go, and what people order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import Breakage, Chance, Fault
from simulator.faults.effects import Orders
from simulator.world import Happening


class Ordering(Protocol):
    """What people order as time goes on."""

    def orders_at(self, time_ms: int) -> Orders:
        """What is ordered at ``time_ms``; the same object as long as nothing changes."""


class Course:
    """The faults of a block, known and to come, and what holds at each time.

    Faults that arise, end, drift or pause are felt from the next whole hour on, or from the very step of an
    onset or a healing that is known.
    """

    def __init__(self, breakage: Breakage, chance: Chance | None, ordering: Ordering) -> None:
        self._breakage, self._chance, self._ordering = breakage, chance, ordering
        self._faults: dict[str, Fault] = {}
        self._living: list[Fault] = []
        self._next_ms = 0
        self._now: Happening | None = None

    @property
    def faults(self) -> Sequence[Fault]:
        """All faults so far and those already sure to come, mended ones too."""
        return tuple(self._faults.values())

    def active(self, time_ms: int) -> list[Fault]:
        """The faults active at ``time_ms``, a time not long past."""
        return [fault for fault in self._living if fault.active(time_ms)]

    def add(self, *faults: Fault) -> None:
        """Add faults; UnknownFaultError when a kind or an equipment does not exist or do not fit."""
        if not faults:
            return
        self._breakage.effects_at(faults, faults[0].onset_ms)
        self._faults.update((fault.id, fault) for fault in faults)
        self._living.extend(faults)
        self._now = None

    def heal(self, fault_id: str, at_ms: int) -> bool:
        """Mend a fault at ``at_ms``. False when there is nothing to mend then."""
        fault = self._faults.get(fault_id)
        if fault is None or not fault.active(at_ms):
            return False
        mended = replace(fault, healed_ms=at_ms)
        self._faults[fault_id] = mended
        self._living = [mended if other is fault else other for other in self._living]
        self._now = None
        return True

    def at(self, time_ms: int) -> Happening:
        """What holds at ``time_ms``; times must not go back."""
        if self._now is None or time_ms >= self._next_ms:
            self._now = self._look(time_ms)
        return self._now

    def _look(self, time_ms: int) -> Happening:
        if self._chance is not None:
            for fault in self._chance.until(time_ms, self.active(time_ms)):
                self._faults[fault.id] = fault
                self._living.append(fault)
        # Told of for another day after the mending, so that what was active then can still be asked for.
        self._living = [fault for fault in self._living if fault.healed_ms > time_ms - DAY_MS]
        active = self.active(time_ms)
        changes = [time_ms // HOUR_MS * HOUR_MS + HOUR_MS]
        changes += [at for fault in self._living for at in (fault.onset_ms, fault.healed_ms) if at > time_ms]
        self._next_ms = min(changes)
        return Happening(
            self._breakage.effects_at(active, time_ms),
            self._breakage.lies_at(active, time_ms),
            self._ordering.orders_at(time_ms),
            self._breakage.silent(active, time_ms),
        )
