"""Full reheat gives some heat, and less than the water at hand could."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.box_reheat_full import LAW
from model.healthy.rooms.comfort import zone_cold
from model.healthy.rooms.units import heating_asked

# Less than that is no coil with deposits, but a valve that stays shut.
_SOME_HEAT_K = 3.0


def assess(frames: Frames) -> Assessment:
    expected = LAW.expected(frames)
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    water = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    discharge = frames.role("discharge_air_temperature")
    warms = discharge - supply > _SOME_HEAT_K
    judged = ~np.isnan(expected.value)
    return Assessment(
        applies=judged & warms,
        residual=expected.value - expected.measured,
        tolerance=np.nan_to_num(expected.tolerance, nan=1.0),
        measured=discharge,
        expected=supply + expected.value * (water - supply),
        command=heating_asked(frames),
        waste=Waste(discomfort=np.where(judged, zone_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="reheat_coil_fouled",
    kind="vav_box",
    needs=(
        ("discharge_air_temperature",),
        ("reheat_valve_command",),
        ("air_handler.supply_air_temperature",),
        ("hot_water_plant.hot_water_supply_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "reheat_valve_command"),
    source="effectiveness of a coil at full flow against its own past (ASHRAE Handbook, coils)",
    weight=0.2,
)
