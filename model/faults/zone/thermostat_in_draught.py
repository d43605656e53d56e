"""Supply air blows onto a room sensor: when the air stops, its reading leaps, and its neighbours' do not."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.air.flow import air_proven
from model.healthy.rooms.comfort import cold_at, hot_at
from model.healthy.rooms.units import fan_turns, heating_asked, neighbours, stands
from model.healthy.sensors import joined

# Wall sensors follow the air about them with a time constant of 10 to 20 min (makers' sheets).
_SETTLED_STEPS, _LONGEST_STEPS = 6, 12
_LEAST_DIFFERENCE_K = 5.0
_LEAST_ROOMS = 3
_WIDTH_K = 1.0
# Rooms differ by so much in what they rise or fall within an hour of standing air: those of one side have sun
# or meetings at that hour, others not. Air leaps by the load that was carried away, which for one room is
# often twice that of the others.
_TOLERANCE_K, _LOADS_DIFFER = 1.3, 1.0
# What a sensor in a jet feels of it, beside the room (jets decay to a quarter within some metres; estimate).
_FELT_SHARE = 0.25
_SHUT = 0.02


def assess(frames: Frames) -> Assessment:
    zone, rise = frames.role("zone_air_temperature"), _rise(frames)
    others, number = neighbours(frames, _rise, _WIDTH_K, all_kinds=False)
    supply, blows = _supply(frames), _blows(frames)
    really = np.where(blows, zone + _FELT_SHARE * (zone - supply), np.nan)
    felt = np.where(supply < zone, hot_at(frames, really), cold_at(frames, really))
    return Assessment(
        applies=~np.isnan(rise) & (number >= _LEAST_ROOMS),
        residual=rise - others,
        tolerance=joined(_TOLERANCE_K, _LOADS_DIFFER * np.nan_to_num(others)),
        measured=rise,
        expected=others,
        waste=Waste(discomfort=felt),
    )


def _rise(frames: Frames) -> Floats:
    """How far the reading went away from the air that blew, since that stopped [K] (T, E)."""
    zone, supply = frames.role("zone_air_temperature"), _supply(frames)
    blew = held_for(_blows(frames), _SETTLED_STEPS)
    still = held_for(stands(frames), _SETTLED_STEPS)
    rise = np.full(frames.shape, np.nan)
    for steps in range(_SETTLED_STEPS, _LONGEST_STEPS + 1):
        before, arriving = _ago(np.where(blew, zone, np.nan), steps), _ago(supply, steps)
        far = np.abs(before - arriving) > _LEAST_DIFFERENCE_K
        seen = still & far & np.isnan(rise)
        rise = np.where(seen, (zone - before) * np.sign(before - arriving), rise)
    return rise


def _ago(values: Floats, steps: int) -> Floats:
    past = np.full(values.shape, np.nan)
    past[steps:] = values[:-steps]
    return past


def _supply(frames: Frames) -> Floats:
    """Air that reaches the room [degC]; of a box whose reheat is shut, that of its air handler."""
    own = frames.first_of("discharge_air_temperature", "supply_air_temperature")
    above = frames.of_parent("air_handler", "supply_air_temperature")
    unheated = ~(heating_asked(frames) > _SHUT)
    return np.where(np.isnan(own) & unheated, above, own)


def _blows(frames: Frames) -> Flags:
    if frames.kind == "fan_coil":
        return np.asarray(fan_turns(frames) == 1)
    return air_proven(frames) & ~stands(frames)


FAULTS = tuple(
    Fault(
        id="thermostat_in_draught",
        kind=kind,
        needs=needs,
        assess=assess,
        quantity="temperature_difference",
        traces=("zone_air_temperature", *(alternatives[0] for alternatives in needs[1:])),
        source="placing of sensors (ASHRAE Handbook, controls); redundancy with the neighbours",
        weight=1.0,
        weight_against=0.6,
    )
    for kind, needs in (
        (
            "vav_box",
            (
                ("zone_air_temperature",),
                ("discharge_air_flow", "box_damper_position", "box_damper_command"),
                ("discharge_air_temperature", "air_handler.supply_air_temperature"),
            ),
        ),
        (
            "fan_coil",
            (("zone_air_temperature",), ("fan_status", "fan_command"), ("discharge_air_temperature",)),
        ),
    )
)
