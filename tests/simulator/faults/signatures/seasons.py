"""Days that are all alike: cold, cool, mild and hot ones, under which twins of buildings live."""

from dataclasses import dataclass

import numpy as np

from simulator.climate.weather import Sky
from simulator.clock import DAY_MS, HOUR_MS
from simulator.physics.moist_air import saturation_humidity
from simulator.record import FLOAT, Times

_BRIGHTEST = 700.0  # sun on a wall that faces it [W/m2]


@dataclass(frozen=True, slots=True)
class Season:
    """From midnight of a Monday, ``start_ms``: outdoor air [degC], dew point [degC], strength of the sun."""

    name: str
    start_ms: int
    mean: float
    swing: float
    dew_point: float
    sun: float

    def at(self, time_ms: Times) -> Sky:
        """The weather at ``time_ms``."""
        hour = (time_ms % DAY_MS) / HOUR_MS
        sides = [0.15 + 0 * hour, 0.8 * (hour < 13), 0.7 + 0 * hour, 0.8 * (hour > 11), 1.0 + 0 * hour]
        bright = np.maximum(0.0, np.sin((hour - 6.0) / 12.0 * np.pi)) * self.sun * _BRIGHTEST
        dew_point = np.full(len(hour), self.dew_point, dtype=FLOAT)
        return Sky(
            air=(self.mean + self.swing * np.cos((hour - 15.0) / 12.0 * np.pi)).astype(FLOAT),
            dew_point=dew_point,
            humidity=saturation_humidity(dew_point),
            wind=np.full(len(hour), 4.0, dtype=FLOAT),
            cloud=np.full(len(hour), 0.5, dtype=FLOAT),
            facade=(np.stack(sides, axis=1) * bright[:, None]).astype(FLOAT),
        )


WINTER = Season("winter", 1_768_176_000_000, -4.0, 4.0, -8.0, 0.4)  # 2026-01-12
SPRING = Season("spring", 1_776_038_400_000, 9.0, 4.0, 2.0, 0.8)  # 2026-04-13
MAY = Season("may", 1_778_457_600_000, 15.0, 4.0, 8.0, 0.9)  # 2026-05-11
SUMMER = Season("summer", 1_783_900_800_000, 29.0, 6.0, 19.0, 1.0)  # 2026-07-13
