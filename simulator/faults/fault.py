"""One thing that is broken, from its onset until it is healed."""

from dataclasses import dataclass

import numpy as np

from simulator.clock import DAY_MS
from simulator.faults.kind import ONSETS
from simulator.faults.onset import Onsets, salt_of

UNHEALED = 2**62


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of ``kind`` on ``equipment`` from ``onset_ms`` until ``healed_ms`` (UTC).

    ``severity`` 0..1 gives the size by the kind, unless ``value`` (position, share, factor, kelvin) is given.
    ``sensor`` is the path of the reading that it befalls, ``swapped_with`` that of the other one.
    ``onset``: sudden; drifting, full after ``ramp_days``; or intermittent, there for the share ``duty`` of
    the time in spells of hours. ValueError where these do not fit each other.
    """

    id: str
    kind: str
    building: str
    equipment: str
    severity: float
    onset_ms: int
    healed_ms: int = UNHEALED
    value: float | None = None
    sensor: str | None = None
    onset: str = "sudden"
    ramp_days: float = 0.0
    duty: float = 1.0
    swapped_with: str | None = None

    def __post_init__(self) -> None:
        if self.onset not in ONSETS:
            raise ValueError(f"fault {self.id}: onset {self.onset!r} is none of {', '.join(ONSETS)}")
        if (self.onset == "drifting") != (self.ramp_days > 0):
            raise ValueError(f"fault {self.id}: ramp_days > 0 stands with onset drifting, and only there")
        if (self.onset == "intermittent") != (self.duty < 1):
            raise ValueError(f"fault {self.id}: duty < 1 stands with onset intermittent, and only there")

    def active(self, time_ms: int) -> bool:
        """Whether it is broken at ``time_ms``, be it between two spells."""
        return self.onset_ms <= time_ms < self.healed_ms

    def severity_at(self, time_ms: int) -> float:
        """Severity at ``time_ms``: 0 while not there, less than ``severity`` while it drifts."""
        onsets = Onsets.of([self])
        return self.severity * float(onsets.presence(time_ms)[0])

    @property
    def ramp_ms(self) -> float:
        """Time until it is full."""
        return self.ramp_days * DAY_MS

    @property
    def salt(self) -> np.uint64:
        """What its chance depends on beside the time: its id up to "~", the same for twins and returns."""
        return salt_of(self.id.partition("~")[0])
