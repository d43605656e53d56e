"""What is lost by waiting, day by day, by the truth."""

from collections import defaultdict
from dataclasses import dataclass, field

from simulator.arena.lived import Day, FaultLife
from simulator.arena.living import Costed, Living, Truth
from simulator.clock import DAY_MS
from simulator.faults import Fault
from simulator.people.managers import Staff
from simulator.people.repairs import origin_of


@dataclass(frozen=True, slots=True)
class Loss:
    """A fault as it stands now, with what a day of waiting costs, as ``Costed``."""

    fault: Fault
    daily_cost: float
    borne: float
    discomfort: float


@dataclass(slots=True)
class Ledger:
    """Each active fault costs its part of what the truth of its day says, for the share that it lasts.

    The truth is asked at every midnight of the run, and between them when a fault has arisen since.
    """

    portfolio: Living
    truth: Truth
    staff: Staff
    days: list[Day] = field(default_factory=list)
    _now: dict[str, Costed] = field(default_factory=dict)
    _lost: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _discomfort: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def active(self) -> list[Loss]:
        """The faults active now, each with what a day of waiting costs."""
        active = self.portfolio.active()
        if any(fault.id not in self._now for fault in active):
            for each in self.truth(self.portfolio):
                self._now.setdefault(each.fault.id, each)
        known = [(fault, self._now[fault.id]) for fault in active if fault.id in self._now]
        return [Loss(fault, each.daily_cost, each.borne, each.discomfort) for fault, each in known]

    def settle(self, start_ms: int, *, last: bool = False) -> None:
        """Count the day from ``start_ms`` until now, and learn what the next one costs, if there is one."""
        end_ms = self.portfolio.now_ms
        unknown = any(fault.id not in self._now for fault in self.portfolio.active())
        asked = self.truth(self.portfolio) if unknown or not last else ()
        fresh = {each.fault.id: each for each in asked}
        lost, discomfort = (dict.fromkeys((m.id for m in self.staff.managers), 0.0) for _ in range(2))
        for fault in self.portfolio.faults:
            share = (min(fault.healed_ms, end_ms) - max(fault.onset_ms, start_ms)) / DAY_MS
            costed = self._now.get(fault.id) or fresh.get(fault.id)
            if share <= 0 or costed is None:
                continue
            manager = self.staff.of(fault.building).id
            # People do not get warmer by what else is broken: only what a fault adds is counted.
            cold = max(costed.discomfort, 0.0)
            self._lost[fault.id] += share * costed.borne
            self._discomfort[fault.id] += share * cold
            lost[manager] += share * costed.borne
            discomfort[manager] += share * cold
        self.days += [Day(manager, start_ms, lost[manager], discomfort[manager]) for manager in lost]
        self._now = fresh

    def life(self, fault: Fault, end_ms: int, cost: float) -> FaultLife:
        """What became of a fault in a run that ended at ``end_ms``; ``cost`` is that of mending it."""
        return FaultLife(
            fault.id,
            origin_of(fault.id),
            fault.kind,
            fault.building,
            fault.equipment,
            self.staff.of(fault.building).id,
            fault.onset_ms,
            min(fault.healed_ms, end_ms),
            mended=fault.healed_ms <= end_ms,
            lost=self._lost[fault.id],
            discomfort=self._discomfort[fault.id],
            cost=cost,
        )
