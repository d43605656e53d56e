"""What became of one policy in one world: looks, visits, faults and days."""

from collections.abc import Collection
from dataclasses import dataclass

from simulator.arena.policy import Best, Repair, Suggestion
from simulator.clock import DAY_MS


@dataclass(frozen=True, slots=True)
class Look:
    """A manager, free and at work, looked at the one thing.

    ``real``: what is shown is so. ``shown_per_day``: what it saves by the truth, net [money a day].
    ``right``: what is shown is, or settles, what the truth finds best; or both have nothing to do.
    ``first``: her first look at this suggestion, by its id. ``change``: None when this look shows what the
    look before did, or that one showed nothing; else why it changed: "answered", "ended" (the fault is no
    more), "news" (something not shown before that truly saves more a day) or "no_cause". ``said`` is what
    she made of it. ``meant``: the faults that make it so, by their origin.
    """

    manager: str
    at_ms: int
    shown: Suggestion | None
    best: Best | None
    real: bool = False
    right: bool = False
    first: bool = False
    shown_per_day: float = 0.0
    change: str | None = None
    said: str | None = None
    reason: str | None = None
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FaultLife:
    """A fault of the world; ``lost`` [money] and ``discomfort`` [degree-hours by people] while it lasted.

    ``origin`` is the fault that came back, its own id for one that did not. ``cost`` is what mending it is
    expected to cost; ``ended_ms`` is the time of the mending, or the end of the run.
    """

    id: str
    origin: str
    kind: str
    building: str
    equipment: str
    manager: str
    onset_ms: int
    ended_ms: int
    mended: bool
    lost: float
    discomfort: float
    cost: float

    @property
    def days(self) -> float:
        """How long it lasted within the run [d]."""
        return max(self.ended_ms - self.onset_ms, 0) / DAY_MS

    def worth(self, horizon_days: float) -> bool:
        """Whether a day of it costs more than the share of a day in the cost of mending it."""
        return self.lost > self.days * self.cost / horizon_days


@dataclass(frozen=True, slots=True)
class Day:
    """What a manager's buildings lost on a day by all that was broken [money], and degree-hours by people."""

    manager: str
    day_ms: int
    lost: float
    discomfort: float


@dataclass(frozen=True, slots=True)
class Lived:
    """One world of one policy; two worlds of one seed differ by the policy alone.

    All money in it is the world's own, ``per_usd`` of which make a dollar.
    """

    policy: str
    seed: int
    start_ms: int
    end_ms: int
    horizon_days: float
    managers: tuple[str, ...]
    looks: tuple[Look, ...]
    visits: tuple[Repair, ...]
    faults: tuple[FaultLife, ...]
    days: tuple[Day, ...]
    complaints: int = 0
    per_usd: float = 1.0

    def cost_per_day(self, origins: Collection[str]) -> float | None:
        """What faults of these origins lost a day while they lasted [money]; None where none of them did."""
        lasted = [fault for fault in self.faults if fault.origin in origins and fault.days > 0]
        return sum(fault.lost / fault.days for fault in lasted) if lasted else None

    def charged(self, visit: Repair) -> float:
        """What a visit counts in this run [money].

        What mended something serves beyond the run, and each day until its end bears one day's share of the
        horizon; what mended nothing counts in full.
        """
        if visit.outcome not in {"mended", "to_be_continued"}:
            return visit.cost
        served = max(self.end_ms - visit.ended_ms, 0) / DAY_MS
        return visit.cost * min(served / self.horizon_days, 1.0)
