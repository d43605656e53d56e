"""The compressors run and draw their power, and the air is cooled less than it should be."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.rooftop import rise
from model.healthy.laws.rooftop_cooling import DROP, POWER
from model.healthy.rooms.comfort import zone_hot
from model.healthy.sensors import joined

# At 70 % of the charge a quarter of the capacity is gone and 5 % of the power (Breuker and Braun 1998; Kim
# and Braun 2012): power that falls far more has another cause.
_POWER_KEPT = -0.3
_STANDING_K = 0.8


def assess(frames: Frames) -> Assessment:
    drop, power = DROP.expected(frames), POWER.expected(frames)
    _, sensors = rise(frames)
    short = drop.value - drop.measured
    kept = ~(power.measured - power.value < _POWER_KEPT)
    drawn = np.nan_to_num(frames.role("compressor_power"))
    lost = np.clip(np.nan_to_num(short / drop.value), 0.0, 0.8)
    return Assessment(
        applies=~np.isnan(short),
        residual=np.where(kept, short, 0.0),
        tolerance=joined(drop.tolerance, sensors, _STANDING_K),
        measured=drop.measured,
        expected=drop.value,
        command=frames.role("cooling_command"),
        waste=Waste(
            electricity_w=np.where(kept, drawn * lost, 0.0),
            discomfort=np.where(np.nan_to_num(short) > _STANDING_K, zone_hot(frames), 0.0),
        ),
    )


FAULT = Fault(
    id="rooftop_refrigerant_low",
    kind="rooftop_unit",
    needs=(
        ("cooling_command",),
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "cooling_command", "compressor_power"),
    source="Breuker and Braun 1998, faults of rooftop air conditioners; drop against the unit's own law",
    weight=0.25,
)
