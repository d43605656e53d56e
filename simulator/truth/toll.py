"""What living costs, counted step by step: money, carbon, discomfort, stale air, water."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS
from simulator.physics.instant import Instant
from simulator.tariffs import Prices, Rates, rates

COMFORT_MARGIN = 0.7  # around the setpoints, within which nobody minds [K]
# Beyond that people leave, bring heaters, put on coats. What a kelvin costs is known up to 30 degC (8.9 %
# less work: Seppaenen, Fisk and Lei 2006, LBNL-60946), so much above the margin of a usual setpoint of 24.
COMFORT_CEILING = 5.0  # [K]
STALE_ABOVE = 1000.0  # carbon dioxide above which air is called stale [ppm]
# Ten litres a second of outdoor air are worth three hundredths of the work at most (costs.yaml): thrice the
# likely price, which is of 575 ppm above (tariffs.yaml). Beyond that people open windows and doors, or leave.
STALE_CEILING = 1725.0  # [ppm] above

Sums = NDArray[np.float64]


@dataclass(slots=True)
class Toll:
    """Sums over a stretch for each building (B,)."""

    plans: Sequence[Plan]
    step_ms: int
    electricity_kwh: Sums = field(init=False)
    gas_kwh: Sums = field(init=False)
    water_m3: Sums = field(init=False)
    energy_cost: Sums = field(init=False)
    water_cost: Sums = field(init=False)
    carbon_kg: Sums = field(init=False)
    discomfort: Sums = field(init=False)  # degree-hours by people, to the ceiling
    stale_air: Sums = field(init=False)  # ppm-hours by people, to the ceiling
    peak_kw: Sums = field(init=False)
    _today: tuple[int, Rates] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        for each in fields(self)[2:-1]:
            setattr(self, each.name, np.zeros(len(self.plans)))

    def see(self, instant: Instant, time_ms: int) -> None:
        """Count the step that ends at ``time_ms``."""
        prices = self._prices(time_ms)
        hours = instant.seconds / 3600
        meters, layout = instant.state.meters, instant.layout
        electricity, gas = meters.electricity * (hours / 1000), meters.gas * (hours / 1000)
        water = meters.water * instant.seconds
        self.electricity_kwh += electricity
        self.gas_kwh += gas
        self.water_m3 += water
        self.energy_cost += electricity * prices.electricity + gas * prices.gas
        self.water_cost += water * prices.water
        self.carbon_kg += electricity * prices.electricity_carbon + gas * prices.gas_carbon
        np.maximum(self.peak_kw, meters.electricity / 1000, out=self.peak_kw)
        zones, rooms = instant.state.zones, instant.fleet.zones
        cold = np.maximum(rooms.heating_setpoint - COMFORT_MARGIN - zones.air, 0)
        hot = np.maximum(zones.air - rooms.cooling_setpoint - COMFORT_MARGIN, 0)
        felt = np.minimum(cold + hot, COMFORT_CEILING)
        self.discomfort += hours * layout.sum_to_buildings("zone", felt * instant.people)
        stale = np.clip(zones.co2 - STALE_ABOVE, 0, STALE_CEILING)
        self.stale_air += hours * layout.sum_to_buildings("zone", stale * instant.people)

    def _prices(self, time_ms: int) -> Prices:
        # A step belongs to the time over which it runs, not to the moment at which it ends.
        day, rest = divmod(time_ms - self.step_ms, DAY_MS)
        if self._today is None or self._today[0] != day:
            begins = day * DAY_MS + np.arange(0, DAY_MS, self.step_ms, dtype=np.int64)
            self._today = day, rates(self.plans, begins)
        return self._today[1].row(rest // self.step_ms)
