"""What a fan coil's coil does to the air at full command, as a share of what the water could."""

from functools import partial

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.learning.law import Law, Observed
from model.healthy.rooms.units import (
    cold_water_missing,
    fan_turns,
    full_cooling,
    full_heat,
    warm_water_missing,
)

_LEAST_K = 0.5
_LEAST_HEAD_K = 8.0


def observe(frames: Frames, *, heats: bool) -> Observed:
    """Log of (discharge - room) over (water - room), at full command with the fan turning."""
    zone, discharge = frames.role("zone_air_temperature"), frames.role("discharge_air_temperature")
    if heats:
        full, missing = full_heat(frames), warm_water_missing(frames)
        water = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    else:
        full, missing = full_cooling(frames), cold_water_missing(frames)
        water = frames.of_parent("chilled_water_plant", "chilled_water_supply_temperature")
    sign = 1.0 if heats else -1.0
    head = sign * (water - zone)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.maximum(sign * (discharge - zone), _LEAST_K) / np.where(head > _LEAST_HEAD_K, head, np.nan)
    turning = held_for(fan_turns(frames) == 1, SETTLED_STEPS)
    return Observed(
        target=np.log(share),
        features=np.ones((*frames.shape, 1)),
        applies=full & turning & ~missing & ~np.isnan(share),
    )


_SOURCE = (
    "coils of fan coils have an effectiveness of 0.4 to 0.7 at design (makers' catalogues); the hour's noise "
    "is of water that comes through mains with losses (estimates)"
)
HEATING = Law(
    id="fan_coil_full_heating",
    kind="fan_coil",
    observe=partial(observe, heats=True),
    mean=(-0.70,),
    spread=(0.30,),
    noise=0.12,
    source=_SOURCE,
)
COOLING = Law(
    id="fan_coil_full_cooling",
    kind="fan_coil",
    observe=partial(observe, heats=False),
    mean=(-0.55,),
    spread=(0.30,),
    noise=0.15,
    source=_SOURCE,
)
LAWS = (HEATING, COOLING)
