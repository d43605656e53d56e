"""The same buildings several times side by side in one block of arrays: a copy for each policy."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from model.site.graph import Site
from simulator.arena.living import Costed
from simulator.buildings.plan import Plan
from simulator.buildings.sites import sites_of
from simulator.faults import Fault, Scenario
from simulator.portfolio import Portfolio
from simulator.published import DeviceFrame, Published
from simulator.truth.twins import truth


class Beside:
    """Copies of a portfolio that live, break and are mended apart; each is the one that it would be alone.

    They live at the pace of the first that is told to ``advance``: whoever steps through them tells each of
    the same moments. What is broken, and costs, is found out for all copies at once, since they ask at the
    same moments; a copy to whose faults something was done since is asked about anew.
    """

    def __init__(self, plans: Sequence[Plan], *, start_ms: int, scenario: Scenario, copies: int) -> None:
        """``scenario``: all of its faults are sure; what arises by chance would know the copies apart."""
        [self.site] = sites_of(plans)
        self.views = tuple(View(self, number) for number in range(copies))
        first = [view.inner(fault) for view in self.views for fault in scenario.first]
        marked = [replace(plan, id=view.marked(plan.id)) for view in self.views for plan in plans]
        self.portfolio = Portfolio(
            marked,
            start_ms=start_ms,
            scenario=replace(scenario, first=tuple(first), most_at_once=len(first) + 1),
        )
        self._copy_of = {view.marked(plan.id): view.number for view in self.views for plan in plans}
        self._told: dict[int, list[Costed]] = {}
        self._told_ms = -1
        self._published: dict[int, list[Published]] = {view.number: [] for view in self.views}

    def advance(self, until_ms: int) -> None:
        """Live on, once for all copies, and lay out for each what it published."""
        if until_ms <= self.portfolio.now_ms:
            return
        published = self.portfolio.advance(until_ms)
        frames: dict[int, list[DeviceFrame]] = {view.number: [] for view in self.views}
        for frame in published.devices:
            frames[self._copy_of[frame.building]].append(frame)
        for view in self.views:
            own = tuple(replace(frame, building=bare(frame.building)) for frame in frames[view.number])
            self._published[view.number].append(Published(published.times_ms, own))

    def published(self, number: int) -> Published:
        """What a copy published since this was last asked."""
        parts, self._published[number] = self._published[number], []
        if not parts:
            return Published(np.zeros(0, dtype=np.int64), ())
        if len(parts) > 1:
            raise ValueError("copies that live side by side are told of the same moments")
        return parts[0]

    def truth(self, number: int) -> list[Costed]:
        """What is broken in a copy and what a day of waiting costs, the costliest first."""
        if self._told_ms != self.portfolio.now_ms:
            self._told, self._told_ms = {}, self.portfolio.now_ms
        if number not in self._told:
            unknown = [view for view in self.views if view.number not in self._told]
            self._told |= {view.number: [] for view in unknown}
            among = {place for place, copy in self._copy_of.items() if any(v.number == copy for v in unknown)}
            for each in truth(self.portfolio, among=among):
                copy = self._copy_of[each.fault.building]
                self._told[copy].append(replace(each, fault=self.views[copy].outer(each.fault)))
        return list(self._told[number])

    def forget(self, number: int) -> None:
        """What was found out about a copy holds no more."""
        self._told.pop(number, None)


@dataclass(slots=True)
class View:
    """One of several copies, as the arena knows a portfolio; buildings and faults have their own names."""

    beside: Beside
    number: int
    _outer: dict[str, tuple[Fault, Fault]] = field(default_factory=dict)

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""
        return self.beside.portfolio.now_ms

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults so far and those already sure to come, mended ones too."""
        return self._mine(self.beside.portfolio.faults)

    def site(self) -> Site:
        """The site as its owner describes it."""
        return self.beside.site

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms`` and give what was published since the last call."""
        self.beside.advance(until_ms)
        return self.beside.published(self.number)

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time, by default now."""
        return list(self._mine(self.beside.portfolio.active(time_ms)))

    def break_down(self, fault: Fault) -> None:
        """Add a fault, which may be one to come."""
        self.beside.portfolio.break_down(self.inner(fault))
        self.beside.forget(self.number)

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now, or at ``at_ms`` in the future. False when there is nothing to mend."""
        self.beside.forget(self.number)
        return self.beside.portfolio.heal(self._named(fault_id), at_ms)

    def marked(self, building: str) -> str:
        """The name of a building in the block."""
        return f"{self.number}/{building}"

    def inner(self, fault: Fault) -> Fault:
        """The fault as it stands in the block; its chance depends on its name up to the "~"."""
        # The whole building is an equipment too, and has the building's name.
        building = self.marked(fault.building)
        whole = fault.equipment == fault.building
        return replace(
            fault,
            id=self._named(fault.id),
            building=building,
            equipment=building if whole else fault.equipment,
        )

    def outer(self, fault: Fault) -> Fault:
        """The fault as those know it who see one copy."""
        known = self._outer.get(fault.id)
        if known is None or known[0] is not fault:
            whole = fault.equipment == fault.building
            building = bare(fault.building)
            name = fault.id.partition("~")[0]
            equipment = building if whole else fault.equipment
            known = fault, replace(fault, id=name, building=building, equipment=equipment)
            self._outer[fault.id] = known
        return known[1]

    def _named(self, fault_id: str) -> str:
        return f"{fault_id}~{self.number}"

    def _mine(self, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        mark = self.marked("")
        return tuple(self.outer(fault) for fault in faults if fault.building.startswith(mark))


def bare(building: str) -> str:
    """The name of a building without the mark of its copy."""
    return building.partition("/")[2]
