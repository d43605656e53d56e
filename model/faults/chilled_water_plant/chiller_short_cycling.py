"""The chiller starts and stops many times an hour."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.water.chilled_water import chiller_runs, pump_runs

# Makers let compressors start every ten to twenty minutes; more than three starts an hour, over two hours, is
# as fast as their own timers let them.
_MOST_AN_HOUR = 3.0
_TOLERANCE = 0.6
_HOURS = 2


def starts_an_hour(runs: Floats) -> Floats:
    """Starts in an hour (T, E), mean of the last two hours, from 1 and 0; NaN where it is not known."""
    started = np.full(runs.shape, np.nan)
    started[1:] = np.where(
        np.isnan(runs[1:]) | np.isnan(runs[:-1]), np.nan, (runs[1:] == 1) & (runs[:-1] == 0)
    )
    return trailing_mean(started, _HOURS * STEPS_PER_HOUR) * STEPS_PER_HOUR


def assess(frames: Frames) -> Assessment:
    starts = starts_an_hour(chiller_runs(frames))
    on_duty = held_for(pump_runs(frames) == 1, _HOURS * STEPS_PER_HOUR)
    return Assessment(
        applies=on_duty & ~np.isnan(starts),
        residual=starts - _MOST_AN_HOUR,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=starts,
        expected=np.full(frames.shape, _MOST_AN_HOUR),
    )


FAULT = Fault(
    id="chiller_short_cycling",
    kind="chilled_water_plant",
    needs=(
        ("chiller_status", "chiller_power"),
        ("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow"),
    ),
    assess=assess,
    quantity="strokes",
    traces=("chiller_status", "chilled_water_supply_temperature"),
    source="makers' limits of starts an hour; PNNL re-tuning: central plant",
    weight=0.2,
    costed=False,
)
