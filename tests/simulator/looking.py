"""Helpers to look at what a portfolio publishes, by role and in SI."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from simulator import Fault, Portfolio, Published, Scenario
from simulator.arrays import Array
from simulator.clock import DAY_MS, HOUR_MS
from simulator.points import unit_of

START = {
    # Mondays, 06:00 UTC, midnight or one o'clock in Chicago.
    "winter": "2026-01-12T06:00:00",
    "shoulder": "2026-04-13T06:00:00",
    "summer": "2026-07-13T06:00:00",
    "autumn": "2026-08-24T06:00:00",
}
OFFICE, SCHOOL, LABORATORY = "north-tower", "riverside-school", "science-wing"


def start_ms(season: str) -> int:
    return int(datetime.fromisoformat(START[season]).replace(tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True)
class Life:
    """A portfolio and what it published."""

    portfolio: Portfolio
    published: Published

    def of(self, building: str, device: str) -> dict[str, Array]:
        """Values in SI by role."""
        known = next(d for d in self.portfolio.setting.devices if (d.building, d.id) == (building, device))
        frame = next(f for f in self.published.devices if (f.building, f.device) == (building, device))
        units = [unit_of(known.plan.units, point.quantity) for point in known.points]
        return {
            str(point.role): frame.values[:, column] * unit.scale + unit.offset
            for column, (point, unit) in enumerate(zip(known.points, units, strict=True))
        }

    def steady(self, building: str, air_handler: str) -> np.ndarray:
        """Where people are expected and the air handler has run for an hour and a half."""
        occupied = self.of(building, air_handler)["occupied"] > 0.5
        held = np.convolve(occupied, np.ones(18), "full")[: len(occupied)] >= 18
        return occupied & held


def live(season: str, days: float, *faults: Fault, seed: int = 7) -> Life:
    """``faults`` with onsets counted from the start, and none by chance."""
    scenario = Scenario(first=faults, mean_gap_days=None)
    portfolio = Portfolio.from_seed(seed, start_ms=start_ms(season), scenario=scenario)
    return Life(portfolio, portfolio.advance(portfolio.now_ms + round(days * DAY_MS)))


def fault(kind: str, equipment: str, *, building: str = OFFICE, severity: float = 0.7, onset_h: float = 0.0,
          value: float | None = None, sensor: str | None = None) -> Fault:  # fmt: skip
    onset_ms = round(onset_h * HOUR_MS)
    return Fault(
        f"{kind}-{equipment}", kind, building, equipment, severity, onset_ms, value=value, sensor=sensor
    )
