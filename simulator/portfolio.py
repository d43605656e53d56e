"""Buildings that live, break and are mended: the one object that the rest of the simulator speaks to."""

from collections.abc import Sequence

import numpy as np

from model.site.graph import Manager, Site
from simulator.block import Block
from simulator.buildings.demo import demo_plans
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.buildings.sites import sites_of
from simulator.climate.weather import Weather
from simulator.faults import Fault, Scenario, UnknownFaultError
from simulator.published import Published

STEP_MS = 300_000
# So many buildings' arrays stay in the processor's cache.
BLOCK = 1024


class Portfolio:
    """Buildings with their faults, living in simulated time.

    Same plans, scenario and start, same bytes; neither how time is cut into ``advance`` calls nor which
    buildings stand beside each other makes a difference.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        *,
        start_ms: int,
        scenario: Scenario | None = None,
        interval_ms: int = STEP_MS,
        weather: Weather | None = None,
        managers: Sequence[Manager] = (),
        block: int = BLOCK,
    ) -> None:
        """``start_ms`` is taken down to a whole interval; ``interval_ms``: 60,000 or a multiple of it.

        ``managers``: who looks after which buildings; one for all of a site and one for each when empty.
        ValueError when the interval makes no sense, or there is no building.
        """
        if interval_ms % 60_000 or interval_ms <= 0:
            raise ValueError(f"interval_ms is {interval_ms}: give whole minutes, such as 300000")
        if not plans:
            raise ValueError("a portfolio needs a building")
        self.plans = tuple(plans)
        self.interval_ms = interval_ms
        self._managers = tuple(managers)
        step_ms = STEP_MS if interval_ms % STEP_MS == 0 else 60_000
        start_ms = start_ms // interval_ms * interval_ms
        self.blocks = tuple(
            Block(
                self.plans[first : first + block],
                scenario or Scenario(),
                start_ms,
                step_ms=step_ms,
                interval_ms=interval_ms,
                weather=weather,
            )
            for first in range(0, len(self.plans), block)
        )
        self._home = {plan.id: each for each in self.blocks for plan in each.world.plans}

    @classmethod
    def from_seed(
        cls,
        seed: int,
        *,
        buildings: int = 3,
        start_ms: int,
        first: int = 0,
        scenario: Scenario | None = None,
        interval_ms: int = STEP_MS,
        weather: Weather | None = None,
    ) -> "Portfolio":
        """Buildings ``first`` to ``first + buildings`` of the portfolio drawn from ``seed``."""
        return cls(
            draw_plans(seed, buildings, first=first),
            start_ms=start_ms,
            scenario=scenario,
            interval_ms=interval_ms,
            weather=weather,
        )

    @classmethod
    def demo(
        cls,
        seed: int = 7,
        *,
        buildings: int = 3,
        start_ms: int,
        scenario: Scenario | None = None,
        interval_ms: int = STEP_MS,
    ) -> "Portfolio":
        """An office, a school and a laboratory in one town, and again when there are more than three."""
        return cls(demo_plans(seed, buildings), start_ms=start_ms, scenario=scenario, interval_ms=interval_ms)

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""
        return self.blocks[0].now_ms

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults so far and those already sure to come, mended ones too."""
        return tuple(fault for block in self.blocks for fault in block.course.faults)

    def sites(self) -> tuple[Site, ...]:
        """The sites, one a timezone and currency, as their owners describe them, who know of no fault."""
        return sites_of(self.plans, self._managers)

    def site(self) -> Site:
        """The one site; ValueError when the portfolio has several."""
        sites = self.sites()
        if len(sites) > 1:
            names = ", ".join(site.id for site in sites)
            raise ValueError(f"the portfolio has several sites: {names}")
        return sites[0]

    def break_down(self, fault: Fault) -> None:
        """Add a fault; UnknownFaultError when the kind or the equipment does not exist or do not fit."""
        block = self._home.get(fault.building)
        if block is None:
            raise UnknownFaultError(f"fault {fault.id}: there is no building {fault.building!r}")
        block.course.add(fault)

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now, or at ``at_ms`` in the simulated future. False when there is nothing to mend."""
        when = self.now_ms if at_ms is None else max(at_ms, self.now_ms)
        return any(block.course.heal(fault_id, when) for block in self.blocks)

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time not long past or to come, by default now."""
        return [fault for block in self.blocks for fault in block.active(time_ms)]

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms`` and give what was published since the last call, in order of time."""
        until_ms = until_ms // self.interval_ms * self.interval_ms
        parts = [block.advance(until_ms) for block in self.blocks if block.now_ms < until_ms]
        if not parts:
            return Published(np.zeros(0, dtype=np.int64), ())
        return Published(parts[0].times_ms, tuple(device for part in parts for device in part.devices))
