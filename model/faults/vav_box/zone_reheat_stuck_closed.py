"""Full reheat is asked for and the air leaves the box as cold as it came."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import zone_cold, zone_heating_setpoint
from model.healthy.flow import air_stands
from model.healthy.operation import fully_open
from model.healthy.plant import hot_water_stands
from model.healthy.sensors import DISCHARGE_AIR_K, SUPPLY_AIR_K, joined

_LEAST_RISE_K = 6.0
_DUCT_GAIN_TOLERANCE_K = 1.5


def assess(frames: Frames) -> Assessment:
    full = fully_open(frames.role("reheat_valve_command"))
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    discharge = frames.role("discharge_air_temperature")
    calls = frames.role("zone_air_temperature") < zone_heating_setpoint(frames) + 0.5
    # Supply air that is warm already leaves little to add.
    cold_enough = supply < 25.0
    supplied = ~hot_water_stands(frames) & ~air_stands(frames)
    return Assessment(
        applies=full & supplied & cold_enough & ~np.isnan(discharge - supply),
        residual=supply + _LEAST_RISE_K - discharge,
        tolerance=np.broadcast_to(
            joined(DISCHARGE_AIR_K, SUPPLY_AIR_K, _DUCT_GAIN_TOLERANCE_K), frames.shape
        ),
        measured=discharge,
        expected=supply + _LEAST_RISE_K,
        command=frames.role("reheat_valve_command"),
        waste=Waste(discomfort=np.where(full & calls, zone_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="zone_reheat_stuck_closed",
    kind="vav_box",
    needs=(
        ("discharge_air_temperature",),
        ("reheat_valve_command",),
        ("air_handler.supply_air_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "reheat_valve_command"),
    source="as ASHRAE Guideline 36 FC7, at the box",
    weight=0.25,
)
