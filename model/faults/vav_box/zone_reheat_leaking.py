"""The reheat valve is shut and the air leaves the box warmer than it came."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.flow import AIR_J_PER_M3_K, air_proven, air_stands, box_flow
from model.healthy.air.operation import closed
from model.healthy.rooms.comfort import zone_cooling_setpoint
from model.healthy.rooms.units import warm_water_missing
from model.healthy.sensors import DISCHARGE_AIR_K, SUPPLY_AIR_K, joined

# Ducts gain a kelvin or two on the way; a box that hardly flows shows the room, not the duct.
_DUCT_GAIN_K = 1.0
_DUCT_GAIN_TOLERANCE_K = 1.0
_USEFUL_SHARE = 0.7
# A valve that leaks gives a few kelvin; half of what the coil can do comes through one that stands open.
MOST_LEAKED_K = 9.0


def air_arriving(frames: Frames) -> Floats:
    """Temperature of the air that enters a box [degC] (T, E).

    Where the flow is not proven, a sensor beyond the coil may show the room's air, so the warmer of both
    counts.
    """
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    return np.where(air_proven(frames), supply, np.fmax(supply, frames.role("zone_air_temperature")))


def assess(frames: Frames) -> Assessment:
    arriving = air_arriving(frames) + _DUCT_GAIN_K
    shut = closed(frames.role("reheat_valve_command"))
    rise = frames.role("discharge_air_temperature") - arriving
    zone = frames.role("zone_air_temperature")
    heat_w = box_flow(frames) * AIR_J_PER_M3_K * np.maximum(np.nan_to_num(rise), 0.0)
    wanted = zone < zone_cooling_setpoint(frames) - 0.5
    lost = heat_w * np.where(wanted, 1.0 - _USEFUL_SHARE, 1.0)
    return Assessment(
        # A coil that was shut keeps its warmth for hours in air that stands; without hot water a valve that
        # does not close shows nothing, and clears nothing.
        applies=shut & ~air_stands(frames) & ~warm_water_missing(frames) & ~np.isnan(rise),
        # More than a leak gives comes through a valve that stands open, which is a fault of its own.
        residual=np.where(rise > MOST_LEAKED_K, 2 * MOST_LEAKED_K - rise, rise),
        tolerance=np.broadcast_to(
            joined(DISCHARGE_AIR_K, SUPPLY_AIR_K, _DUCT_GAIN_TOLERANCE_K), frames.shape
        ),
        measured=frames.role("discharge_air_temperature"),
        expected=arriving,
        waste=Waste(heating_w=np.where(shut, lost, 0.0), cooling_w=np.where(shut & ~wanted, lost, 0.0)),
    )


FAULT = Fault(
    id="zone_reheat_leaking",
    kind="vav_box",
    needs=(
        ("discharge_air_temperature",),
        ("reheat_valve_command",),
        ("air_handler.supply_air_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "reheat_valve_command"),
    source="temperature change across an inactive coil, as ASHRAE Guideline 36 FC15",
    weight=0.25,
)
