"""At full command the air leaves hotter, or colder, than this coil makes it: too little air passes."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.fan_coil_full import COOLING, HEATING
from model.healthy.rooms.comfort import zone_cold, zone_hot
from model.healthy.rooms.fan_coil_flow import FAN_W_PER_M3_S, fan_coil_flow
from model.healthy.rooms.units import full_cooling, full_heat, stands

# The fan goes on turning for air that does not come.
_LOST_FAN_SHARE = 0.3


def assess(frames: Frames) -> Assessment:
    heating, cooling = HEATING.expected(frames), COOLING.expected(frames)
    heats = ~np.isnan(heating.value)
    excess = np.where(heats, heating.measured - heating.value, cooling.measured - cooling.value)
    tolerance = np.where(heats, heating.tolerance, cooling.tolerance)
    zone, discharge = frames.role("zone_air_temperature"), frames.role("discharge_air_temperature")
    usual = zone + (discharge - zone) * np.exp(-excess)
    felt = np.where(full_heat(frames), zone_cold(frames), 0.0)
    felt = felt + np.where(full_cooling(frames), zone_hot(frames), 0.0)
    return Assessment(
        applies=~np.isnan(excess) & ~stands(frames),
        residual=excess,
        tolerance=np.nan_to_num(tolerance, nan=1.0),
        measured=discharge,
        expected=usual,
        waste=Waste(discomfort=felt, electricity_w=fan_coil_flow(frames) * FAN_W_PER_M3_S * _LOST_FAN_SHARE),
    )


FAULT = Fault(
    id="fan_coil_clogged",
    kind="fan_coil",
    needs=(
        ("discharge_air_temperature",),
        ("zone_air_temperature",),
        ("heating_valve_command", "cooling_valve_command"),
        (
            "hot_water_plant.hot_water_supply_temperature",
            "chilled_water_plant.chilled_water_supply_temperature",
        ),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "fan_command"),
    source="effectiveness of a coil rises as its air flow falls (ASHRAE Handbook, coils)",
    weight=0.2,
)
