"""How fast a supply fan has to turn for the air that it moves and the pressure that it holds."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.flow import design_flow, measured_supply_flow
from model.healthy.air.operation import settled
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

# What filters, coils and duct take at design flow [Pa]: built-up air handlers, 500 to 800 Pa beside the duct.
_UNIT_PA = 600.0
_LEAST_SPEED, _LEAST_SHARE, _LEAST_PA = 0.15, 0.1, 20.0


@once
def observe(frames: Frames) -> Observed:
    """Log of the speed over the root of the pressure that the fan makes; the share of design flow."""
    speed, pressure = frames.role("supply_fan_speed"), frames.role("supply_air_static_pressure")
    share = measured_supply_flow(frames) / design_flow(frames)[None, :]
    applies = settled(frames) & (speed > _LEAST_SPEED) & (share > _LEAST_SHARE) & (pressure > _LEAST_PA)
    made = np.where(applies, pressure + _UNIT_PA * np.square(share), np.nan)
    target = np.log(np.where(applies, speed, np.nan)) - 0.5 * np.log(made)
    features = np.stack([np.ones(frames.shape), np.log(np.where(applies, share, 1.0))], axis=-1)
    return Observed(target, features, applies & ~np.isnan(target))


LAW = Law(
    id="air_fan_speed",
    kind="air_handler",
    observe=observe,
    # 0.85 of full speed at design flow and 375 Pa in the duct; units are chosen a third too large or tight.
    mean=(-3.6, 0.0),
    spread=(0.3, 0.25),
    noise=0.04,
    source="affinity laws; design pressures of built-up air handlers (ASHRAE 90.1, fan power limits)",
)
