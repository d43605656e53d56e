"""The compressors draw more for the weather than they used to, and cool no better for it."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.rooftop_cooling import DROP, POWER

# A condenser that works as if it were 10 K warmer outside: +14 % power, -9 % cooling.
_STANDING = 0.05


def assess(frames: Frames) -> Assessment:
    drop, power = DROP.expected(frames), POWER.expected(frames)
    more = power.measured - power.value
    with np.errstate(invalid="ignore", divide="ignore"):
        less = 1.0 - drop.measured / np.maximum(drop.value, 3.0)
        doubt = np.hypot(power.tolerance, drop.tolerance / np.maximum(drop.value, 3.0))
    # Power has to rise; less cooling alone is another fault's, more cooling with more power is a larger unit.
    residual = np.where(more > 0, more + np.clip(np.nan_to_num(less), -0.5, 0.5), np.minimum(more, 0.0))
    lost = np.clip(np.nan_to_num(residual), 0.0, 0.6)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.hypot(np.where(np.isnan(doubt), power.tolerance, doubt), _STANDING),
        measured=np.exp(np.clip(more, -2.0, 2.0)),
        expected=np.ones(frames.shape),
        command=frames.role("cooling_command"),
        waste=Waste(electricity_w=np.nan_to_num(frames.role("compressor_power")) * lost),
    )


FAULT = Fault(
    id="rooftop_condenser_fouled",
    kind="rooftop_unit",
    needs=(("cooling_command",), ("compressor_power",), ("outdoor_air_temperature",)),
    assess=assess,
    quantity="fraction",
    traces=("compressor_power", "cooling_command", "outdoor_air_temperature", "supply_air_temperature"),
    source="Breuker and Braun 1998, faults of rooftop air conditioners; power against the unit's own law",
    weight=0.2,
)
