"""How much of what its water could do a heating coil does at an opening of its valve."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.coil import coil_rise
from model.healthy.air.flow import flow_share
from model.healthy.air.operation import CLOSED, cooling_command, heating_command, settled
from model.healthy.learning.law import Law, Observed
from model.healthy.mixing.mixing import entering_air
from model.healthy.once import once
from model.healthy.water.plant import hot_water_stands

_LEAST_OPENING = 0.1
# Water that is hardly warmer than the air has nothing to show.
_LEAST_POTENTIAL_K = 15.0


@once
def observe(frames: Frames) -> Observed:
    """Change of the air over the difference of water and entering air; the valve's opening, and the flow."""
    rise, entering = coil_rise(frames), entering_air(frames)
    valve = heating_command(frames)
    other = cooling_command(frames)
    water = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    potential = water - entering.most
    share = np.nan_to_num(np.clip(flow_share(frames), 0.2, 1.2), nan=0.6)
    applies = (
        settled(frames, "heating_valve_command")
        & (valve > _LEAST_OPENING)
        & ~(other > CLOSED)
        & (potential > _LEAST_POTENTIAL_K)
        & (entering.least == entering.most)
        & ~hot_water_stands(frames)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        target = np.where(applies, rise.least / potential, np.nan)
    told = np.clip(valve, 0.0, 1.0)
    features = np.stack([told, 4.0 * told * (1.0 - told), told * (share - 0.6)], axis=-1)
    return Observed(target, features, applies & ~np.isnan(target))


LAW = Law(
    id="air_heating_coil",
    kind="air_handler",
    observe=observe,
    # Effectiveness with the valve open at 0.6 of design flow; how far half way is more; what flow takes.
    mean=(0.5, 0.05, -0.3),
    spread=(0.2, 0.15, 0.3),
    noise=0.05,
    source="effectiveness of water coils, 0.3 to 0.7 at design (ASHRAE Handbook, Systems)",
)
