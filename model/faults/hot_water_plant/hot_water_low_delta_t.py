"""Much hot water is pumped and comes back hardly colder: valves leak, or a bypass stands open."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.sensors import WATER_K
from model.healthy.water.plant import pump_runs

# Coils are laid out for 10 to 20 K; below 2 K at a fast pump its water does nothing.
_LEAST_DIFFERENCE_K = 2.0
_FAST = 0.7
_HOT_C = 45.0
_PUMP_W_PER_M3_S = 250_000.0


def assess(frames: Frames) -> Assessment:
    supply = frames.role("hot_water_supply_temperature")
    difference = trailing_mean(supply - frames.role("hot_water_return_temperature"), STEPS_PER_HOUR)
    speed, flow = frames.role("hot_water_pump_speed"), frames.role("hot_water_flow")
    much = held_for(pump_runs(frames) & (speed > _FAST) & (supply > _HOT_C), 2 * STEPS_PER_HOUR)
    residual = _LEAST_DIFFERENCE_K - difference
    low = much & (residual > 0)
    return Assessment(
        applies=much & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, 0.8 * WATER_K),
        measured=difference,
        expected=np.full(frames.shape, 10.0),
        waste=Waste(electricity_w=np.where(low, np.nan_to_num(flow) * _PUMP_W_PER_M3_S / 2, 0.0)),
    )


FAULT = Fault(
    id="hot_water_low_delta_t",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature",),
        ("hot_water_return_temperature",),
        ("hot_water_pump_speed",),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("hot_water_supply_temperature", "hot_water_return_temperature", "hot_water_pump_speed"),
    source="PNNL re-tuning, plants: low difference at high flow",
    weight=0.12,
)
