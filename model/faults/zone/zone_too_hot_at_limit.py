"""The room's equipment cools all it can and the room stays hot."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max
from model.healthy.rooms.comfort import zone_cooling_setpoint, zone_hot
from model.healthy.rooms.units import cooling_asked, full_cooling, neighbours, peopled, too_hot_by
from model.healthy.sensors import ZONE_AIR_K, joined
from model.healthy.water.plant import chilled_water_rests

_CONTROL_BAND_K = 0.6
_NEIGHBOUR_WIDTH_K, _ENOUGH_NEIGHBOURS = 2.0, 3
_DIFFERING_SHARE = 0.5
_AFTER_OPENING_HOURS = 1.5
# Supply air is designed 8 to 12 K below the room; so much cooler than a hot room it does its design's work.
_LEAST_COOLING_K, _DESIGN_COOLING_K = 6.0, 9.0
_SEVERAL, _LATELY_STEPS = 2, 3 * STEPS_PER_HOUR


def _nothing_to_cool_with(frames: Frames) -> Flags:
    """Where the air sent to a box is hardly cooler than the room should be: it cools none, open or not.

    Where that air is not known, and for what cools by water alone: where the plant rests for the season, or
    none is known and none of several fan coils gets cold air.
    """
    own, sent = frames.role("discharge_air_temperature"), np.full(frames.shape, np.nan)
    if frames.kind == "vav_box":
        sent = np.fmin(own, frames.of_parent("air_handler", "supply_air_temperature"))
    works = frames.role("zone_air_temperature") - sent >= _DESIGN_COOLING_K
    warm = (zone_cooling_setpoint(frames) - sent < _LEAST_COOLING_K) & ~works
    without = chilled_water_rests(frames)
    if frames.kind == "fan_coil":
        without |= _no_unit_gets_cold(frames)
    return np.asarray(np.where(np.isnan(sent), without, warm), dtype=bool)


def _no_unit_gets_cold(frames: Frames) -> Flags:
    """Where several fan coils that nobody described a plant of are told to cool, and none does. (T, E)."""
    index = frames.parents.get("chilled_water_plant")
    described = np.zeros(frames.shape[1], dtype=bool) if index is None else index >= 0
    colder = frames.role("zone_air_temperature") - frames.role("discharge_air_temperature")
    asked = full_cooling(frames) & ~np.isnan(colder)
    cools = asked & (colder >= _LEAST_COOLING_K)

    def lately(units: Flags) -> Floats:
        return frames.in_building(frames.kind, trailing_max(units.astype(np.float64), _LATELY_STEPS))

    return np.asarray(~described[None, :] & (lately(asked) >= _SEVERAL) & (lately(cools) == 0), dtype=bool)


def assess(frames: Frames) -> Assessment:
    full = full_cooling(frames)
    # What befalls most rooms at once has its cause elsewhere, in the plant or the weather.
    others, number = neighbours(frames, too_hot_by, _NEIGHBOUR_WIDTH_K)
    shared = np.where(number >= _ENOUGH_NEIGHBOURS, np.maximum(others, 0.0), 0.0)
    residual = too_hot_by(frames) - shared - _CONTROL_BAND_K
    kept = (residual <= 0) & ~np.isnan(cooling_asked(frames))
    return Assessment(
        applies=((full & ~_nothing_to_cool_with(frames)) | kept)
        & peopled(frames, _AFTER_OPENING_HOURS)
        & ~np.isnan(residual),
        residual=residual,
        # The harder all are hit, the more they differ by glass, corner and people.
        tolerance=joined(ZONE_AIR_K, _CONTROL_BAND_K, _DIFFERING_SHARE * shared),
        measured=frames.role("zone_air_temperature"),
        expected=zone_cooling_setpoint(frames),
        waste=Waste(discomfort=np.where(full, zone_hot(frames), 0.0)),
    )


FAULTS = tuple(
    Fault(
        id="zone_too_hot_at_limit",
        kind=kind,
        needs=(("zone_air_temperature",), commands),
        assess=assess,
        quantity="temperature",
        traces=("zone_air_temperature", "zone_air_temperature_cooling_setpoint", commands[0]),
        source="PNNL airside re-tuning, zones",
        weight=0.25,
        # A room that is hot in the hard hours alone is hot.
        weight_against=0.08,
    )
    for kind, commands in (
        ("vav_box", ("box_damper_command", "box_damper_position", "discharge_air_flow")),
        ("fan_coil", ("cooling_valve_command", "cooling_valve_position")),
        ("rooftop_unit", ("cooling_command",)),
    )
)
