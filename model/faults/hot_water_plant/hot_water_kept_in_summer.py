"""The plant fires and keeps its water hot in warm weather while every heating valve is shut."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.water.firing import fires, heat_pump_runs
from model.healthy.water.plant import heats_tap_water, no_heat_asked, standing_loss_w

_WARM_C = 18.0
_COOL_WATER_C = 35.0
_TOLERANCE_K = 8.0


def assess(frames: Frames) -> Assessment:
    supply = frames.role("hot_water_supply_temperature")
    warm = frames.role("outdoor_air_temperature") > _WARM_C
    idle = held_for(no_heat_asked(frames) & warm, 6 * STEPS_PER_HOUR) & ~heats_tap_water(frames)[None, :]
    fired = np.fmax(fires(frames), heat_pump_runs(frames))
    hot = supply - _COOL_WATER_C
    # Without fire hot water is only what is left of it.
    residual = np.where(fired == 0, np.minimum(hot, 0.0), hot)
    return Assessment(
        applies=idle & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=np.full(frames.shape, _COOL_WATER_C),
        waste=Waste(heating_w=np.where(idle & (residual > _TOLERANCE_K), standing_loss_w(frames), 0.0)),
    )


FAULT = Fault(
    id="hot_water_kept_in_summer",
    kind="hot_water_plant",
    needs=(("hot_water_supply_temperature",), ("outdoor_air_temperature",)),
    assess=assess,
    quantity="temperature",
    traces=("hot_water_supply_temperature", "outdoor_air_temperature", "boiler_status"),
    looks_back_hours=8,
    source="PNNL re-tuning, plants: boilers locked out above the heating limit",
    weight=0.08,
    weight_against=0.15,
)
