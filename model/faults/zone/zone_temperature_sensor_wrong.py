"""A room reads cold under hours of warm air, or hot under hours of cold air, and its neighbours do not."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.air.flow import AIR_J_PER_M3_K, air_proven, box_flow
from model.healthy.rooms.comfort import cold_at, hot_at
from model.healthy.rooms.fan_coil_flow import fan_coil_flow
from model.healthy.rooms.units import fan_turns, neighbours

_STRONG_K = 8.0
_HOURS = 3
_ENOUGH_ZONES = 4
_SPREAD_K = 2.0
_NEIGHBOUR_WIDTH_K = 1.5
_USUAL_FLOW_M3_S = 0.25
# A room that was left hot follows its air for hours; a reading that is off stands where it is.
_FOLLOWING_K = 1.0
# A damper that is told to open and shown by nothing may stand: a room that lacks half its air is so far off.
_LACKING_K = 3.5


def _discharge(frames: Frames) -> Floats:
    return frames.first_of("discharge_air_temperature", "supply_air_temperature")


def _blows(frames: Frames) -> Flags:
    """Where air is known to blow; else the discharge sensor shows the coil or the duct."""
    if frames.kind == "fan_coil":
        return np.asarray(fan_turns(frames) == 1)
    if frames.kind == "rooftop_unit":
        return np.asarray(frames.first_of("supply_fan_status", "supply_fan_command") >= 0.5)
    return air_proven(frames)


def _only_told_to_blow(frames: Frames) -> Flags:
    """Boxes of which neither flow nor damper is shown, (T, E)."""
    shown = frames.first_of("discharge_air_flow", "box_damper_position")
    return np.isnan(shown) & (frames.kind == "vav_box")


def _flow(frames: Frames) -> Floats:
    if frames.kind == "fan_coil":
        return fan_coil_flow(frames)
    if frames.kind == "vav_box":
        return box_flow(frames)
    design = frames.design("supply_air_flow")
    return np.broadcast_to(np.where(np.isnan(design), _USUAL_FLOW_M3_S, design)[None, :], frames.shape)


def _zone(frames: Frames) -> Floats:
    return frames.role("zone_air_temperature")


def _gained(zone: Floats, steps: int) -> Floats:
    """By how much a room became warmer over so many steps [K], (T, E)."""
    gained = np.full(zone.shape, np.nan)
    gained[steps:] = zone[steps:] - zone[:-steps]
    return gained


def assess(frames: Frames) -> Assessment:
    zone, discharge = _zone(frames), _discharge(frames)
    steps = _HOURS * STEPS_PER_HOUR
    gained = _gained(zone, steps)
    blows = held_for(_blows(frames), steps)
    warmed = held_for(discharge - zone > _STRONG_K, steps) & blows
    chilled = held_for(zone - discharge > _STRONG_K, steps) & blows
    others, number = neighbours(frames, _zone, _NEIGHBOUR_WIDTH_K)
    residual = np.where(warmed, others - zone, zone - others) - _SPREAD_K
    follows = (residual > 0) & (np.where(warmed, gained, -gained) > _FOLLOWING_K)
    needless = _flow(frames) * AIR_J_PER_M3_K * np.abs(np.nan_to_num(discharge - others))
    # While it holds the room is really as its neighbours, or further on the other side of its reading.
    wrong = np.where(residual > 0, zone - others, 0.0)
    felt = np.where(
        wrong > 0,
        cold_at(frames, others - np.nan_to_num(wrong)),
        hot_at(frames, others - np.nan_to_num(wrong)),
    )
    return Assessment(
        applies=(warmed | chilled) & (number >= _ENOUGH_ZONES) & ~follows & ~np.isnan(residual),
        residual=residual,
        tolerance=np.where(_only_told_to_blow(frames), _LACKING_K, _SPREAD_K),
        measured=zone,
        expected=others,
        waste=Waste(
            heating_w=np.where(warmed, needless, 0.0),
            cooling_w=np.where(chilled & ~warmed, needless, 0.0),
            discomfort=np.where(residual > 0, felt, 0.0),
        ),
    )


FAULTS = tuple(
    Fault(
        id="zone_temperature_sensor_wrong",
        kind=kind,
        needs=(("zone_air_temperature",), *needs),
        assess=assess,
        quantity="temperature",
        traces=("zone_air_temperature", *(alternatives[0] for alternatives in needs)),
        looks_back_hours=4,
        source="redundancy with the neighbours; PNNL AIRCx",
        weight=0.15,
        # A loop holds what it reads at its setpoint, be it so or not: that it reads so clears nothing.
        weight_against=0.05,
    )
    for kind, needs in (
        (
            "vav_box",
            (
                ("discharge_air_temperature",),
                ("discharge_air_flow", "box_damper_position", "box_damper_command"),
            ),
        ),
        ("fan_coil", (("discharge_air_temperature",), ("fan_status", "fan_command"))),
        ("rooftop_unit", (("supply_air_temperature",), ("supply_fan_status", "supply_fan_command"))),
    )
)
