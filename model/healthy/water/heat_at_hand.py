"""Whether coils of rooms have any heat to give: an open valve before cold pipes proves nothing."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max
from model.healthy.once import once
from model.healthy.rooms.units import WARM_WATER_C, heating_asked, outdoors
from model.healthy.water.plant import BOILERS_REST_ABOVE_C, pump_runs

# Coils of water or of current; a rooftop unit burns its own gas.
_COILS = ("vav_box", "fan_coil")
_ASKED = 0.4
_GIVES_K = 6.0
_HOURS = 3


@once
def heat_unproven(frames: Frames) -> Flags:
    """Where, in weather in which plants may rest, nothing shows that there is heat to be had. (T, E).

    Neither does a plant that feeds the equipment run with warm water, nor has any coil in the building's
    rooms warmed its air within the last hours. In many climates and summers nothing stands behind the
    valves, and controls go on opening them.
    """
    if frames.kind not in _COILS:
        return np.zeros(frames.shape, dtype=bool)
    mild = outdoors(frames) > BOILERS_REST_ABOVE_C
    given = np.zeros(frames.shape)
    for kind in _COILS:
        rooms = frames if kind == frames.kind else frames.others.get(kind)
        if rooms is not None:
            given += frames.in_building(kind, _gives(rooms))
    return np.asarray(mild & ~_water_is_warm(frames) & ~(given > 0), dtype=bool)


@once
def _gives(rooms: Frames) -> Floats:
    """1 where the coil of a room was seen to warm its air within the last hours."""
    entering = rooms.role("zone_air_temperature")
    if rooms.kind == "vav_box":
        entering = rooms.of_parent("air_handler", "supply_air_temperature")
    warms = (heating_asked(rooms) >= _ASKED) & (rooms.role("discharge_air_temperature") - entering > _GIVES_K)
    return trailing_max(warms.astype(np.float64), _HOURS * STEPS_PER_HOUR)


def _water_is_warm(frames: Frames) -> Flags:
    plants = frames.others.get("hot_water_plant")
    index = frames.parents.get("hot_water_plant")
    if plants is None or index is None or not plants.equipment:
        return np.zeros(frames.shape, dtype=bool)
    supply = plants.role("hot_water_supply_temperature")
    works = pump_runs(plants) & ~(supply < WARM_WATER_C)
    return np.asarray((index >= 0) & works[:, np.maximum(index, 0)], dtype=bool)
