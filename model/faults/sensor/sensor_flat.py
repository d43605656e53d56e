"""A sensor shows the very same value for hours in which what it measures must have moved.

A constant truth is no flat sensor: what a loop holds, still water, an empty room, a coarse resolution. So it
takes one of: its like moved by several of their steps, and not by starting or stopping; the machine that
moves what is measured went on or off meanwhile; or the quantity cannot stand still, as the air outdoors.
"""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.faults.sensor.likes import among, like, of_roles
from model.frames import STEPS_PER_HOUR, Frames
from model.windows import Floats, trailing_max, trailing_min

_STILL = 1e-6
_TOLERANCE = 0.35
_REST = 1e-3
_HOURS, _LONG_HOURS = 6, 9
_LEAST_REPORTS = 3
# At least two of its like besides itself, of which most moved by several steps: rooms that are kept well may
# stand on one of half a kelvin for a night.
_LEAST_LIKE, _MOST = 3, 0.6
_CLEAR_STEPS = 3.5
# Air of an empty house, near the 400 to 450 ppm outdoors.
_FRESH_PPM = 500.0
# Boxes stand on their minimum for nights on end, each by its own room.
_KEPT_BY_LOOPS = ("discharge_air_flow",)
_RESTLESS = (
    "outdoor_air_temperature",
    "outdoor_air_humidity",
    "mixed_air_temperature",
    "hot_water_return_temperature",
    "chilled_water_return_temperature",
    "condenser_water_return_temperature",
)


def _reports(frames: Frames, hours: int) -> Floats:
    heard = frames.heard.get("value", np.zeros(frames.shape, dtype=bool))
    reports = np.cumsum(heard, axis=0).astype(np.float64)
    steps = hours * STEPS_PER_HOUR
    reports[steps:] -= reports[:-steps].copy()
    return reports


def _spread(value: Floats, hours: int) -> Floats:
    steps = hours * STEPS_PER_HOUR
    return trailing_max(value, steps) - trailing_min(value, steps)


def assess(frames: Frames) -> Assessment:
    value = frames.role("value")
    lately = _spread(value, 1)
    moves = (_reports(frames, 1) >= _LEAST_REPORTS) & (lately > _STILL)
    told = _reports(frames, _HOURS) >= _HOURS * _LEAST_REPORTS
    spread = _spread(value, _HOURS)
    still = told & (spread <= _STILL) & ~np.isnan(value)

    step = np.full(frames.shape, np.nan)
    step[1:] = np.abs(np.diff(value, axis=0))
    smallest = trailing_min(np.where(step > _STILL, step, np.nan), _HOURS * STEPS_PER_HOUR)
    clearly = told & (spread > _CLEAR_STEPS * smallest)
    groups, resting = like(frames), frames.role("resting")
    # What went on or off meanwhile says nothing of what is moved by a machine that went on.
    went_on = ~(_spread(resting, _HOURS) > 0)
    others = among(groups, (told & went_on).astype(np.float64))
    moved = among(groups, (clearly & went_on).astype(np.float64))
    like_moved = (others >= _LEAST_LIKE) & (moved > _MOST * others)

    steps = _LONG_HOURS * STEPS_PER_HOUR
    switched = (trailing_max(resting, steps) == 1) & (trailing_min(resting, steps) == 0)
    through = switched & (_spread(value, _LONG_HOURS) <= _STILL)
    works = trailing_max(resting, _HOURS * STEPS_PER_HOUR) == 0
    like_moved &= ~of_roles(frames, *_KEPT_BY_LOOPS)[None, :]
    must_move = like_moved | through | (of_roles(frames, *_RESTLESS)[None, :] & works)
    excused = resting == 1
    excused |= (frames.design("rests_at_zero") == 1)[None, :] & (np.abs(value) < _REST)
    excused |= of_roles(frames, "zone_co2", "return_air_co2")[None, :] & (value < _FRESH_PPM)
    return Assessment(
        applies=(still & must_move & ~excused) | moves,
        residual=np.where(moves, -1.0, 1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=value,
        expected=np.full(frames.shape, np.nan),
    )


FAULT = Fault(
    id="sensor_flat",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="sensor",
    traces=("value",),
    looks_back_hours=9,
    source="flatline, in use in the field (0.1 degF over an hour); here exact, over hours",
    weight=0.2,
    weight_against=1.0,
    costed=False,
)
