"""Air of a fan coil with both valves shut: room air, a little outdoor air, and the fan's heat."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.operation import CLOSED, SETTLED_STEPS
from model.healthy.learning.law import Law, Observed
from model.healthy.rooms.units import fan_turns


def observe(frames: Frames) -> Observed:
    """Discharge over room air [K] against outdoor over room air [K], both valves shut and the fan turning."""
    zone = frames.role("zone_air_temperature")
    heating = frames.first_of("heating_valve_command", "heating_valve_position")
    cooling = frames.first_of("cooling_valve_command", "cooling_valve_position")
    # A unit of two pipes has one valve.
    shut = ~(heating > CLOSED) & ~(cooling > CLOSED) & ~(np.isnan(heating) & np.isnan(cooling))
    outside = frames.role("outdoor_air_temperature") - zone
    return Observed(
        target=frames.role("discharge_air_temperature") - zone,
        features=np.stack([outside, np.ones(frames.shape)], axis=-1),
        applies=held_for(shut & (fan_turns(frames) == 1), SETTLED_STEPS),
    )


LAW = Law(
    id="fan_coil_shut",
    kind="fan_coil",
    observe=observe,
    mean=(0.12, 0.4),
    spread=(0.12, 0.5),
    noise=0.4,
    source=(
        "estimate: none (all room air) to a third of outdoor air at low speed; 250 to 450 W a m3/s of fan "
        "power, 0.2 to 0.4 K, and as much again for stray heat"
    ),
)
