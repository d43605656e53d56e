"""The reheat valve is shut, or nearly, and the box heats as if it were wide open."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.vav_box.zone_reheat_leaking import MOST_LEAKED_K, air_arriving
from model.frames.frames import Frames
from model.frames.windows import trailing_max
from model.healthy.air.flow import AIR_J_PER_M3_K, air_stands, box_flow
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.rooms.comfort import zone_hot
from model.healthy.rooms.units import heating_asked, too_cold_by, warm_water_missing
from model.healthy.sensors import DISCHARGE_AIR_K, SUPPLY_AIR_K, joined

_DOUBT_K = 2.0
_NEARLY_SHUT = 0.1
_USEFUL_SHARE = 0.7


def assess(frames: Frames) -> Assessment:
    arriving = air_arriving(frames)
    asked = trailing_max(heating_asked(frames), SETTLED_STEPS)
    nearly_shut = asked <= _NEARLY_SHUT
    rise = frames.role("discharge_air_temperature") - arriving
    heat_w = box_flow(frames) * AIR_J_PER_M3_K * np.maximum(np.nan_to_num(rise), 0.0)
    wanted = too_cold_by(frames) > -0.5
    lost = np.where(nearly_shut, heat_w * np.where(wanted, 1.0 - _USEFUL_SHARE, 1.0), 0.0)
    return Assessment(
        applies=nearly_shut & ~air_stands(frames) & ~warm_water_missing(frames) & ~np.isnan(rise),
        residual=rise - MOST_LEAKED_K,
        tolerance=np.broadcast_to(joined(DISCHARGE_AIR_K, SUPPLY_AIR_K, _DOUBT_K), frames.shape),
        measured=frames.role("discharge_air_temperature"),
        expected=arriving,
        command=heating_asked(frames),
        waste=Waste(
            heating_w=lost,
            cooling_w=np.where(wanted, 0.0, lost),
            discomfort=np.where(nearly_shut, zone_hot(frames), 0.0),
        ),
    )


FAULT = Fault(
    id="zone_reheat_stuck_open",
    kind="vav_box",
    needs=(
        ("discharge_air_temperature",),
        ("reheat_valve_command",),
        ("air_handler.supply_air_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "reheat_valve_command"),
    source="temperature change across an inactive coil, as ASHRAE Guideline 36 FC15; PNNL AIRCx",
    weight=0.25,
)
