"""People are in, air is blown into their room, and its carbon dioxide says that hardly any of it is fresh."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Flags
from model.healthy.air.operation import fan_runs
from model.healthy.breath.breath import OUTDOOR_PPM
from model.healthy.breath.stale_air import staleness
from model.healthy.rooms.comfort import zone_people
from model.healthy.rooms.units import peopled

# At rest a person's 5.2 mL/s in the least air that any full room is designed for, 3.8 L/s and person (ASHRAE
# 62.1, lecture halls and assembly); offices and classrooms get twice that, and stand at half of it.
_LEAST_DESIGNED_PPM = 1_370.0
# Makers' 50 ppm and 3 %, and above all a room with half as many people again as it was designed for.
_TOLERANCE_PPM = 450.0
# From empty to two thirds of where it settles, at the air changes of a full room.
_AFTER_OPENING_HOURS = 1.5


def _blown(frames: Frames) -> Flags:
    """Where the fan that serves the room is not known to stand: a fan that does is a fault of its own."""
    if frames.kind == "vav_box":
        return np.asarray(frames.of_parent("air_handler", "supply_fan_status") != 0, dtype=bool)
    return np.asarray(fan_runs(frames) != 0, dtype=bool)


def assess(frames: Frames) -> Assessment:
    co2 = frames.role("zone_co2")
    excess = co2 - OUTDOOR_PPM
    in_it = peopled(frames, _AFTER_OPENING_HOURS)
    people = zone_people(frames)[None, :]
    stale = np.where(frames.occupied == 1, staleness(co2) * people, 0.0)
    return Assessment(
        applies=in_it & _blown(frames) & ~np.isnan(co2),
        residual=excess - _LEAST_DESIGNED_PPM,
        tolerance=np.full(frames.shape, _TOLERANCE_PPM),
        measured=co2,
        expected=np.full(frames.shape, OUTDOOR_PPM + _LEAST_DESIGNED_PPM),
        waste=Waste(stale_air=stale),
    )


FAULTS = tuple(
    Fault(
        id="room_air_stale",
        kind=kind,
        needs=(("zone_co2",),),
        assess=assess,
        quantity="concentration",
        traces=("zone_co2",),
        source="carbon dioxide of people at rest (Persily and de Jonge 2017) in the air of ASHRAE 62.1",
        weight=0.2,
        # A room with few people in it has good air whatever comes in.
        weight_against=0.1,
    )
    for kind in ("vav_box", "rooftop_unit")
)
