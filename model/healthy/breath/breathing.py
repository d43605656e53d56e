"""What people breathe out tells how little outdoor air comes: carbon dioxide against what is to dilute it."""

from functools import partial

import numpy as np

from model.frames.frames import LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_min
from model.healthy.air.flow import design_flow, measured_supply_flow, supply_flow
from model.healthy.air.operation import damper_command, fan_runs
from model.healthy.breath.breath import BREATH_M3_S, OUTDOOR_PPM
from model.healthy.mixing.damper import expected_fraction
from model.healthy.once import once
from model.healthy.rooms.units import neighbours, peopled
from model.healthy.sensors import joined

# Rooms are some two thirds full of what they are designed for when people are in (ASHRAE 62.1, diversity).
# How many, and how hard they breathe, differs by a factor of 1.5 between rooms, and somewhat between houses.
_USUAL_FULL, _ROOMS_DIFFER, _HOUSES_DIFFER = 0.65, 0.4, 0.3
# Design flows are off by balancing, filters and belts.
_FLOW = 0.3
# Air changes of a room: what fan and damper did for so long makes its air.
_STEPS = 3 * STEPS_PER_HOUR // 2
# A damper that is told less may be shut on purpose.
_LEAST_COMMAND = 0.1
# Under this nobody can tell air from outdoors; makers' 50 ppm and 3 %.
_LEAST_PPM = 150.0
# Three rooms or units that are filled alike excuse a fourth.
_ENOUGH = 3
_ALIKE = 0.5
# Below, where health is likelier, there may be few people. Temperatures that see the damper work outweigh it.
_SAYS, _MOST = 1.3, 2.5
# Even a tight damper that is shut lets in so much, with the house's own leaks; beyond that it is a crowd.
_SHUT = 0.03


def short_of_air(frames: Frames) -> Floats:
    """How far carbon dioxide stands above what the damper's command would leave, in deviations (T, E).

    NaN where it is not, or where people, flow or carbon dioxide are not known: it can only accuse, since
    rooms with few people in them have good air whatever comes in. Units beside it whose rooms are fuller than
    usual, or whose people breathe harder, excuse it. The least reading of the last hours is taken for the
    outdoor air, where that is more, so that a sensor that reads high says nothing.
    """
    beyond, houses = _beyond_full(frames)
    expected, doubt = expected_fraction(frames)
    deviation = beyond / joined(_ROOMS_DIFFER, houses, _FLOW, doubt / expected)
    most = np.log(np.maximum(expected, _SHUT) / _SHUT) + _ROOMS_DIFFER
    crowded = _fuller(frames, OUTDOOR_PPM) > most
    return np.where((deviation >= _SAYS) & ~crowded, np.minimum(deviation, _MOST), np.nan)


def share_by_breath(frames: Frames) -> Floats:
    """Outdoor-air fraction by carbon dioxide (T, E), where that stands above what the command would leave."""
    beyond, _ = _beyond_full(frames)
    expected, _ = expected_fraction(frames)
    return np.where(np.isnan(short_of_air(frames)), np.nan, expected * np.exp(-beyond))


@once
def crowding(frames: Frames) -> Floats:
    """Logarithm of how much fuller than usual rooms beside seem, at least 0; NaN unknown. (T, E)."""
    others, count = neighbours(frames, partial(_fuller, outdoors=OUTDOOR_PPM), _ALIKE, all_kinds=False)
    return np.where(count >= _ENOUGH, np.maximum(others - np.log(_USUAL_FULL), 0.0), np.nan)


@once
def _beyond_full(frames: Frames) -> tuple[Floats, Floats]:
    """Logarithm of the excess over what rooms as full as those beside would have, and its doubt by houses."""
    missing = _missing(frames)
    others, count = neighbours(frames, _missing, _ALIKE, all_kinds=False)
    usual = np.log(_USUAL_FULL)
    beside = (count >= _ENOUGH) & ~np.isnan(others)
    fuller = np.where(beside, np.maximum(others, usual), usual)
    houses = np.where(beside, 0.0, _HOUSES_DIFFER)
    return missing - fuller, houses


def _missing(frames: Frames) -> Floats:
    """Logarithm of the excess over what full rooms would have with the damper as told, (T, E)."""
    least = trailing_min(_co2(frames), LOOK_BACK_HOURS * STEPS_PER_HOUR)
    return _fuller(frames, np.maximum(least, OUTDOOR_PPM))


def _co2(frames: Frames) -> Floats:
    return frames.first_of("return_air_co2", "zone_co2")


def _fuller(frames: Frames, outdoors: Floats | float) -> Floats:
    """The same above so much ``outdoors`` [ppm]."""
    excess = _co2(frames) - outdoors
    known = ~np.isnan(measured_supply_flow(frames)) | ~np.isnan(design_flow(frames))[None, :]
    expected, _ = expected_fraction(frames)
    fresh = trailing_min(np.where(known, expected * supply_flow(frames), np.nan), _STEPS)
    counts = peopled(frames, _STEPS / STEPS_PER_HOUR) & held_for(fan_runs(frames) == 1, _STEPS)
    counts &= held_for(damper_command(frames) >= _LEAST_COMMAND, _STEPS) & (excess >= _LEAST_PPM)
    with np.errstate(invalid="ignore", divide="ignore"):
        allowed = frames.design("people")[None, :] * BREATH_M3_S / fresh * 1e6
        return np.where(counts & (allowed > 0), np.log(np.where(counts, excess, 1.0) / allowed), np.nan)
