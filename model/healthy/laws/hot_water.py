"""What a hot-water pump moves for its speed, and how hot the water is asked for in the weather."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.learning.law import Law, Observed
from model.healthy.water.plant import flow_m3_s, heat_called

_LEAST_SPEED = 0.15
_LEAST_FLOW_M3_S = 1e-5
_STEADY_STEPS = 3
_MILD_C, _SPAN_K = 15.0, 25.0


def _flow(frames: Frames) -> Observed:
    flow, speed = flow_m3_s(frames), frames.role("hot_water_pump_speed")
    target = np.log(np.maximum(flow, _LEAST_FLOW_M3_S) / np.where(speed > _LEAST_SPEED, speed, np.nan))
    running = held_for((speed > _LEAST_SPEED) & (flow > _LEAST_FLOW_M3_S), _STEADY_STEPS)
    return Observed(target, np.ones((*frames.shape, 1)), running & ~np.isnan(target))


def _setpoint(frames: Frames) -> Observed:
    setpoint = frames.role("hot_water_supply_temperature_setpoint")
    cold = np.clip((_MILD_C - frames.role("outdoor_air_temperature")) / _SPAN_K, 0.0, 1.0)
    features = np.stack([np.ones(frames.shape), cold], axis=-1)
    return Observed(setpoint, features, heat_called(frames) & ~np.isnan(setpoint) & ~np.isnan(cold))


FLOW = Law(
    id="hot_water_flow_of_speed",
    kind="hot_water_plant",
    observe=_flow,
    mean=(-5.3,),
    spread=(1.5,),
    noise=0.15,
    source="affinity laws: flow goes with speed in one network; 1 to 25 l/s of pumps in buildings",
)
SETPOINT = Law(
    id="hot_water_reset",
    kind="hot_water_plant",
    observe=_setpoint,
    mean=(54.0, 16.0),
    spread=(7.0, 8.0),
    noise=3.0,
    source="estimate: 65 to 82 degC at -10 degC outdoors, 45 to 60 at 15; ASHRAE 90.1 asks for a reset",
)
LAWS = (FLOW, SETPOINT)
