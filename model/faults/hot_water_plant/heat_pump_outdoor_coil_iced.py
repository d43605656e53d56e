"""The refrigerant boils far below the outdoor air in frosty weather: ice or dirt covers the coil."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import building_cold
from model.healthy.laws.heat_pump import EVAPORATING
from model.healthy.sensors import joined
from model.windows import Floats

_NO_FROST_C = 8.0
_STANDING_K = 1.2
# A dirty coil shows in all weather; without frost lost refrigerant is the likelier cause.
_STANDING_WITHOUT_FROST_K = 8.0
# Each kelvin of lift costs 2 to 3 % of the work (Carnot; Staffell et al. 2012).
_WORK_PER_K = 0.025
_SHORT_K = 4.0


def cold_boiling_waste(frames: Frames, colder: Floats) -> Waste:
    """Work that boiling ``colder`` [K] (T, E) costs, and people whom too little heat leaves cold."""
    extra = np.clip(np.nan_to_num(colder), 0.0, 25.0) * _WORK_PER_K
    short = frames.role("hot_water_supply_temperature_setpoint") - frames.role("hot_water_supply_temperature")
    return Waste(
        electricity_w=np.nan_to_num(frames.role("heat_pump_power")) * extra / (1.0 + extra),
        discomfort=np.where((extra > 0) & (short > _SHORT_K), building_cold(frames), 0.0),
    )


def assess(frames: Frames) -> Assessment:
    approach = frames.expected(EVAPORATING)
    residual = approach.measured - approach.value
    outside = frames.role("outdoor_air_temperature")
    standing = np.where(outside > _NO_FROST_C, _STANDING_WITHOUT_FROST_K, _STANDING_K)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=joined(approach.tolerance, standing),
        measured=approach.measured,
        expected=approach.value,
        waste=cold_boiling_waste(frames, residual),
    )


FAULT = Fault(
    id="heat_pump_outdoor_coil_iced",
    kind="hot_water_plant",
    needs=(
        ("evaporating_temperature",),
        ("outdoor_air_temperature",),
        ("heat_pump_status", "heat_pump_power"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("evaporating_temperature", "outdoor_air_temperature", "heat_pump_power"),
    source="estimate: coils boil 6 to 12 K below the air; the approach by the machine's own law",
    weight=0.25,
)
