"""A sensor shows the very same value for hours in which what it measures must have moved.

A constant truth is no flat sensor: what a loop holds or a fan of one speed blows, still water, an empty
room, a coarse resolution. So it takes one of: its like moved by several of their steps, and not by starting
or stopping; the machine that moves what is measured went on or off meanwhile; the quantity cannot stand
still, as the air outdoors; or the loop that it belongs to stood at its end and held nothing, while hardly any
of its like stood still.
"""

import numpy as np
from numpy.typing import NDArray

from model.faults.fault import Assessment, Fault, Waste
from model.faults.sensor.likes import among, like, of_roles
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import trailing_max, trailing_min, trailing_sum

_STILL = 1e-6
_TOLERANCE = 0.35
_REST = 1e-3
_HOURS, _LONG_HOURS = 6, 9
_LEAST_REPORTS = 3
# At least two of its like besides itself, of which most moved by several steps: rooms that are kept well may
# stand on one of half a kelvin for a night.
_LEAST_LIKE, _MOST = 3, 0.6
_CLEAR_STEPS = 3.5
# Rooms that are kept day and night move by a step or two. Where almost each of many does so, none of them
# stands because of a coarse resolution.
_LEAST_MOVING, _FEW = 5, 0.1
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


def _reports(frames: Frames, steps: int) -> NDArray[np.int16]:
    """How often a sensor was heard within so many steps (T, E)."""
    return trailing_sum(frames.heard["value"].astype(np.int16), steps)


def assess(frames: Frames) -> Assessment:
    value = frames.role("value")
    hour, hours, long = (STEPS_PER_HOUR * each for each in (1, _HOURS, _LONG_HOURS))
    most, least = trailing_max(value, hour), trailing_min(value, hour)
    moves = (_reports(frames, hour) >= _LEAST_REPORTS) & (most - least > _STILL)
    told = _reports(frames, hours) >= _HOURS * _LEAST_REPORTS
    most, least = trailing_max(most, hours, hour), trailing_min(least, hours, hour)
    spread = most - least
    still = told & (spread <= _STILL) & ~np.isnan(value)

    step = np.full(frames.shape, np.nan)
    step[1:] = np.abs(np.diff(value, axis=0))
    smallest = trailing_min(np.where(step > _STILL, step, np.nan), hours)
    clearly = told & (spread > _CLEAR_STEPS * smallest)
    groups, resting = like(frames), frames.role("resting")
    # What went on or off meanwhile says nothing of what is moved by a machine that went on.
    rested, worked = trailing_max(resting, hours), trailing_min(resting, hours)
    went_on = ~(rested > worked)
    others = among(groups, (told & went_on).astype(np.float64))
    moved = among(groups, (clearly & went_on).astype(np.float64))
    like_moved = (others >= _LEAST_LIKE) & (moved > _MOST * others)

    stand = (still & went_on).astype(np.float64)
    few_stand = (others > _LEAST_MOVING) & (among(groups, stand) - stand <= _FEW * others)

    like_moved &= ~of_roles(frames, *_KEPT_BY_LOOPS)[None, :] & (frames.role("steadily_driven") != 1)
    switched = (trailing_max(rested, long, hours) == 1) & (trailing_min(worked, long, hours) == 0)
    long_spread = trailing_max(most, long, hours) - trailing_min(least, long, hours)
    through = switched & (long_spread <= _STILL)
    must_move = like_moved | through | (of_roles(frames, *_RESTLESS)[None, :] & (rested == 0))
    must_move |= few_stand & (frames.role("unheld") == 1)
    excused = resting == 1
    excused |= (frames.design("rests_at_zero") == 1)[None, :] & (np.abs(value) < _REST)
    excused |= of_roles(frames, "zone_co2", "return_air_co2")[None, :] & (value < _FRESH_PPM)
    return Assessment(
        applies=(still & must_move & ~excused) | moves,
        residual=np.where(moves, -1.0, 1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=value,
        expected=np.full(frames.shape, np.nan),
        waste=Waste(discomfort=frames.role("felt")),
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
