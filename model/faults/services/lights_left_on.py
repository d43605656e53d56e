"""Lights burn in an empty building much as they do by day."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, trailing_max, trailing_mean
from model.healthy.laws.lights import LAW
from model.healthy.services import nobody_in, people_in_building

# Lights that stay by night: stairs, exits, shops' windows; 5 to 20 % of what is installed (ASHRAE 90.1).
_USUAL_SHARE, _SHARE_TOLERANCE = 0.15, 0.12
_DAY_STEPS = 10 * STEPS_PER_HOUR
_ON = 0.1
# A command to be off rules out that it was left on, not that a relay stuck or somebody switched by hand,
# which is as often so: however many its hours are, they say little.
_TOLD_OFF = 0.8
# Less than half of what good lights take: 5 W/m2 and 12 m2 a person (ASHRAE 90.1).
_LEAST_BY_DAY_W = 25.0


def _of_a_day(frames: Frames, by_day: Floats) -> Floats:
    """What burns by day [W], NaN on days on which a house that should be open stayed dark, as on holidays."""
    return np.where(by_day > _LEAST_BY_DAY_W * people_in_building(frames), by_day, np.nan)


def assess(frames: Frames) -> Assessment:
    empty = nobody_in(frames)
    power, command = frames.role("lights_power"), frames.role("lights_command")
    by_day = _of_a_day(
        frames, trailing_max(trailing_mean(np.where(frames.occupied == 1, power, np.nan), 6), _DAY_STEPS)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        against_day = trailing_mean(power, STEPS_PER_HOUR // 2) / by_day
    # When the day is out of sight, as on a Sunday, what was learned of the lights by night.
    law = LAW.expected(frames)
    doubt = np.hypot(law.tolerance, 0.25)
    by_history = (law.measured - law.value) / doubt * _SHARE_TOLERANCE
    by_day_known = ~np.isnan(against_day)
    own = np.where(by_day_known, against_day - _USUAL_SHARE, by_history)
    told_on = np.where(np.isnan(command), np.nan, np.where(command > _ON, 0.5, _TOLD_OFF * _SHARE_TOLERANCE))
    residual = np.where(np.isnan(own), told_on, own)
    expected = np.where(by_day_known, _USUAL_SHARE * by_day, np.exp(law.value))
    shown = np.where(np.isnan(power), command, power)
    wasted = np.where(empty, np.nan_to_num(power - np.nan_to_num(expected)), 0.0)
    on = residual > _SHARE_TOLERANCE
    return Assessment(
        applies=empty & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _SHARE_TOLERANCE),
        measured=shown,
        expected=np.where(np.isnan(power), 0.0, expected),
        waste=Waste(electricity_w=np.where(on, np.clip(wasted, 0.0, None), 0.0)),
    )


FAULT = Fault(
    id="lights_left_on",
    kind="lighting",
    needs=(("lights_power", "lights_command"),),
    assess=assess,
    quantity="power",
    traces=("lights_power", "lights_command"),
    looks_back_hours=10,
    source="lights on while nobody is in; PNNL re-tuning: lighting; ASHRAE 90.1 (automatic shutoff)",
    # An event of ten hours that no schedule tells of must not decide; nights in a row are one habit.
    weight=0.14,
    weight_against=0.2,
)
