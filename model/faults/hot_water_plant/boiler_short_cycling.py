"""The boiler starts and stops many times an hour."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.water.plant import pump_runs

# Makers allow four to six starts an hour; a fire that modulates starts once or twice.
_ALLOWED_STARTS = 3.5
_TOLERANCE_STARTS = 1.0
# Purging and heating up what cools between the starts: one per cent of an hour's gas each (estimate).
_LOST_W_PER_START = 400.0


def assess(frames: Frames) -> Assessment:
    status = frames.role("boiler_status")
    # Changes within a step are counted where every one was published.
    within = frames.travel.get("boiler_status", np.zeros(frames.shape))
    travel = np.fmax(within, np.abs(np.diff(status, axis=0, prepend=status[:1])))
    starts = np.cumsum(np.nan_to_num(travel) / 2.0, axis=0)
    starts[STEPS_PER_HOUR:] = starts[STEPS_PER_HOUR:] - starts[:-STEPS_PER_HOUR].copy()
    known = held_for(~np.isnan(status) & pump_runs(frames), STEPS_PER_HOUR)
    residual = starts - _ALLOWED_STARTS
    many = known & (residual > 0)
    return Assessment(
        applies=known & (starts >= 0.5),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_STARTS),
        measured=starts,
        expected=np.full(frames.shape, _ALLOWED_STARTS),
        waste=Waste(
            fuel_w=np.where(many, starts * _LOST_W_PER_START, 0.0), strokes=np.where(many, starts, 0.0)
        ),
    )


FAULT = Fault(
    id="boiler_short_cycling",
    kind="hot_water_plant",
    needs=(("boiler_status",), ("hot_water_pump_status", "hot_water_pump_speed", "hot_water_flow")),
    assess=assess,
    quantity="count",
    traces=("boiler_status", "hot_water_supply_temperature", "hot_water_supply_temperature_setpoint"),
    source="rules in use: more than six starts of a boiler an hour",
    weight=0.25,
)
