"""The hot-water pump runs while every heating valve is shut and no frost has to be kept out."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.water.plant import no_heat_asked, pump_runs, standing_loss_w

# Plants are often kept circulating in the heating season, against frost and for a quick start.
_MILD_C, _SUMMER_C = 8.0, 16.0
_TOLERANCE_MILD, _TOLERANCE_SUMMER = 0.55, 0.3
_PUMP_W_PER_M3_S = 250_000.0
_UNKNOWN_PUMP_W = 400.0


def assess(frames: Frames) -> Assessment:
    outside = frames.role("outdoor_air_temperature")
    idle = held_for(no_heat_asked(frames) & (outside > _MILD_C), 2 * STEPS_PER_HOUR)
    running = trailing_mean(pump_runs(frames).astype(np.float64), STEPS_PER_HOUR)
    flow = frames.role("hot_water_flow")
    pump_w = np.where(np.isnan(flow), _UNKNOWN_PUMP_W, np.nan_to_num(flow) * _PUMP_W_PER_M3_S)
    wasted = idle & (running > 0.5)
    return Assessment(
        applies=idle & ~np.isnan(running),
        residual=running,
        tolerance=np.where(outside > _SUMMER_C, _TOLERANCE_SUMMER, _TOLERANCE_MILD),
        measured=running,
        expected=np.zeros(frames.shape),
        waste=Waste(
            electricity_w=np.where(wasted, pump_w, 0.0),
            heating_w=np.where(wasted, standing_loss_w(frames), 0.0),
        ),
    )


FAULT = Fault(
    id="hot_water_pump_always_on",
    kind="hot_water_plant",
    needs=(
        ("hot_water_pump_status", "hot_water_pump_speed", "hot_water_flow"),
        ("outdoor_air_temperature",),
    ),
    assess=assess,
    quantity="fraction",
    traces=(
        "hot_water_pump_status",
        "hot_water_pump_speed",
        "outdoor_air_temperature",
        "hot_water_supply_temperature",
    ),
    source="PNNL re-tuning, plants: pumps locked out without load and above the heating limit",
    weight=0.08,
    weight_against=0.15,
)
