"""Buildings that live, break and are mended: the one object that the rest of the simulator speaks to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from model.site.graph import Site
from simulator.arrays import Array, Times
from simulator.clock import DAY_MS
from simulator.cost import Tariff, discomfort, energy_rate
from simulator.devices import BuildingPlan, Device, describe_site, list_devices, plan_buildings
from simulator.effects import Effects, Place, effects_of
from simulator.engine import Instant, step
from simulator.faults import Fault, UnknownFaultError, fault_kind
from simulator.fleet import Fleet, building_types, draw_fleet
from simulator.forcing import Forcing, forcing
from simulator.published import Published, frames
from simulator.scenario import Chance, Scenario
from simulator.sensors import AIR_HANDLER_DRAWS, ZONE_DRAWS, Noise
from simulator.state import State, first_state
from simulator.weather import Climate

STEP_MS = 150_000
SPIN_UP_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same over a run: the seed, the place and the buildings."""

    seed: int
    plans: tuple[BuildingPlan, ...]
    fleet: Fleet
    devices: tuple[Device, ...]
    climate: Climate
    timezone: str
    interval_ms: int
    step_ms: int

    def drives(self, time_ms: Times) -> Forcing:
        hours = [
            {
                int(day): (float(span[0]), float(span[1]))
                for day, span in building_types()[plan.kind]["hours"].items()
            }
            for plan in self.plans
        ]
        return forcing(self.seed, self.climate, self.timezone, hours, fleet=self.fleet, time_ms=time_ms)

    def place(self, fault: Fault) -> Place:
        """Where a fault's equipment stands in the arrays; UnknownFaultError when it cannot be there."""
        kind = fault_kind(fault.kind)
        for device in self.devices:
            if (device.building, device.id) != (fault.building, fault.equipment) or device.where is None:
                continue
            if kind.on not in ("any", device.kind):
                raise UnknownFaultError(
                    f"fault {fault.id}: {fault.kind} befalls a {kind.on}, "
                    f"{fault.equipment} is a {device.kind}"
                )
            if kind.effect == "flat" and fault.sensor not in {point.role for point in device.points}:
                choice = f"give one of {', '.join(kind.sensors)}"
                raise UnknownFaultError(
                    f"fault {fault.id}: {fault.equipment} has no sensor {fault.sensor!r}; {choice}"
                    if fault.sensor
                    else f"fault {fault.id}: {fault.kind} names no sensor; {choice}"
                )
            return device.where
        raise UnknownFaultError(
            f"fault {fault.id}: no air handler or VAV box {fault.equipment!r} in building {fault.building!r}"
        )

    def effects(self, faults: Iterable[Fault]) -> Effects:
        return effects_of(self.fleet.size, [(fault, self.place(fault)) for fault in faults])


@dataclass(frozen=True, slots=True)
class Moment:
    """All that changes: enough to live on from ``time_ms``, again and again."""

    time_ms: int
    state: State
    rng: np.random.Generator

    def copy(self) -> "Moment":
        bits = type(self.rng.bit_generator)()
        bits.state = self.rng.bit_generator.state
        return Moment(self.time_ms, self.state.copy(), np.random.Generator(bits))


@dataclass(slots=True)
class Lived:
    """What a stretch of life left: recorded fields at the publishing times, money and discomfort (N,)."""

    times_ms: Times
    recorded: dict[str, Array] = field(default_factory=dict)
    energy_cost: Array = field(default_factory=lambda: np.zeros(0))
    discomfort: Array = field(default_factory=lambda: np.zeros(0))


Breaks = Callable[[int], Effects | None]


