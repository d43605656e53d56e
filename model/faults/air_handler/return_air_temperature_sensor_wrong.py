"""Return air is far from the mean of the rooms that it comes from."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.healthy.air.operation import settled

_ENOUGH_ZONES = 3
# Plenums warm the return air by lights and leakage; 0 to 3 K is usual.
_TOLERANCE_K = 1.8
# Beyond these a room's wire is broken, and says nothing of the room.
_COLDEST_C, _HOTTEST_C = 0.0, 50.0


def assess(frames: Frames) -> Assessment:
    back = frames.role("return_air_temperature")
    zones = frames.others.get("vav_box")
    rooms = zones.role("zone_air_temperature") if zones is not None else np.empty((frames.shape[0], 0))
    rooms = np.where((rooms > _COLDEST_C) & (rooms < _HOTTEST_C), rooms, np.nan)
    count = frames.over_zones((~np.isnan(rooms)).astype(np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(count >= _ENOUGH_ZONES, frames.over_zones(rooms) / count, np.nan)
    residual = np.abs(back - mean)
    return Assessment(
        applies=settled(frames) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=back,
        expected=mean,
    )


FAULT = Fault(
    id="return_air_temperature_sensor_wrong",
    kind="air_handler",
    needs=(
        ("return_air_temperature",),
        ("supply_fan_status", "supply_fan_speed", "supply_air_static_pressure"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("return_air_temperature",),
    source="redundancy with the rooms; PNNL AIRCx",
    weight=0.15,
    costed=False,
)
