"""The damper is told to open and the outdoor air does not come."""

import numpy as np

from model.beliefs.likelihood import deviation_for
from model.faults.air_handler.opening_told import opening_told
from model.faults.air_handler.outdoor_air_damper_stuck_open import SEEN_BY
from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import CLOSED, cooling_command, damper_command, fan_runs, settled
from model.healthy.breath.breathing import share_by_breath, short_of_air
from model.healthy.breath.odds import breath_odds, co2_of_rooms
from model.healthy.breath.stale_air import breathed, staleness, staleness_lacking
from model.healthy.mixing.damper import expected_fraction, position_above
from model.healthy.mixing.mixing import outdoor_air, return_air
from model.healthy.mixing.odds import damper_odds, told_otherwise
from model.healthy.sensors import joined
from model.healthy.witnesses import SHOWS, joint

_HIGH_COMMAND = 0.5
_UNKNOWN = 1.0
_USUAL_MINIMUM = 0.2
_AFTER_STOP = 2 * STEPS_PER_HOUR


def assess(frames: Frames) -> Assessment:
    command = damper_command(frames)
    air = outdoor_air(frames)
    expected, doubt = expected_fraction(frames)
    tolerance = joined(np.nan_to_num(air.tolerance, nan=_UNKNOWN), doubt)
    told = settled(frames, "outdoor_air_damper_command")
    high = told & (command >= _HIGH_COMMAND)
    level = (expected - air.most) / tolerance
    # Where even a shut damper would hardly show, what is seen says nothing; bounds can only accuse.
    shows = high & (expected >= SHOWS * tolerance) & (~np.isnan(air.fraction) | (level > 0))
    level = np.where(shows & np.isfinite(level), level, np.nan)
    # Mixed air is held against all that boxes may do; bounds and flow stations tell beside it.
    level = np.where(told_otherwise(frames), level, np.nan)
    stands = np.where(told, deviation_for(damper_odds(frames).closed), np.nan)
    by_breath = _by_breath(frames, told)
    said = joint(level, stands, -position_above(frames), by_breath)
    cools = np.nan_to_num(cooling_command(frames)) > CLOSED
    free = np.maximum(return_air(frames).air - frames.role("outdoor_air_temperature"), 0.0)
    # Where no temperature tells what comes in, what people breathe out does.
    comes = np.where(np.isnan(air.fraction), share_by_breath(frames), air.fraction)
    missed = np.where(high & cools, np.clip(command - comes, 0.0, 1.0), 0.0)
    co2 = co2_of_rooms(frames)
    least = frames.design("minimum_outdoor_air_fraction")
    # Where only the damper itself tells, what it lets in is taken for nothing.
    lacking = np.where(
        np.isnan(comes), said > 0, 1.0 - comes / np.where(least > 0, least, _USUAL_MINIMUM)[None, :]
    )
    stale = np.where(np.isnan(co2), staleness_lacking(frames, lacking), staleness(co2))
    by_air = np.clip(np.where(np.isnan(air.fraction), air.most, air.fraction), 0.0, 1.0)
    by_air = np.where(by_air < expected, by_air, np.fmin(share_by_breath(frames), by_air))
    seen, due, told_so = opening_told(frames, said > 0, -1.0, by_air, expected)
    return Assessment(
        applies=~np.isnan(said),
        residual=said * tolerance,
        tolerance=tolerance,
        measured=seen,
        expected=due,
        command=told_so,
        waste=Waste(
            cooling_w=supply_flow(frames) * AIR_J_PER_M3_K * np.nan_to_num(missed * free),
            stale_air=np.where(command > CLOSED, breathed(frames, stale), 0.0),
        ),
    )


def _by_breath(frames: Frames, told: Flags) -> Floats:
    """What carbon dioxide says, in deviations (T, E): the balance of its hours, or else its level alone."""
    balance = breath_odds(frames)
    # What the stop of the fan shows is seen in the hours after it.
    lately = trailing_max(fan_runs(frames), _AFTER_STOP) == 1
    by_balance = np.where(lately & (balance != 0), deviation_for(balance), np.nan)
    return np.where(np.isnan(balance), np.where(told, short_of_air(frames), np.nan), by_balance)


FAULT = Fault(
    id="outdoor_air_damper_stuck_closed",
    kind="air_handler",
    needs=SEEN_BY,
    assess=assess,
    quantity="fraction",
    traces=(
        "mixed_air_temperature",
        "return_air_temperature",
        "outdoor_air_temperature",
        "outdoor_air_damper_command",
        "return_air_co2",
    ),
    looks_back_hours=10,
    source="energy balance of the mixing box; ASHRAE Guideline 36 FC6, FC10, FC11; NIST APAR; PNNL AIRCx; "
    "balance of carbon dioxide",
)
