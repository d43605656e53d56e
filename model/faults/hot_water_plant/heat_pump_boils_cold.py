"""The refrigerant boils far below the outdoor air: ice or dirt covers the coil, or refrigerant lacks.

In frosty weather ice is the likelier cause, without frost lost refrigerant: each is believed less where the
other is likelier.
"""

from collections.abc import Callable

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.laws.heat_pump import EVAPORATING
from model.healthy.rooms.comfort import building_cold
from model.healthy.sensors import joined

# Above it a coil does not ice (dry or wet), so that cold boiling is not ice; below, either may be.
_NO_FROST_C = 8.0
_STANDING_K = 1.2
# A dirty coil shows in all weather.
_ICE_WITHOUT_FROST_K = 8.0
_LACK_IN_FROST_K = 4.0
# Each kelvin of lift costs 2 to 3 % of the work (Carnot; Staffell et al. 2012).
_WORK_PER_K = 0.025
_SHORT_K = 4.0


def _waste(frames: Frames, colder: Floats) -> Waste:
    """Work that boiling ``colder`` [K] (T, E) costs, and people whom too little heat leaves cold."""
    extra = np.clip(np.nan_to_num(colder), 0.0, 25.0) * _WORK_PER_K
    short = frames.role("hot_water_supply_temperature_setpoint") - frames.role("hot_water_supply_temperature")
    return Waste(
        electricity_w=np.nan_to_num(frames.role("heat_pump_power")) * extra / (1.0 + extra),
        discomfort=np.where((extra > 0) & (short > _SHORT_K), building_cold(frames), 0.0),
    )


def _assessing(in_frost_k: float, without_frost_k: float) -> Callable[[Frames], Assessment]:
    """Assess with what stands of the tolerance by the weather [K]."""

    def assess(frames: Frames) -> Assessment:
        approach = EVAPORATING.expected(frames)
        residual = approach.measured - approach.value
        outside = frames.role("outdoor_air_temperature")
        standing = np.where(outside > _NO_FROST_C, without_frost_k, in_frost_k)
        return Assessment(
            applies=~np.isnan(residual),
            residual=residual,
            tolerance=joined(approach.tolerance, standing),
            measured=approach.measured,
            expected=approach.value,
            waste=_waste(frames, residual),
        )

    return assess


FAULTS = tuple(
    Fault(
        id=identifier,
        kind="hot_water_plant",
        needs=(
            ("evaporating_temperature",),
            ("outdoor_air_temperature",),
            ("heat_pump_status", "heat_pump_power"),
        ),
        assess=_assessing(in_frost_k, without_frost_k),
        quantity="temperature_difference",
        traces=("evaporating_temperature", "outdoor_air_temperature", "heat_pump_power"),
        source=source,
        weight=0.25,
    )
    for identifier, in_frost_k, without_frost_k, source in (
        (
            "heat_pump_outdoor_coil_iced",
            _STANDING_K,
            _ICE_WITHOUT_FROST_K,
            "estimate: coils boil 6 to 12 K below the air; the approach by the machine's own law",
        ),
        (
            "heat_pump_refrigerant_low",
            _LACK_IN_FROST_K,
            _STANDING_K,
            "Kim and Braun 2012, charge of heat pumps; boiling against outdoor air by the machine's own law",
        ),
    )
)
