"""The boiler's status says off while flue or water show that it burns."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean, trailing_min
from model.healthy.water.plant import is_heat_pump, pump_runs

# Only a fire makes flue gas this much hotter than the water, and keeps it so for an hour.
_FLUE_K, _FLUE_TOLERANCE_K = 15.0, 8.0
# Without a flue sensor: water that leaves warmer than it came for an hour, by more than sensors err.
_WATER_K, _WATER_TOLERANCE_K = 4.0, 1.5


def assess(frames: Frames) -> Assessment:
    status, flue = frames.role("boiler_status"), frames.role("flue_temperature")
    supply, back = frames.role("hot_water_supply_temperature"), frames.role("hot_water_return_temperature")
    off = held_for((status < 0.5) & pump_runs(frames), STEPS_PER_HOUR) & ~is_heat_pump(frames)[None, :]
    warm = np.where(np.isnan(flue), supply, flue)
    over = trailing_min(flue - np.fmax(supply, back), STEPS_PER_HOUR) - _FLUE_K
    by_water = trailing_mean(supply - back, STEPS_PER_HOUR) - _WATER_K
    # Water in the pipes gives its heat while it cools; only a fire holds its temperature.
    fallen = np.diff(supply, axis=0, prepend=supply[:1])
    held = trailing_mean(fallen, STEPS_PER_HOUR) > -0.05
    by_water = np.where(held, by_water, np.minimum(by_water, 0.0))
    by_flue = ~np.isnan(flue)
    return Assessment(
        applies=off & ~np.isnan(np.where(by_flue, over, by_water)),
        residual=np.where(by_flue, over, by_water),
        tolerance=np.where(by_flue, _FLUE_TOLERANCE_K, _WATER_TOLERANCE_K),
        measured=warm,
        expected=back,
    )


FAULT = Fault(
    id="boiler_status_contradicts",
    kind="hot_water_plant",
    needs=(
        ("boiler_status",),
        ("flue_temperature", "hot_water_supply_temperature"),
        ("hot_water_return_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "boiler_status",
        "flue_temperature",
        "hot_water_supply_temperature",
        "hot_water_return_temperature",
    ),
    source="contradiction between status, flue and water",
    weight=0.15,
    costed=False,
)
