"""Heat is called in cold weather and the hot-water pump stands."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.plant import heat_asked, hot_water_pump_stands

# Heating limits in use lie at 12 to 20 degC outdoors; below, a plant that is asked has to pump.
_HEATING_BELOW_C = 10.0
_ASKED_VALVES = 1.0
_TOLD_SPEED = 0.1
_TOLERANCE = 0.25


def assess(frames: Frames) -> Assessment:
    asked, outside = heat_asked(frames), frames.role("outdoor_air_temperature")
    told = frames.role("hot_water_pump_speed") > _TOLD_SPEED
    wanted = (asked >= _ASKED_VALVES) & (outside < _HEATING_BELOW_C)
    called = held_for(wanted | (told & ~(asked < _ASKED_VALVES / 2)), STEPS_PER_HOUR // 2)
    known = ~np.isnan(frames.first_of("hot_water_pump_status", "hot_water_pump_speed", "hot_water_flow"))
    stands = trailing_mean(np.where(known, hot_water_pump_stands(frames), np.nan), 3)
    return Assessment(
        applies=called & ~np.isnan(stands),
        residual=stands,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=1.0 - stands,
        expected=np.ones(frames.shape),
        command=frames.role("hot_water_pump_speed"),
        waste=Waste(discomfort=np.where(called, np.nan_to_num(stands), 0.0) * building_cold(frames)),
    )


FAULT = Fault(
    id="hot_water_pump_failed",
    kind="hot_water_plant",
    needs=(("hot_water_pump_status", "hot_water_pump_speed", "hot_water_flow"),),
    assess=assess,
    quantity="fraction",
    traces=(
        "hot_water_pump_status",
        "hot_water_pump_speed",
        "hot_water_supply_temperature",
        "outdoor_air_temperature",
    ),
    source="open valves in cold weather and a pump at rest; PNNL re-tuning, plants",
    weight=0.8,
)
