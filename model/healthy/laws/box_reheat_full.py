"""What a box's reheat coil does to the air at full command, as a share of what the water could."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.flow import air_proven, air_stands
from model.healthy.learning.law import Law, Observed
from model.healthy.rooms.units import full_heat, warm_water_missing

_LEAST_HEAD_K = 15.0


def observe(frames: Frames) -> Observed:
    """(Discharge - supply air) over (water - supply air), at full command with air that flows."""
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    water = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    head = water - supply
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (frames.role("discharge_air_temperature") - supply) / np.where(
            head > _LEAST_HEAD_K, head, np.nan
        )
    blows = air_proven(frames) & ~air_stands(frames)
    return Observed(
        target=share,
        features=np.ones((*frames.shape, 1)),
        applies=full_heat(frames) & blows & ~warm_water_missing(frames) & ~np.isnan(share),
    )


LAW = Law(
    id="box_reheat_full",
    kind="vav_box",
    observe=observe,
    mean=(0.45,),
    spread=(0.12,),
    noise=0.06,
    source="two-row reheat coils: effectiveness of 0.3 to 0.6 at their heating flow (makers' catalogues)",
)
