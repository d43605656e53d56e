"""How fast simulated time goes: history at once, then fast time, then along with the clock."""

from dataclasses import dataclass, field
from typing import Literal

from simulator.clock import HOUR_MS

Phase = Literal["history", "fast", "present"]
_LONGEST_BURST_MS = 3 * HOUR_MS
_BUILDINGS_OF_LONGEST = 50
_STEP_MS = 300_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where to live to next; ``behind_ms``: simulated time that this leaves to be caught up with."""

    phase: Phase
    until_ms: int
    behind_ms: int


@dataclass(slots=True)
class Pace:
    """Leads from history's start to the present, a burst at a time.

    Until ``history_end_ms`` time goes as fast as it can; from then on at ``speed`` times the clock (None: as
    fast as it can), never past the clock.
    """

    history_end_ms: int
    interval_ms: int
    speed: float | None
    burst_ms: int
    _began_ms: int | None = field(default=None, init=False)
    _arrived: bool = field(default=False, init=False)

    def next(self, simulated_ms: int, clock_ms: int) -> Stretch:
        """The stretch that follows ``simulated_ms`` when the clock shows ``clock_ms``."""
        if simulated_ms + self.interval_ms <= self.history_end_ms:
            return Stretch("history", min(simulated_ms + self.burst_ms, self.history_end_ms), 0)
        if self._began_ms is None:
            self._began_ms = clock_ms
        aim_ms = clock_ms
        if self.speed is not None:
            aim_ms = min(clock_ms, self.history_end_ms + round((clock_ms - self._began_ms) * self.speed))
        elif not self._arrived:
            # Nobody can be late for as fast as can be.
            self._arrived = clock_ms - simulated_ms <= self.burst_ms
            return Stretch("fast", min(aim_ms, simulated_ms + self.burst_ms), 0)
        until_ms = min(aim_ms, simulated_ms + self.burst_ms)
        return Stretch("fast" if aim_ms < clock_ms else "present", until_ms, aim_ms - until_ms)


def burst_ms(buildings: int, interval_ms: int = _STEP_MS) -> int:
    """Simulated time to live at a time: less with many ``buildings``, so that memory stays flat."""
    share = _BUILDINGS_OF_LONGEST / max(buildings, _BUILDINGS_OF_LONGEST)
    return max(round(_LONGEST_BURST_MS * share) // interval_ms, 1) * interval_ms
