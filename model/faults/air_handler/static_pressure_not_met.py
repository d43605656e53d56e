"""The fan is at its limit and the duct does not reach its static pressure."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Flags
from model.healthy.air.operation import CLOSED, FULL, cooling_command, cooling_setpoint, fan_runs, settled
from model.healthy.mixing.mixing import return_air
from model.healthy.rooms.comfort import COMFORT_HIGH_C, people_hot

_TOLERANCE_PA = 12.5
_TOLERANCE_SHARE = 0.05
_TOLERANCE_SHARE_NO_SPEED = 0.15
# Air that is hardly colder than the rooms cools none of them, however much there is of it.
_COOLS_K = 3.0
# All boxes wide open let a healthy fan fall short of its pressure by a fifth or a third, and no further.
_LEAST_OF_OVERLOAD = 0.6


def asked_without_end(frames: Frames) -> Flags:
    """Where rooms open all their boxes for air that does not cool them: no fan was made for that. (T, E).

    Where the supply air is not known, no shut coil cools the mixed air.
    """
    cooling, back = cooling_command(frames), return_air(frames).air
    mixed = np.where(cooling <= CLOSED, frames.role("mixed_air_temperature"), np.nan)
    supply = frames.role("supply_air_temperature")
    calls = ~(cooling < FULL) & (supply > cooling_setpoint(frames) + _COOLS_K)
    supply = np.where(np.isnan(supply), mixed, supply)
    cools_none = supply > np.minimum(back - _COOLS_K, COMFORT_HIGH_C)
    return np.asarray((calls | (back > COMFORT_HIGH_C)) & cools_none, dtype=bool)


def assess(frames: Frames) -> Assessment:
    pressure = frames.role("supply_air_static_pressure")
    setpoint = frames.role("supply_air_static_pressure_setpoint")
    speed = frames.role("supply_fan_speed")
    unknown = np.isnan(speed)
    short = setpoint - pressure
    tolerance = np.maximum(
        _TOLERANCE_PA, setpoint * np.where(unknown, _TOLERANCE_SHARE_NO_SPEED, _TOLERANCE_SHARE)
    )
    at_limit = unknown | (speed >= FULL)
    running = fan_runs(frames) == 1
    overloaded = asked_without_end(frames) & (pressure > _LEAST_OF_OVERLOAD * setpoint)
    return Assessment(
        # Short of the setpoint with speed in hand is control on its way; met is met at any speed.
        applies=settled(frames) & ((at_limit & ~overloaded) | (short < tolerance)) & ~np.isnan(short),
        residual=short,
        tolerance=tolerance,
        measured=pressure,
        expected=setpoint,
        command=speed,
        waste=Waste(discomfort=np.where(running & at_limit, people_hot(frames, np.zeros(frames.shape)), 0.0)),
    )


FAULT = Fault(
    id="static_pressure_not_met",
    kind="air_handler",
    needs=(("supply_air_static_pressure",), ("supply_air_static_pressure_setpoint",)),
    assess=assess,
    quantity="pressure",
    traces=("supply_air_static_pressure", "supply_air_static_pressure_setpoint", "supply_fan_speed"),
    source="ASHRAE Guideline 36 FC1",
)
