"""What the equipment of a room is asked for and does, alike for boxes, fan coils and rooftop units."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for, known_or_zero
from model.healthy.air.flow import air_stands
from model.healthy.air.operation import FULL, SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cooling_setpoint, zone_heating_setpoint
from model.healthy.water.plant import chilled_water_stands, hot_water_stands
from model.site.rooms import ROOM_KINDS

_HEATING = {
    "vav_box": ("reheat_valve_command",),
    "fan_coil": ("heating_valve_command", "heating_valve_position"),
    "rooftop_unit": ("heating_command",),
}
_COOLING = {
    "vav_box": ("box_damper_command", "box_damper_position"),
    "fan_coil": ("cooling_valve_command", "cooling_valve_position"),
    "rooftop_unit": ("cooling_command",),
}
HEATING_ROLES = tuple(role for roles in _HEATING.values() for role in roles)
COOLING_ROLES = tuple(role for roles in _COOLING.values() for role in roles)
_FLOW_AT_LIMIT = 0.9
_TURNING = 0.05
_LEAST_WEIGHT = 1e-6
# Supply water that can warm or cool a room at all.
WARM_WATER_C, _COLD_WATER_C = 33.0, 15.0


def heating_asked(frames: Frames) -> Floats:
    """Heat that the room's controls ask for, 0..1 (T, E)."""
    return frames.first_of(*_HEATING.get(frames.kind, HEATING_ROLES))


def cooling_asked(frames: Frames) -> Floats:
    """Cooling that the room's controls ask for, 0..1 (T, E); of a box how far its damper is to open."""
    return frames.first_of(*_COOLING.get(frames.kind, COOLING_ROLES))


def full_heat(frames: Frames, steps: int = SETTLED_STEPS) -> Flags:
    """All the heat there is asked for, for so many steps. (T, E)."""
    return held_for(heating_asked(frames) >= FULL, steps)


def full_cooling(frames: Frames, steps: int = SETTLED_STEPS) -> Flags:
    """All the cooling there is asked for, for so many steps; of a box also its design flow. (T, E)."""
    asked = cooling_asked(frames) >= FULL
    if frames.kind == "vav_box":
        design = frames.design("supply_air_flow")[None, :]
        asked |= frames.role("discharge_air_flow") >= _FLOW_AT_LIMIT * design
    return held_for(asked, steps)


def fan_turns(frames: Frames) -> Floats:
    """1 where a fan coil's fan is known to turn, 0 where it stands, NaN where nothing tells. (T, E)."""
    status, speed = frames.role("fan_status"), frames.role("fan_command")
    by_speed = np.where(np.isnan(speed), np.nan, (speed > _TURNING).astype(np.float64))
    return np.where(np.isnan(status), by_speed, (status >= 0.5).astype(np.float64))


def stands(frames: Frames) -> Flags:
    """Where the equipment of a room is known to blow no air. (T, E)."""
    if frames.kind == "fan_coil":
        return np.asarray(fan_turns(frames) == 0)
    if frames.kind == "rooftop_unit":
        return np.asarray(frames.first_of("supply_fan_status", "supply_fan_command") < 0.5)
    return air_stands(frames)


def warm_water_missing(frames: Frames) -> Flags:
    """Where the hot water that feeds an equipment is known to stand or to be cold. (T, E)."""
    supply = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    return hot_water_stands(frames) | (supply < WARM_WATER_C)


def cold_water_missing(frames: Frames) -> Flags:
    """Where the chilled water that feeds an equipment is known to stand or to be warm. (T, E)."""
    supply = frames.of_parent("chilled_water_plant", "chilled_water_supply_temperature")
    return chilled_water_stands(frames) | (supply > _COLD_WATER_C)


def outdoors(frames: Frames) -> Floats:
    """Outdoor-air temperature [degC] (T, E): its own or lent, else that of the air handler that feeds it."""
    own = frames.role("outdoor_air_temperature")
    return np.where(np.isnan(own), frames.of_parent("air_handler", "outdoor_air_temperature"), own)


def too_cold_by(frames: Frames) -> Floats:
    """How far the room is below its heating setpoint [K] (T, E), negative above."""
    return zone_heating_setpoint(frames) - frames.role("zone_air_temperature")


def too_hot_by(frames: Frames) -> Floats:
    """How far the room is above its cooling setpoint [K] (T, E), negative below."""
    return frames.role("zone_air_temperature") - zone_cooling_setpoint(frames)


def peopled(frames: Frames, hours: float = 1.0) -> Flags:
    """Where people are in, or may be, for some hours now: rooms are back from their setback. (T, E)."""
    return held_for(frames.occupied != 0, max(int(hours * STEPS_PER_HOUR), 1))


def neighbours(
    frames: Frames, of: Callable[[Frames], Floats], width: float, *, all_kinds: bool = True
) -> tuple[Floats, Floats]:
    """What the other rooms of the building show, ``of`` their frames: typical value and number, (T, E).

    A mean in which rooms further than ``width`` from the rest count little, each room held against the
    others alone; NaN where there are none. Without ``all_kinds`` only rooms of the same kind count.
    """
    kinds = [frames]
    if all_kinds:
        kinds += [frames.others[k] for k in ROOM_KINDS if k in frames.others and k != frames.kind]
    values = {rooms.kind: of(rooms) for rooms in kinds}
    shares = dict(zip(values, _shares(kinds, values, width), strict=True))
    total, weight, count = np.zeros((3, frames.shape[0], len(frames.buildings)))
    for kind, share in shares.items():
        total += frames.of_buildings(kind, share * known_or_zero(values[kind]))
        weight += frames.of_buildings(kind, share)
        count += frames.of_buildings(kind, (share > 0).astype(np.float64))
    own, share = values[frames.kind], shares[frames.kind]
    others = weight[:, frames.building_of] - share
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (total[:, frames.building_of] - share * known_or_zero(own)) / others
        typical = np.where(others > _LEAST_WEIGHT, mean, np.nan)
    return typical, count[:, frames.building_of] - (share > 0)


def _shares(kinds: Sequence[Frames], values: Mapping[str, Floats], width: float) -> list[Floats]:
    """Weight of each room: one near the mean of its building, little far from it, none where unknown."""
    frames = kinds[0]
    total, count = np.zeros((2, frames.shape[0], len(frames.buildings)))
    for kind, each in values.items():
        total += frames.of_buildings(kind, each)
        count += frames.of_buildings(kind, (~np.isnan(each)).astype(np.float64))
    mean = total / np.maximum(count, 1.0)
    off = [(values[rooms.kind] - mean[:, rooms.building_of]) / width for rooms in kinds]
    return [known_or_zero(1.0 / (1.0 + np.square(each))) for each in off]
