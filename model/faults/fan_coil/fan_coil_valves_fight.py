"""A fan coil is told to heat and to cool at the same time."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import trailing_min
from model.healthy.air.flow import AIR_J_PER_M3_K
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.rooms.fan_coil_flow import fan_coil_flow
from model.healthy.rooms.units import cooling_asked, fan_turns, heating_asked

_TOLERANCE = 0.08
# What a coil of a usual unit gives to the air at full command (estimate).
_FULL_K = 12.0


def assess(frames: Frames) -> Assessment:
    # Half an hour of both, so that the change from one to the other does not count.
    heating = trailing_min(heating_asked(frames), SETTLED_STEPS)
    cooling = trailing_min(cooling_asked(frames), SETTLED_STEPS)
    both = np.minimum(heating, cooling)
    turning = fan_turns(frames) != 0
    lost = fan_coil_flow(frames) * AIR_J_PER_M3_K * _FULL_K * np.where(turning, np.nan_to_num(both), 0.0)
    return Assessment(
        applies=turning & ~np.isnan(both) & ((heating > 0.02) | (cooling > 0.02)),
        residual=both,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=cooling_asked(frames),
        expected=np.zeros(frames.shape),
        command=heating_asked(frames),
        waste=Waste(heating_w=lost, cooling_w=lost),
    )


FAULT = Fault(
    id="fan_coil_valves_fight",
    kind="fan_coil",
    needs=(
        ("heating_valve_command", "heating_valve_position"),
        ("cooling_valve_command", "cooling_valve_position"),
    ),
    assess=assess,
    quantity="fraction",
    traces=("heating_valve_command", "cooling_valve_command", "discharge_air_temperature"),
    source="NIST APAR rule 21 and ASHRAE 90.1 6.5.2, at the fan coil",
    weight=0.25,
)
