"""The fan is at its limit and the duct does not reach its static pressure."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames import Frames
from model.healthy.comfort import people_hot
from model.healthy.operation import FULL, fan_runs, settled

_TOLERANCE_PA = 12.5
_TOLERANCE_SHARE = 0.05
_TOLERANCE_SHARE_NO_SPEED = 0.15


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
    return Assessment(
        # Short of the setpoint with speed in hand is control on its way; met is met at any speed.
        applies=settled(frames) & (at_limit | (short < tolerance)) & ~np.isnan(short),
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
