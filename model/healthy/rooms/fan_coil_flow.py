"""Air that a fan coil moves, measured nowhere: what turns its temperatures into watts."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.rooms.units import fan_turns

# A unit for a usual room, or by the room's area: 6 l/s m2 (estimate: 60 W/m2 carried with 8 to 10 K).
_FLOW_M3_S, _FLOW_PER_M2 = 0.15, 0.006
# Centrifugal units of four pipes: 250 to 450 W a m3/s (makers' catalogues).
FAN_W_PER_M3_S = 350.0
_LEAST_SPEED = 0.3


def fan_coil_flow(frames: Frames) -> Floats:
    """Air flow [m3/s] (T, E): by design, else area, else a usual unit's; by speed; 0 where it stands."""
    by_area = frames.design("area") * _FLOW_PER_M2
    design = frames.design("supply_air_flow")
    design = np.where(np.isnan(design), np.where(np.isnan(by_area), _FLOW_M3_S, by_area), design)
    speed = frames.role("fan_command")
    share = np.where(np.isnan(speed), 0.6, np.clip(speed, _LEAST_SPEED, 1.0))
    turning = np.nan_to_num(fan_turns(frames), nan=1.0)
    return design[None, :] * share * turning
