"""When which fault arises: a list to begin with, then chance."""

from dataclasses import dataclass

from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults.fault import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is to break.

    ``first``: faults with onsets counted from the start. Then, in each building, one every ``mean_gap_days``
    on average, the kinds by their rates; or, when that is None, each kind at its rate times ``intensity``
    (0: never). No new fault arises in a building while ``most_at_once`` are unmended there. ``only``: the
    kinds that may arise by chance, all when empty. ``oddities``: whether people do odd things, no faults.
    """

    first: tuple[Fault, ...] = ()
    mean_gap_days: float | None = None
    intensity: float = 1.0
    most_at_once: int = 6
    only: frozenset[str] = frozenset()
    oddities: bool = True

    def __post_init__(self) -> None:
        if self.mean_gap_days is not None and self.mean_gap_days <= 0:
            raise ValueError(f"mean_gap_days is {self.mean_gap_days}; it must be more than 0, or None")
        if self.intensity < 0:
            raise ValueError(f"intensity is {self.intensity}; it must not be negative")


def demo_scenario() -> Scenario:
    """Five faults in the first week, three of them dear in any season; then one a building every ten days."""
    return Scenario(
        first=(
            Fault("demo-1", "fan_running_unoccupied", "riverside-school", "AHU-1", 1.0, 10 * HOUR_MS),
            Fault("demo-2", "outdoor_air_damper_stuck_open", "north-tower", "AHU-2", 0.9, 20 * HOUR_MS),
            Fault("demo-3", "heating_valve_leaking", "science-wing", "AHU-1", 0.7, 32 * HOUR_MS),
            Fault(
                "demo-4", "sensor_flat", "science-wing", "AHU-2", 1.0, 3 * DAY_MS, sensor="readings.mixed_air"
            ),
            Fault("demo-5", "zone_reheat_leaking", "science-wing", "VAV-2-01", 0.8, 6 * DAY_MS),
        ),
        mean_gap_days=10.0,
    )


def healthy(*, oddities: bool = False) -> Scenario:
    """Nothing ever breaks."""
    return Scenario(intensity=0.0, oddities=oddities)
