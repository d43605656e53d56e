"""How much air the boxes let through at their openings and the pressure that the duct shows."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.flow import design_flow, measured_supply_flow
from model.healthy.air.operation import settled
from model.healthy.learning.law import Law, Observed
from model.healthy.once import once

_USUAL_PA = 250.0
_LEAST_SHARE, _LEAST_PA, _LEAST_OPENING = 0.1, 20.0, 0.05


@once
def observe(frames: Frames) -> Observed:
    """Log of the share of design flow over the root of the duct's pressure; the mean opening of the boxes."""
    zones = frames.others.get("vav_box")
    nothing = np.full(frames.shape, np.nan)
    opening = nothing
    if zones is not None:
        damper = zones.first_of("box_damper_position", "box_damper_command")
        told = frames.over("vav_box", (~np.isnan(damper)).astype(np.float64))
        total = frames.over("vav_box", np.nan_to_num(damper))
        opening = np.where(told > 0, total / np.maximum(told, 1.0), np.nan)
    pressure = frames.role("supply_air_static_pressure")
    share = measured_supply_flow(frames) / design_flow(frames)[None, :]
    applies = settled(frames) & (share > _LEAST_SHARE) & (pressure > _LEAST_PA) & (opening > _LEAST_OPENING)
    target = np.log(np.where(applies, share, np.nan)) - 0.5 * np.log(
        np.where(applies, pressure, np.nan) / _USUAL_PA
    )
    features = np.stack([np.ones(frames.shape), np.log(np.where(applies, opening, 1.0))], axis=-1)
    return Observed(target, features, applies & ~np.isnan(target))


LAW = Law(
    id="air_duct",
    kind="air_handler",
    observe=observe,
    # Boxes that stand two thirds open pass some 0.8 of the design flow at 250 Pa; they differ by half.
    mean=(0.2, 1.0),
    spread=(0.5, 0.4),
    noise=0.08,
    source="flow through dampers goes with their opening and the root of the pressure; spread is an estimate",
)
