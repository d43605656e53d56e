"""The box heats all it can and the room stays cold."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import zone_cold, zone_heating_setpoint
from model.healthy.operation import fully_open
from model.healthy.plant import hot_water_rests
from model.healthy.sensors import ZONE_AIR_K, joined

_CONTROL_BAND_K = 0.6


def assess(frames: Frames) -> Assessment:
    full = fully_open(frames.role("reheat_valve_command"))
    zone, setpoint = frames.role("zone_air_temperature"), zone_heating_setpoint(frames)
    residual = setpoint - _CONTROL_BAND_K - zone
    return Assessment(
        # An open valve without hot water does not heat all it can; its plant was let rest.
        applies=full & ~hot_water_rests(frames) & (frames.occupied != 0) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(ZONE_AIR_K, _CONTROL_BAND_K), frames.shape),
        measured=zone,
        expected=setpoint,
        waste=Waste(discomfort=np.where(full, zone_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="zone_too_cold_at_limit",
    kind="vav_box",
    needs=(
        ("zone_air_temperature",),
        ("reheat_valve_command",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("zone_air_temperature", "zone_air_temperature_setpoint", "reheat_valve_command"),
    source="PNNL airside re-tuning, zones",
    weight=0.25,
)
