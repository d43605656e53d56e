"""How fast a room cools when nothing heats it: its time constant."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.operation import CLOSED
from model.healthy.learning.law import Law, Observed
from model.healthy.rooms.units import fan_turns, heating_asked, outdoors, stands
from model.healthy.sensors import noise_of

HOURS = 3
_STEPS = HOURS * STEPS_PER_HOUR
_COLDER_K = 5.0
# Sensors of rooms stray by 0.1 to 0.2 K; one that leaps by more tells no fall from one reading to another.
_MOST_NOISE_K = 0.5


def observe(frames: Frames) -> Observed:
    """Fall of an unheated room over three hours [K] against how far it stood above the outdoors [K]."""
    zone = frames.role("zone_air_temperature")
    outside = outdoors(frames)
    before, above = np.full(frames.shape, np.nan), np.full(frames.shape, np.nan)
    before[_STEPS:] = zone[:-_STEPS]
    above[_STEPS:] = (zone - outside)[:-_STEPS]
    rests = stands(frames) if frames.kind != "fan_coil" else fan_turns(frames) == 0
    # The air catches up with walls and furniture in the first hours; only then the room itself cools.
    quiet = held_for(
        ~(heating_asked(frames) > CLOSED) & rests & (frames.occupied == 0), _STEPS + STEPS_PER_HOUR
    )
    smooth = ~(noise_of(zone, _STEPS) > _MOST_NOISE_K)
    return Observed(
        target=before - zone,
        features=above[..., None],
        applies=quiet & smooth & (above > _COLDER_K),
    )


def _law(kind: str) -> Law:
    return Law(
        id=f"{kind}_night_fall",
        kind=kind,
        observe=observe,
        mean=(0.05,),
        spread=(0.04,),
        noise=0.35,
        looks_back_hours=4,
        source="time constants of 25 to 150 hours of rooms in offices, by mass and glass (estimate)",
    )


LAWS = tuple(_law(kind) for kind in ("vav_box", "fan_coil", "rooftop_unit"))
BY_KIND = {law.kind: law for law in LAWS}
