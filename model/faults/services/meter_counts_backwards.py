"""A counter that only ever rises falls again and again."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_mean, trailing_min

_TOLERANCE = 0.12
_COUNTERS = (
    ("electricity_meter", "electric_energy", "electric_power"),
    ("gas_meter", "gas_energy", "gas_power"),
    ("heat_meter", "heat_energy", "heat_power"),
    ("water_meter", "water_volume", "water_flow"),
)


def _fault(kind: str, count: str, rate: str) -> Fault:
    def assess(frames: Frames) -> Assessment:
        total = frames.role(count)
        falls = np.full(frames.shape, np.nan)
        falls[1:] = np.where(np.isnan(total[1:]) | np.isnan(total[:-1]), np.nan, np.diff(total, axis=0) < 0)
        share = trailing_mean(falls, STEPS_PER_HOUR)
        # A net counter runs back while a building feeds the grid; a counter put back to zero falls once.
        feeds = trailing_min(frames.role(rate), STEPS_PER_HOUR) < 0
        return Assessment(
            applies=~np.isnan(share) & ~feeds,
            residual=np.where(share > 0, share, -_TOLERANCE),
            tolerance=np.full(frames.shape, _TOLERANCE),
            measured=share,
            expected=np.zeros(frames.shape),
        )

    return Fault(
        id="meter_counts_backwards",
        kind=kind,
        needs=((count,),),
        assess=assess,
        quantity="fraction",
        traces=(count,),
        source="a counter of energy or volume does not fall; IPMVP, data checks",
        weight=0.3,
        weight_against=0.2,
        costed=False,
    )


FAULTS = tuple(_fault(*counter) for counter in _COUNTERS)
