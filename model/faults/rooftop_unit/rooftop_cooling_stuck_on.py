"""Nothing calls for cooling and a compressor draws power, or the air leaves much colder than it entered."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.operation import fan_runs
from model.healthy.air.rooftop import design_flow, idle, rise
from model.healthy.laws.rooftop_cooling import COMPRESSOR_W_PER_M3_S
from model.healthy.rooms.comfort import zone_cold

# The first stage draws a third and more; crankcase heaters up to 2 % of a compressor's power.
_RESTING_SHARE = 0.1
_TOLERANCE_SHARE = 0.06
# In kelvins of the drop: where power tells, one share of it stands for the drop of the whole unit.
_FULL_DROP_K = 11.0
_MOST_DROP_K = 3.0


def assess(frames: Frames) -> Assessment:
    warmed, tolerance = rise(frames)
    power = frames.role("compressor_power")
    usual = COMPRESSOR_W_PER_M3_S * design_flow(frames)[None, :]
    by_power = _FULL_DROP_K * (power / usual - _RESTING_SHARE)
    told = ~np.isnan(power)
    quiet = idle(frames) & (told | held_for(fan_runs(frames) == 1, 6))
    residual = np.where(told, by_power, -warmed - _MOST_DROP_K)
    spread = np.where(told, _FULL_DROP_K * _TOLERANCE_SHARE, tolerance)
    held = quiet & (residual > spread)
    drawn = np.where(told, power, 0.4 * usual)
    return Assessment(
        applies=quiet & ~np.isnan(residual),
        residual=residual,
        tolerance=spread,
        measured=np.where(np.isnan(warmed) | (told & ~(warmed < 0)), -by_power, warmed),
        expected=np.zeros(frames.shape),
        command=frames.role("cooling_command"),
        waste=Waste(
            electricity_w=np.where(held, drawn, 0.0), discomfort=np.where(held, zone_cold(frames), 0.0)
        ),
    )


FAULT = Fault(
    id="rooftop_cooling_stuck_on",
    kind="rooftop_unit",
    needs=(
        ("cooling_command",),
        ("heating_command",),
        ("compressor_power", "supply_air_temperature"),
        ("compressor_power", "mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("compressor_power", "supply_air_temperature", "mixed_air_temperature", "cooling_command"),
    source="ASHRAE Guideline 36 FC14 at a direct-expansion coil: temperature change across an inactive coil",
)
