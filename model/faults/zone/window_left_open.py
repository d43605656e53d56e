"""A room loses its warmth by night far faster than it used to and than the others do."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.laws.zone_night_fall import BY_KIND, HOURS
from model.healthy.rooms.comfort import zone_cold
from model.healthy.rooms.units import neighbours, outdoors
from model.healthy.sensors import joined

_ENOUGH_NEIGHBOURS = 3
_WIDTH = 0.05
# Corners, glass and floors differ for good, by time constants of 25 to 150 hours: a room that falls by as
# much as the usual one again is no wonder, night after night. One whose nights are known differs by the wind.
_DIFFERS_SHARE, _NIGHTS_DIFFER_SHARE = 1.25, 0.4
_STRAY_K = 0.3
# Through an open window: 0.03 to 0.1 m3/s of outdoor air (estimate: a hand's width at 10 to 20 K).
_WINDOW_W_PER_K = 60.0


def _fall(frames: Frames) -> Floats:
    """Fall over three hours per kelvin above the outdoors, where the room is at rest (T, E)."""
    seen = BY_KIND[frames.kind].observe(frames)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(seen.applies, seen.target / seen.features[..., 0], np.nan)


def assess(frames: Frames) -> Assessment:
    law = BY_KIND[frames.kind]
    expected = law.expected(frames)
    seen = law.observed(frames)
    above = seen.features[..., 0]
    others, number = neighbours(frames, _fall, _WIDTH)
    enough = number >= _ENOUGH_NEIGHBOURS
    # The same night tells of wind, sky and sun before; the room's own past tells what kind of room it is.
    usual = np.maximum(np.where(enough, others, np.nan) * above, 0.0)
    by_law, doubt = expected.value, expected.tolerance
    value = np.fmax(by_law, usual)
    differs = _DIFFERS_SHARE + (_NIGHTS_DIFFER_SHARE - _DIFFERS_SHARE) * expected.known[None, :]
    tolerance = np.fmax(doubt, np.where(enough, joined(differs * np.nan_to_num(usual), _STRAY_K), np.nan))
    zone, outside = frames.role("zone_air_temperature"), outdoors(frames)
    colder = np.clip(np.nan_to_num(zone - outside), 0.0, 30.0)
    fallen = np.nan_to_num(expected.measured - value) > 0
    return Assessment(
        # A room that is blown at or heated tells nothing, however quietly the others rest.
        applies=seen.applies & enough & ~np.isnan(value),
        residual=expected.measured - value,
        tolerance=np.nan_to_num(tolerance, nan=1.0),
        measured=zone,
        expected=zone + np.nan_to_num(expected.measured - value) * fallen,
        waste=Waste(heating_w=_WINDOW_W_PER_K * colder, discomfort=zone_cold(frames)),
    )


FAULTS = tuple(
    Fault(
        id="window_left_open",
        kind=kind,
        needs=(("zone_air_temperature",), (command,)),
        assess=assess,
        quantity="temperature",
        traces=("zone_air_temperature", "zone_air_temperature_heating_setpoint"),
        looks_back_hours=4,
        source=f"fall over {HOURS} hours of the night, held against the room's past and the others",
        weight=0.25,
    )
    for kind, command in (
        ("vav_box", "reheat_valve_command"),
        ("fan_coil", "heating_valve_command"),
        ("rooftop_unit", "heating_command"),
    )
)
