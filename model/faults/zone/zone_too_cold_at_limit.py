"""The room's equipment heats all it can and the room stays cold."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.rooms.comfort import zone_cold, zone_heating_setpoint
from model.healthy.rooms.units import full_heat, heating_asked, neighbours, peopled, too_cold_by
from model.healthy.sensors import ZONE_AIR_K, joined
from model.healthy.water.heat_at_hand import heat_unproven
from model.healthy.water.plant import hot_water_rests

_CONTROL_BAND_K = 0.6
_NEIGHBOUR_WIDTH_K, _ENOUGH_NEIGHBOURS = 2.0, 3
_DIFFERING_SHARE = 0.5
# After a setback rooms may lag for an hour or two of a cold morning.
_AFTER_OPENING_HOURS = 1.5


def assess(frames: Frames) -> Assessment:
    full = full_heat(frames)
    # What befalls most rooms at once has its cause elsewhere, in the plant or the weather.
    others, number = neighbours(frames, too_cold_by, _NEIGHBOUR_WIDTH_K)
    shared = np.where(number >= _ENOUGH_NEIGHBOURS, np.maximum(others, 0.0), 0.0)
    residual = too_cold_by(frames) - shared - _CONTROL_BAND_K
    kept = (residual <= 0) & ~np.isnan(heating_asked(frames))
    return Assessment(
        # An open valve without hot water does not heat all it can; its plant was let rest, or there is none.
        applies=((full & ~heat_unproven(frames)) | kept)
        & ~hot_water_rests(frames)
        & peopled(frames, _AFTER_OPENING_HOURS)
        & ~np.isnan(residual),
        residual=residual,
        # The harder all are hit, the more they differ by glass, corner and people.
        tolerance=joined(ZONE_AIR_K, _CONTROL_BAND_K, _DIFFERING_SHARE * shared),
        measured=frames.role("zone_air_temperature"),
        expected=zone_heating_setpoint(frames),
        waste=Waste(discomfort=np.where(full, zone_cold(frames), 0.0)),
    )


FAULTS = tuple(
    Fault(
        id="zone_too_cold_at_limit",
        kind=kind,
        needs=(("zone_air_temperature",), (command,)),
        assess=assess,
        quantity="temperature",
        traces=("zone_air_temperature", "zone_air_temperature_heating_setpoint", command),
        source="PNNL airside re-tuning, zones",
        weight=0.25,
        # A room that is cold in the hard hours alone is cold.
        weight_against=0.08,
    )
    for kind, command in (
        ("vav_box", "reheat_valve_command"),
        ("fan_coil", "heating_valve_command"),
        ("rooftop_unit", "heating_command"),
    )
)