def live(
    setting: Setting,
    moment: Moment,
    until_ms: int,
    breaks: Breaks,
    *,
    rows: NDArray[np.int64] | None = None,
    record: Sequence[str] = (),
    costs: bool = False,
    tariff: Tariff | None = None,
) -> tuple[Moment, Lived]:
    """Live from ``moment`` (kept as it is) to ``until_ms``, in whole steps.

    ``breaks(time)`` gives new effects of faults, or None when nothing changed. ``rows`` takes buildings more
    than once, for twins that differ in their faults only: they meet the same weather, people and noise.
    """
    rng = moment.copy().rng
    everyone = np.arange(len(setting.plans))
    rows = everyone if rows is None else rows
    same = len(rows) == len(everyone) and bool((rows == everyone).all())
    fleet = setting.fleet if same else setting.fleet.take(rows)
    state = moment.state.copy()
    size = setting.fleet.size
    air_draws = size.buildings * size.air_handlers * AIR_HANDLER_DRAWS
    zone_draws = size.buildings * size.air_handlers * size.zones * ZONE_DRAWS
    seconds = setting.step_ms / 1000
    times = np.arange(moment.time_ms + setting.step_ms, until_ms + 1, setting.step_ms, dtype=np.int64)
    published = times[times % setting.interval_ms == 0]
    lived = Lived(published, energy_cost=np.zeros(len(rows)), discomfort=np.zeros(len(rows)))
    kept: dict[str, list[Array]] = {name: [] for name in record}
    effects = breaks(moment.time_ms)
    rates = tariff or Tariff()
    if effects is None:
        raise ValueError("breaks() must give the effects at the first time")
    for day in np.unique(times // DAY_MS):
        today = times[times // DAY_MS == day]
        drives = setting.drives(today)
        if not same:
            drives = drives.take(rows)
        for index, time_ms in enumerate(today.tolist()):
            effects = breaks(time_ms) or effects
            drawn = rng.standard_normal(air_draws + zone_draws)
            noise = Noise(
                drawn[:air_draws].reshape(size.buildings, size.air_handlers, AIR_HANDLER_DRAWS),
                drawn[air_draws:].reshape(size.buildings, size.air_handlers, size.zones, ZONE_DRAWS),
            )
            if not same:
                noise = Noise(noise.air_handler[rows], noise.zone[rows])
            instant = Instant(
                drives.outdoor[index],
                drives.occupied[index],
                drives.hours_to_start[index],
                drives.gains[index],
                drives.plenum[index],
            )
            step(fleet, state, effects, instant, noise=noise, seconds=seconds)
            if costs:
                hours = seconds / 3600
                lived.energy_cost += hours * energy_rate(state, float(drives.dew_point[index]), rates)
                lived.discomfort += hours * discomfort(fleet, state, drives.people[index])
            if record and time_ms % setting.interval_ms == 0:
                for name, values in kept.items():
                    values.append(getattr(state, name).copy())
    lived.recorded = {
        name: np.array(values) if values else np.zeros((0, *getattr(state, name).shape))
        for name, values in kept.items()
    }
    last = int(times[-1]) if len(times) else moment.time_ms
    return Moment(last, state, rng), lived


class Portfolio:
    """A few buildings with their faults, living in simulated time.

    Same seed and same calls, same bytes; how time is cut into ``advance`` calls makes no difference.
    """

    def __init__(self, setting: Setting, scenario: Scenario, start_ms: int) -> None:
        self.setting = setting
        self._faults: list[Fault] = []
        self._chance = Chance(setting.seed, scenario, setting.devices, start_ms)
        for fault in scenario.first:
            self.break_down(replace(fault, onset_ms=start_ms + fault.onset_ms))
        none = setting.effects([])
        begin = Moment(
            start_ms - SPIN_UP_MS,
            first_state(setting.fleet),
            np.random.Generator(np.random.PCG64([setting.seed, 14])),
        )
        self._moment, _ = live(setting, begin, start_ms, lambda _: none)
        self._start_ms = start_ms
        self._mornings: dict[int, Moment] = {start_ms: self._moment.copy()}
        self._fields = tuple(sorted({p.field for d in setting.devices for p in d.points}))

    @classmethod
    def from_seed(
        cls,
        seed: int,
        *,
        buildings: int = 3,
        start_ms: int,
        scenario: Scenario | None = None,
        climate: Climate | None = None,
        timezone: str = "America/Chicago",
        interval_ms: int = 300_000,
        air_handlers: int = 2,
        zones: int = 6,
    ) -> "Portfolio":
        """``buildings`` (office, school, laboratory, and again), each with ``air_handlers`` of ``zones``.

        ``start_ms`` is taken down to a whole interval; ``interval_ms``: 60,000 or a multiple of it.
        ValueError when an interval or a count makes no sense.
        """
        if interval_ms % 60_000 or interval_ms <= 0:
            raise ValueError(f"interval_ms is {interval_ms}: give whole minutes, such as 300000")
        if min(buildings, air_handlers) < 1 or zones < 2:
            raise ValueError("a portfolio needs a building, an air handler in it and two zones on that")
        step_ms = STEP_MS if interval_ms % STEP_MS == 0 else 60_000
        plans = plan_buildings(buildings)
        fleet = draw_fleet(seed, [plan.kind for plan in plans], air_handlers, zones)
        setting = Setting(
            seed=seed,
            plans=tuple(plans),
            fleet=fleet,
            devices=tuple(list_devices(plans, air_handlers, zones)),
            climate=climate or Climate(),
            timezone=timezone,
            interval_ms=interval_ms,
            step_ms=step_ms,
        )
        return cls(setting, scenario or Scenario(), start_ms // interval_ms * interval_ms)

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""
        return self._moment.time_ms

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults so far and those already sure to come, mended ones too."""
        return tuple(self._faults)

    def site(self) -> Site:
        """The site as its owner describes it; it knows nothing of faults."""
        return describe_site(
            self.setting.plans, self.setting.devices, self.setting.fleet, self.setting.timezone
        )

    def break_down(self, fault: Fault) -> None:
        """Add a fault; UnknownFaultError when the kind or the equipment does not exist or do not fit."""
        self.setting.place(fault)
        self._faults.append(fault)

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now, or at ``at_ms`` in the simulated future. False when there is nothing to mend."""
        when = self.now_ms if at_ms is None else max(at_ms, self.now_ms)
        for index, fault in enumerate(self._faults):
            if fault.id == fault_id and fault.onset_ms <= when < fault.healed_ms:
                self._faults[index] = replace(fault, healed_ms=when)
                return True
        return False

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time, by default now."""
        at = self.now_ms if time_ms is None else time_ms
        return [fault for fault in self._faults if fault.active(at)]

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms`` and give what was published since the last call, in order of time."""
        until_ms = until_ms // self.setting.interval_ms * self.setting.interval_ms
        parts: list[Lived] = []
        while self.now_ms < until_ms:
            # Day by day, so that the start of each day can be kept for the truth.
            end = min(until_ms, (self.now_ms // DAY_MS + 1) * DAY_MS)
            self._moment, lived = live(self.setting, self._moment, end, self._breaks(), record=self._fields)
            parts.append(lived)
            if end % DAY_MS == 0:
                self._mornings[end] = self._moment.copy()
                for old in [day for day in self._mornings if day < end - 8 * DAY_MS]:
                    del self._mornings[old]
        if not parts:
            return Published(np.zeros(0, dtype=np.int64), ())
        recorded = {name: np.concatenate([p.recorded[name] for p in parts]) for name in self._fields}
        times = np.concatenate([p.times_ms for p in parts])
        return frames(times, self.setting.devices, recorded)

    def morning(self, time_ms: int) -> Moment:
        """The last kept moment at or before ``time_ms``: a midnight UTC of the last eight days, or the start.

        LookupError when that is too long ago.
        """
        before = [day for day in self._mornings if day <= time_ms]
        if not before:
            raise LookupError(
                f"the state at {time_ms} ms is not kept; ask for a time since the start, within eight days"
            )
        return self._mornings[max(before)]

    def _breaks(self) -> Breaks:
        last: list[str] | None = None

        def breaks(time_ms: int) -> Effects | None:
            nonlocal last
            now = [fault for fault in self._faults if fault.active(time_ms)]
            for fault in self._chance.until(time_ms, now):
                self.break_down(fault)
                now.append(fault)
            names = [fault.id for fault in now]
            if names == last:
                return None
            last = names
            return self.setting.effects(now)

        return breaks
