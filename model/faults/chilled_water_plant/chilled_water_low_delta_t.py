"""Much chilled water is pumped and comes back hardly warmer."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.water.chilled_water import chiller_runs, nobody_calls, pump_runs, pump_w

# Chilled water difference under 4 degF is in use as a fault; plants are designed for 10 to 16 degF.
_LEAST_DIFFERENCE_K = 4 * 5 / 9
# Two sensors of water, each a quarter of a kelvin off.
_TOLERANCE_K = 0.4
_MUCH_SHARE, _MUCH_SPEED = 0.3, 0.6


def assess(frames: Frames) -> Assessment:
    by_flow = frames.role("chilled_water_flow") / frames.design("chilled_water_flow")[None, :]
    speed = frames.role("chilled_water_pump_speed")
    plenty = np.where(np.isnan(by_flow), speed > _MUCH_SPEED, by_flow > _MUCH_SHARE)
    # Without a chiller the water cannot be cold, and with all valves shut it has nothing to take up.
    loaded = (chiller_runs(frames) != 0) & ~nobody_calls(frames) & (pump_runs(frames) == 1)
    much = held_for(plenty & loaded, 2 * SETTLED_STEPS)
    difference = frames.role("chilled_water_return_temperature") - frames.role(
        "chilled_water_supply_temperature"
    )
    residual = _LEAST_DIFFERENCE_K - difference
    return Assessment(
        applies=much & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=difference,
        expected=np.full(frames.shape, _LEAST_DIFFERENCE_K),
        waste=Waste(electricity_w=np.where(much, pump_w(frames) / 2, 0.0)),
    )


FAULT = Fault(
    id="chilled_water_low_delta_t",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature",),
        ("chilled_water_return_temperature",),
        ("chilled_water_flow", "chilled_water_pump_speed"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("chilled_water_supply_temperature", "chilled_water_return_temperature", "chilled_water_flow"),
    source="in use in the field: chilled water difference below 4 degF",
    weight=0.15,
)
