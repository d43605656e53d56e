"""The refrigerant boils far below the outdoor air in weather without frost: it lacks, or hardly flows."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.faults.hot_water_plant.heat_pump_outdoor_coil_iced import cold_boiling_waste
from model.frames import Frames
from model.healthy.laws.heat_pump import EVAPORATING
from model.healthy.sensors import joined

# Above it a coil does not ice (dry or wet), so that cold boiling is not ice; below, either may be.
_NO_FROST_C = 8.0
_STANDING_K = 1.2
_STANDING_IN_FROST_K = 4.0


def assess(frames: Frames) -> Assessment:
    approach = frames.expected(EVAPORATING)
    residual = approach.measured - approach.value
    outside = frames.role("outdoor_air_temperature")
    standing = np.where(outside > _NO_FROST_C, _STANDING_K, _STANDING_IN_FROST_K)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=joined(approach.tolerance, standing),
        measured=approach.measured,
        expected=approach.value,
        waste=cold_boiling_waste(frames, residual),
    )


FAULT = Fault(
    id="heat_pump_refrigerant_low",
    kind="hot_water_plant",
    needs=(
        ("evaporating_temperature",),
        ("outdoor_air_temperature",),
        ("heat_pump_status", "heat_pump_power"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("evaporating_temperature", "outdoor_air_temperature", "heat_pump_power"),
    source="Kim and Braun 2012, charge of heat pumps; boiling against outdoor air by the machine's own law",
    weight=0.25,
)
