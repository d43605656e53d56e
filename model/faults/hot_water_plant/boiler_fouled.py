"""The flue gas leaves hotter over the water than it used to: less of the fire reaches the water."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.laws.boiler import LAW
from model.healthy.plant import water_heat_w
from model.healthy.sensors import joined

# Rule of thumb: 22 K (40 degF) of stack temperature are a per cent of efficiency.
_SHARE_PER_K = 0.01 / 22.0
_STANDING_K = 10.0


def assess(frames: Frames) -> Assessment:
    flue = frames.expected(LAW)
    residual = flue.measured - flue.value
    lost = np.clip(np.nan_to_num(residual), 0.0, 200.0) * _SHARE_PER_K
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=joined(flue.tolerance, _STANDING_K),
        measured=flue.measured,
        expected=flue.value,
        waste=Waste(fuel_w=lost * np.nan_to_num(np.maximum(water_heat_w(frames), 0.0))),
    )


FAULT = Fault(
    id="boiler_fouled",
    kind="hot_water_plant",
    needs=(("flue_temperature",), ("hot_water_return_temperature",), ("boiler_status",)),
    assess=assess,
    quantity="temperature_difference",
    traces=("flue_temperature", "hot_water_return_temperature", "boiler_status"),
    source="stack temperature against the boiler's own law; rule of thumb, 40 degF a per cent",
    weight=0.12,
)
