"""Much chilled water is pumped and comes back hardly warmer."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.operation import SETTLED_STEPS
from model.windows import held_for

# Chilled water difference under 4 degF is in use as a fault; plants are designed for 10 to 16 degF.
_LEAST_DIFFERENCE_K = 4 * 5 / 9
_TOLERANCE_K = 0.4
_MUCH_SHARE = 0.3
_PUMP_W_PER_M3_S = 300_000.0


def assess(frames: Frames) -> Assessment:
    flow = frames.role("chilled_water_flow")
    design = frames.design("chilled_water_flow")[None, :]
    much = held_for(flow > _MUCH_SHARE * design, 2 * SETTLED_STEPS)
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
        waste=Waste(electricity_w=np.where(much, np.nan_to_num(flow) * _PUMP_W_PER_M3_S / 2, 0.0)),
    )


FAULT = Fault(
    id="chilled_water_low_delta_t",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature",),
        ("chilled_water_return_temperature",),
        ("chilled_water_flow",),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("chilled_water_supply_temperature", "chilled_water_return_temperature", "chilled_water_flow"),
    source="in use in the field: chilled water difference below 4 degF",
    weight=0.15,
)
