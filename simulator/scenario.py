"""When which fault arises in a portfolio: a list to begin with, then chance from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.clock import DAY_MS, HOUR_MS
from simulator.devices import Device
from simulator.faults import Fault, fault_kinds


@dataclass(frozen=True, slots=True)
class Scenario:
    """``first``: faults with onsets counted from the start; then one every ``mean_gap_days`` (None: never).

    No new fault arises while ``most_at_once`` are unmended.
    """

    first: tuple[Fault, ...] = ()
    mean_gap_days: float | None = 4.0
    most_at_once: int = 5


def demo_scenario() -> Scenario:
    """Four faults within the first days, three of them dear in any season, then new ones every few days."""
    hot = Fault("demo-3", "heating_valve_leaking", "science-wing", "AHU-1", 0.7, 32 * HOUR_MS)
    dead = Fault("demo-4", "sensor_flat", "science-wing", "AHU-2", 1.0, 3 * DAY_MS)
    return Scenario(
        first=(
            Fault("demo-1", "fan_running_unoccupied", "riverside-school", "AHU-1", 1.0, 10 * HOUR_MS),
            Fault("demo-2", "outdoor_air_damper_stuck_open", "north-tower", "AHU-2", 0.9, 20 * HOUR_MS),
            hot,
            replace(dead, sensor="mixed_air_temperature"),
            Fault("demo-5", "zone_reheat_leaking", "science-wing", "VAV-2-01", 0.8, 6 * DAY_MS),
        ),
        mean_gap_days=3.0,
    )


def healthy() -> Scenario:
    """Nothing ever breaks."""
    return Scenario(mean_gap_days=None)


class Chance:
    """Draws the faults of a scenario, one by one, in the order of their onsets."""

    def __init__(self, seed: int, scenario: Scenario, devices: Sequence[Device], start_ms: int) -> None:
        self._rng = np.random.default_rng([seed, 13])
        self._scenario = scenario
        self._devices = [d for d in devices if d.where is not None]
        self._number = 0
        self._next_ms = start_ms
        self._wait()

    def _wait(self) -> None:
        gap = self._scenario.mean_gap_days
        if gap is None:
            self._next_ms = 2**62
        else:
            self._next_ms += round((0.25 * gap + self._rng.exponential(0.75 * gap)) * DAY_MS)

    def until(self, time_ms: int, active: Sequence[Fault]) -> list[Fault]:
        """The faults that arise until ``time_ms`` (inclusive); ``active`` are those unmended by then."""
        arisen: list[Fault] = []
        while self._next_ms <= time_ms:
            fault = self._draw(self._next_ms)
            now = [*active, *arisen]
            taken = any(
                other.building == fault.building and other.equipment == fault.equipment for other in now
            )
            if not taken and len(now) < self._scenario.most_at_once:
                arisen.append(fault)
            self._wait()
        return arisen

    def _draw(self, onset_ms: int) -> Fault:
        kinds = list(fault_kinds().values())
        weights = np.array([kind.weight for kind in kinds])
        kind = kinds[int(self._rng.choice(len(kinds), p=weights / weights.sum()))]
        severity = float(self._rng.uniform(0.35, 1.0))
        sign = float(self._rng.choice([-1.0, 1.0]))
        places = [d for d in self._devices if kind.on in ("any", d.kind)]
        roles = {
            d.id + d.building: [s for s in kind.sensors if any(p.role == s for p in d.points)] for d in places
        }
        places = [d for d in places if not kind.sensors or roles[d.id + d.building]]
        device = places[int(self._rng.integers(len(places)))]
        choice = roles[device.id + device.building]
        sensor = choice[int(self._rng.integers(len(choice)))] if choice else None
        self._number += 1
        fault = Fault(
            f"fault-{self._number}", kind.id, device.building, device.id, severity, onset_ms, sensor=sensor
        )
        return replace(fault, value=sign * fault.size) if kind.effect.endswith("_bias") else fault
