"""Air flow of a box by its damper and the duct's pressure."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, held_for, trailing_max, trailing_min
from model.healthy.air.operation import SETTLED_STEPS, fan_runs
from model.healthy.learning.law import Law, Observed

_LEAST_OPEN, _LEAST_FLOW_SHARE = 0.12, 0.03
_USUAL_PRESSURE_PA = 200.0
_LEAST_PRESSURE_PA = 20.0
_STEADY = 0.12


def observe(frames: Frames) -> Observed:
    """Log of flow over design, less half that of the pressure, against damper and its square."""
    damper = frames.first_of("box_damper_position", "box_damper_command")
    flow, design = frames.role("discharge_air_flow"), frames.design("supply_air_flow")[None, :]
    pressure = frames.of_parent("air_handler", "supply_air_static_pressure")
    head = np.where(np.isnan(pressure), 0.0, 0.5 * np.log(np.maximum(pressure, 1.0) / _USUAL_PRESSURE_PA))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = flow / design
        target = np.log(np.where(share > _LEAST_FLOW_SHARE, share, np.nan)) - head
    steady = trailing_max(damper, SETTLED_STEPS) - trailing_min(damper, SETTLED_STEPS) < _STEADY
    # A sensor that is silent leaves the pressure unknown: its fan may do what it never did.
    silent = _has_sensor(frames)[None, :] & np.isnan(pressure)
    blown = held_for(np.asarray(~(pressure < _LEAST_PRESSURE_PA) & ~silent), SETTLED_STEPS)
    log_open = np.log(np.clip(damper, _LEAST_OPEN, 1.0))
    running = np.asarray(_parent_fan(frames) != 0)
    return Observed(
        target=target,
        features=np.stack([np.ones(frames.shape), log_open, np.square(log_open)], axis=-1),
        applies=steady & blown & running & (damper >= _LEAST_OPEN) & ~np.isnan(target),
    )


def _has_sensor(frames: Frames) -> Flags:
    """Boxes (E,) whose unit has a sensor of the duct's pressure."""
    handlers = frames.others.get("air_handler")
    index = frames.parents.get("air_handler")
    if handlers is None or index is None or not len(handlers.equipment):
        return np.zeros(frames.shape[1], dtype=bool)
    has = handlers.described("supply_air_static_pressure")
    return np.asarray((index >= 0) & has[np.maximum(index, 0)])


def _parent_fan(frames: Frames) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    handlers = frames.others.get("air_handler")
    index = frames.parents.get("air_handler")
    if handlers is None or index is None or not len(handlers.equipment):
        return np.full(frames.shape, np.nan)
    return np.where(index >= 0, fan_runs(handlers)[:, np.maximum(index, 0)], np.nan)


LAW = Law(
    id="box_flow_by_damper",
    kind="vav_box",
    observe=observe,
    mean=(0.1, 1.2, 0.0),
    spread=(0.35, 0.35, 0.2),
    noise=0.12,
    source=(
        "single-blade dampers between linear and equal-percentage (ASHRAE Handbook, ducts); boxes chosen a "
        "quarter to a half too large; ducts that leave more or less pressure at a box"
    ),
)
