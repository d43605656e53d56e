"""A carbon dioxide sensor reads far from outdoor air in a room that has long been empty."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_max, trailing_min
from model.healthy.breath.breath import OUTDOOR_PPM
from model.healthy.rooms.comfort import zone_people
from model.healthy.rooms.units import neighbours

_OUTDOOR_TOLERANCE_PPM = 25.0
# Healthy sensors: 50 ppm and 3 % (makers' data; ASHRAE 62.1 asks for 75 ppm at 600 and 1,000 ppm).
_SENSOR_PPM = 50.0
_EMPTY_HOURS, _SETTLED_HOURS = 3, 3
# An empty room of 0.2 air changes an hour that falls by less than this in three hours is nearly at rest.
_STILL_PPM = 25.0
_NEIGHBOUR_WIDTH_PPM, _ENOUGH_NEIGHBOURS = 80.0, 2
# A room by itself may be so tight that it never comes to rest in a night.
_ALONE_TOLERANCE_PPM = 120.0


def _at_rest(frames: Frames) -> Floats:
    """Reading of each room that has come to rest, with nobody in for hours [ppm] (T, E)."""
    co2 = frames.role("zone_co2")
    steps = _SETTLED_HOURS * STEPS_PER_HOUR
    still = trailing_max(co2, steps) - trailing_min(co2, steps) < _STILL_PPM
    empty = held_for(frames.occupied == 0, (_EMPTY_HOURS + _SETTLED_HOURS) * STEPS_PER_HOUR)
    return np.where(still & empty, co2, np.nan)


def assess(frames: Frames) -> Assessment:
    co2, resting = frames.role("zone_co2"), _at_rest(frames)
    others, number = neighbours(frames, _at_rest, _NEIGHBOUR_WIDTH_PPM)
    # Where the others rest higher, the night air itself is worse, or the building tight and slow to clear.
    among = number >= _ENOUGH_NEIGHBOURS
    base = np.where(among, np.fmax(others, OUTDOOR_PPM), OUTDOOR_PPM)
    # No room has less than the outdoors, people or not.
    below = OUTDOOR_PPM - co2
    impossible = below > _SENSOR_PPM
    residual = np.where(np.isnan(resting), below, np.maximum(resting - base, OUTDOOR_PPM - resting))
    alone = ~among & (resting > base)
    tolerance = np.where(alone, _ALONE_TOLERANCE_PPM, float(np.hypot(_SENSOR_PPM, _OUTDOOR_TOLERANCE_PPM)))
    people = zone_people(frames)[None, :] * np.nan_to_num(frames.occupied)
    blind = np.nan_to_num(residual) > 3 * _SENSOR_PPM
    return Assessment(
        applies=(~np.isnan(resting) | impossible) & ~np.isnan(residual),
        residual=residual,
        tolerance=tolerance,
        measured=co2,
        expected=np.where(np.isnan(resting) | (resting < OUTDOOR_PPM), OUTDOOR_PPM, base),
        # A sensor that reads low lets the air go stale, where the ventilation follows it.
        waste=Waste(stale_air=np.where(impossible & blind, people, 0.0)),
    )


FAULTS = tuple(
    Fault(
        id="co2_sensor_wrong",
        kind=kind,
        needs=(("zone_co2",),),
        assess=assess,
        quantity="concentration",
        traces=("zone_co2",),
        looks_back_hours=7,
        source="readings of empty rooms against outdoor air; ASHRAE 62.1 6.2.6 accuracy of sensors",
        weight=0.2,
        costed=False,
    )
    for kind in ("vav_box", "fan_coil", "rooftop_unit")
)
