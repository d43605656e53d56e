"""What power a supply fan takes at its speed and flow."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.flow import design_flow, measured_supply_flow
from model.healthy.air.operation import settled
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

_LEAST_SPEED, _LEAST_SHARE, _LEAST_W = 0.25, 0.1, 20.0


@once
def observe(frames: Frames) -> Observed:
    """Log of the power per design flow over the cube of the speed; flow over speed."""
    speed, power = frames.role("supply_fan_speed"), frames.role("supply_fan_power")
    design = design_flow(frames)[None, :]
    share = measured_supply_flow(frames) / design
    applies = settled(frames) & (speed > _LEAST_SPEED) & (share > _LEAST_SHARE) & (power > _LEAST_W)
    turned = np.where(applies, speed, np.nan)
    target = np.log(np.where(applies, power, np.nan) / (1000.0 * design)) - 3.0 * np.log(turned)
    features = np.stack(
        [np.ones(frames.shape), np.log(np.where(applies, share, 1.0) / np.where(applies, speed, 1.0))],
        axis=-1,
    )
    return Observed(target, features, applies & ~np.isnan(target))


LAW = Law(
    id="air_fan_power",
    kind="air_handler",
    observe=observe,
    # 1.5 kW for each m3/s at design; along the fan's curve power falls by some 0.6 of what the flow falls.
    mean=(0.9, 0.6),
    spread=(0.5, 0.4),
    noise=0.1,
    source="affinity laws; ASHRAE 90.1 fan power limits, 0.8 to 2.5 kW for each m3/s",
)
