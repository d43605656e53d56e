"""A room reads cold under hours of warm air, or hot under hours of cold air, and its neighbours do not."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import STEPS_PER_HOUR, Frames
from model.healthy.flow import AIR_J_PER_M3_K, air_proven, box_flow
from model.windows import held_for

_STRONG_K = 8.0
_HOURS = 3
_ENOUGH_ZONES = 5
_SPREAD_K = 2.0


def assess(frames: Frames) -> Assessment:
    zone = frames.role("zone_air_temperature")
    discharge = frames.role("discharge_air_temperature")
    warmed = held_for(discharge - zone > _STRONG_K, _HOURS * STEPS_PER_HOUR)
    chilled = held_for(zone - discharge > _STRONG_K, _HOURS * STEPS_PER_HOUR)
    known = (~np.isnan(zone)).sum(axis=1) >= _ENOUGH_ZONES
    median = np.full(frames.shape[0], np.nan)
    if known.any():
        median[known] = np.nanmedian(zone[known], axis=1)
    neighbours = np.broadcast_to(median[:, None], frames.shape)
    # Without air the discharge sensor shows the coil or the duct, and the room is right to ignore it.
    blows = held_for(air_proven(frames), _HOURS * STEPS_PER_HOUR)
    residual = np.where(warmed, neighbours - zone, zone - neighbours) - _SPREAD_K
    needless = box_flow(frames) * AIR_J_PER_M3_K * np.abs(np.nan_to_num(discharge - neighbours))
    return Assessment(
        applies=(warmed | chilled) & blows & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _SPREAD_K),
        measured=zone,
        expected=neighbours,
        waste=Waste(
            heating_w=np.where(warmed, needless, 0.0), cooling_w=np.where(chilled & ~warmed, needless, 0.0)
        ),
    )


FAULT = Fault(
    id="zone_temperature_sensor_wrong",
    kind="vav_box",
    needs=(
        ("zone_air_temperature",),
        ("discharge_air_temperature",),
        ("discharge_air_flow", "box_damper_position", "box_damper_command"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("zone_air_temperature", "discharge_air_temperature", "reheat_valve_command"),
    source="redundancy with the neighbours; PNNL AIRCx",
    weight=0.15,
)
