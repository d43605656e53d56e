"""The heat pump gives much less heat for its power than machines of its kind, or than it used to."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.heat_pump import PERFORMANCE
from model.healthy.sensors import joined

# Flow 5 %, power 3 % and two water sensors of half a kelvin at 6 K apart.
_STANDING_SHARE = 0.12


def assess(frames: Frames) -> Assessment:
    performance = PERFORMANCE.expected(frames)
    residual = performance.value - performance.measured
    power = np.nan_to_num(frames.role("heat_pump_power"))
    lost = np.clip(np.nan_to_num(residual / np.maximum(performance.value, 1.0)), 0.0, 0.7)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=joined(performance.tolerance, _STANDING_SHARE * np.abs(performance.value)),
        measured=performance.measured,
        expected=performance.value,
        waste=Waste(electricity_w=power * lost),
    )


FAULT = Fault(
    id="heat_pump_performance_low",
    kind="hot_water_plant",
    needs=(
        ("heat_pump_power",),
        ("hot_water_supply_temperature",),
        ("outdoor_air_temperature",),
    ),
    assess=assess,
    quantity="count",
    traces=(
        "heat_pump_power",
        "hot_water_supply_temperature",
        "hot_water_return_temperature",
        "hot_water_flow",
    ),
    source="Staffell et al. 2012; heat by flow and temperatures against power by the machine's own law",
    weight=0.15,
)
