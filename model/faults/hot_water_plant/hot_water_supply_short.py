"""Hot water leaves the plant colder than asked while water is moving."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.plant import no_heat_asked, pump_runs

# The sensor that is controlled by cannot err against its own setpoint: half a dead band of a plant in order.
_TOLERANCE_K = 2.0
# A source that never rests for hours and does not reach it, in weather that asks little, is short for sure.
_RESTLESS_STEPS = 2 * STEPS_PER_HOUR
_RESTLESS_TOLERANCE_K = 1.3
_EASY_ABOVE_C = 0.0


def assess(frames: Frames) -> Assessment:
    supply = frames.role("hot_water_supply_temperature")
    setpoint = frames.role("hot_water_supply_temperature_setpoint")
    residual = setpoint - supply
    restless = held_for(frames.first_of("heat_pump_status", "boiler_status") >= 0.5, _RESTLESS_STEPS)
    easy = restless & (frames.role("outdoor_air_temperature") > _EASY_ABOVE_C)
    return Assessment(
        # A pump left on by night pumps what nobody heats, as nobody asks for it.
        applies=held_for(pump_runs(frames) & ~no_heat_asked(frames), 2 * SETTLED_STEPS) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.where(easy, _RESTLESS_TOLERANCE_K, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        waste=Waste(discomfort=np.where(residual > _TOLERANCE_K, building_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="hot_water_supply_short",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature",),
        ("hot_water_supply_temperature_setpoint",),
        ("hot_water_pump_status", "hot_water_pump_speed", "hot_water_differential_pressure"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("hot_water_supply_temperature", "hot_water_supply_temperature_setpoint"),
    source="setpoint not met; PNNL re-tuning, plants",
    weight=0.25,
)
