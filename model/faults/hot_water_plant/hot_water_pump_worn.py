"""The pump moves less water for its speed than it used to."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.operation import FULL
from model.healthy.laws.hot_water import FLOW
from model.healthy.rooms.comfort import building_cold
from model.healthy.sensors import joined

# Valves that throttle change the network: a fifth either way is no news.
_STANDING = 0.2


def assess(frames: Frames) -> Assessment:
    flow = FLOW.expected(frames)
    residual = flow.value - flow.measured
    speed = frames.role("hot_water_pump_speed")
    at_limit = (speed >= FULL) & (residual > _STANDING)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=joined(flow.tolerance, _STANDING),
        measured=np.exp(np.clip(-residual, -3.0, 3.0)),
        expected=np.ones(frames.shape),
        command=speed,
        waste=Waste(discomfort=np.where(at_limit, building_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="hot_water_pump_worn",
    kind="hot_water_plant",
    needs=(("hot_water_pump_speed",), ("hot_water_flow", "hot_water_return_temperature")),
    assess=assess,
    quantity="fraction",
    traces=("hot_water_flow", "hot_water_pump_speed", "hot_water_differential_pressure"),
    source="affinity laws; flow for speed against the pump's own law",
    weight=0.15,
)
