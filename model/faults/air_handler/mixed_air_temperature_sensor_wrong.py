"""Mixed air is warmer or colder than both airs it is mixed from, or than what dead coils let through."""

import numpy as np

from model.faults.air_handler.supply_air_temperature_sensor_wrong import received_air
from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.coil import coil_rise
from model.healthy.air.flow import fan_heat_k
from model.healthy.air.operation import settled
from model.healthy.sensors import MIXED_AIR_K, RETURN_AIR_K, joined, outdoor_air_k
from model.healthy.water.plant import chilled_water_stands, hot_water_stands

# Far inside two airs that differ much, even a sensor that is wrong has room.
_SHOWS = 1.5
# Boxes that receive another air than the supply sensor tells of blame that one, ducts and all.
_DUCT_K = 3.0


def _past_dead_coils(frames: Frames) -> Floats:
    """Change of the air [K] (T, E) that no coil can have made, as its water stands."""
    rise = coil_rise(frames).least
    told = ~np.isnan(frames.role("mixed_air_temperature"))
    told &= ~(np.abs(frames.role("supply_air_temperature") - received_air(frames)) > _DUCT_K)
    by_none = np.where(rise < 0, chilled_water_stands(frames), hot_water_stands(frames))
    return np.where(told & by_none, np.abs(rise), np.nan)


def assess(frames: Frames) -> Assessment:
    mixed = frames.role("mixed_air_temperature")
    back = frames.role("return_air_temperature")
    outside = frames.role("outdoor_air_temperature")
    low, high = np.minimum(back, outside), np.maximum(back, outside)
    outside_both, past_coils = np.maximum(low - mixed, mixed - high), _past_dead_coils(frames)
    residual = np.fmax(outside_both, past_coils)
    left = frames.role("supply_air_temperature") - fan_heat_k(frames)
    tolerance = joined(MIXED_AIR_K, np.maximum(RETURN_AIR_K, outdoor_air_k(frames)), np.zeros(frames.shape))
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & (residual > -_SHOWS * tolerance),
        residual=residual,
        tolerance=tolerance,
        measured=mixed,
        expected=np.where(past_coils > outside_both, left, np.clip(mixed, low, high)),
    )


FAULT = Fault(
    id="mixed_air_temperature_sensor_wrong",
    kind="air_handler",
    needs=(("mixed_air_temperature",), ("return_air_temperature",), ("outdoor_air_temperature",)),
    assess=assess,
    quantity="temperature",
    traces=("mixed_air_temperature", "return_air_temperature", "outdoor_air_temperature"),
    source="ASHRAE Guideline 36 FC2, FC3; PNNL AIRCx",
    costed=False,
)
