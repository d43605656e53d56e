"""How far apart the rooms' heating and cooling setpoints stand while nobody is in."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

_EDGE_STEPS = STEPS_PER_HOUR


@once
def observe(frames: Frames) -> Observed:
    """Mean of cooling less heating setpoint [K] over the rooms of a unit, from an hour after people left."""
    zones = frames.others.get("vav_box")
    band = np.full(frames.shape, np.nan)
    if zones is not None:
        apart = zones.role("zone_air_temperature_cooling_setpoint") - zones.role(
            "zone_air_temperature_heating_setpoint"
        )
        told = frames.over("vav_box", (~np.isnan(apart)).astype(np.float64))
        total = frames.over("vav_box", np.nan_to_num(apart))
        band = np.where(told > 0, total / np.maximum(told, 1.0), np.nan)
    applies = held_for(frames.occupied == 0, _EDGE_STEPS) & ~np.isnan(band)
    return Observed(band, np.ones((*frames.shape, 1)), applies)


LAW = Law(
    id="air_night_band",
    kind="air_handler",
    observe=observe,
    # From no setback (2 to 3 K) to 15 to 29 degC.
    mean=(9.0,),
    spread=(4.0,),
    noise=1.0,
    source="ASHRAE 90.1, 6.4.3.3: setback to 13 degC, setup to 32 degC; narrower in PNNL re-tuning",
)
