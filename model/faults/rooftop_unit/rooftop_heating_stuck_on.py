"""Nothing calls for heat and the air leaves the unit much warmer than it entered."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.flow import AIR_J_PER_M3_K
from model.healthy.air.operation import fan_runs
from model.healthy.air.rooftop import design_flow, idle, rise
from model.healthy.rooms.comfort import zone_hot

# A first stage of heat gives 8 K and more; motors and crankcase heaters beside the fan's heat do not.
_MOST_RISE_K = 3.0


def assess(frames: Frames) -> Assessment:
    warmed, tolerance = rise(frames)
    quiet = idle(frames) & held_for(fan_runs(frames) == 1, 6)
    residual = warmed - _MOST_RISE_K
    watts = np.maximum(np.nan_to_num(warmed), 0.0) * design_flow(frames)[None, :] * AIR_J_PER_M3_K
    held = quiet & (residual > tolerance)
    return Assessment(
        applies=quiet & ~np.isnan(residual),
        residual=residual,
        tolerance=tolerance,
        measured=warmed,
        expected=np.zeros(frames.shape),
        command=frames.role("heating_command"),
        waste=Waste(heating_w=np.where(held, watts, 0.0), discomfort=np.where(held, zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="rooftop_heating_stuck_on",
    kind="rooftop_unit",
    needs=(
        ("heating_command",),
        ("cooling_command",),
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
        ("supply_fan_status", "supply_fan_command", "supply_fan_speed"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "heating_command", "cooling_command"),
    source="ASHRAE Guideline 36 FC15 at a furnace: temperature change across an inactive coil",
)
