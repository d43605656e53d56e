"""Heat and cold that a room's unit gives against each other within the hour."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, known_or_zero, trailing_mean
from model.healthy.air.flow import AIR_J_PER_M3_K, box_flow
from model.healthy.once import once
from model.healthy.rooms.units import heating_asked

# The air that a box blows at its least, which is cold whatever its room needs: 30 % (ASHRAE 90.1 6.5.2.1).
_LEAST_SHARE = 0.3
# What a reheat coil that nobody sees work adds with its valve wide open [K]: 20 K at the flow for heating,
# half of that at twice as much air (estimate).
_FULL_RISE_K = 10.0
_MOST_COLDER_K = 12.0


@once
def fought_w(frames: Frames) -> Floats:
    """Reheat that meets cold air beyond the least in the same hour [W] (T, E); 0 where nothing tells.

    Both the heat and as much cooling are lost. What a box must blow at the least, and heat, is no fight.
    """
    if frames.kind != "vav_box":
        return np.zeros(frames.shape)
    flow, design = box_flow(frames), frames.design("supply_air_flow")[None, :]
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    colder = np.clip(frames.role("zone_air_temperature") - supply, 0.0, _MOST_COLDER_K)
    cold = known_or_zero(np.maximum(flow - _LEAST_SHARE * design, 0.0) * colder)
    asked = known_or_zero(heating_asked(frames))
    rise = frames.role("discharge_air_temperature") - supply
    rise = np.where(np.isnan(rise), _FULL_RISE_K * asked, np.where(asked > 0, np.maximum(rise, 0.0), 0.0))
    heat = known_or_zero(flow * rise)
    both = np.minimum(trailing_mean(cold, STEPS_PER_HOUR), trailing_mean(heat, STEPS_PER_HOUR))
    return np.asarray(both * AIR_J_PER_M3_K)
