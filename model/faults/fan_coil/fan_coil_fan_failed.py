"""The fan is told to run and its status says that it stands."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cold, zone_hot

_TOLD = 0.05
# A status that lags or lies now and then; a plain contradiction weighs four times that.
_TOLERANCE = 0.25


def assess(frames: Frames) -> Assessment:
    command, status = frames.role("fan_command"), frames.role("fan_status")
    told = held_for(command > _TOLD, SETTLED_STEPS)
    standing = (status < 0.5).astype(np.float64)
    return Assessment(
        applies=told & ~np.isnan(status),
        residual=standing,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=status,
        expected=np.ones(frames.shape),
        command=command,
        waste=Waste(discomfort=np.where(told & (status < 0.5), zone_cold(frames) + zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="fan_coil_fan_failed",
    kind="fan_coil",
    needs=(("fan_command",), ("fan_status",)),
    assess=assess,
    quantity="switch",
    traces=("fan_command", "fan_status", "zone_air_temperature"),
    source="status against command, as alarms of ASHRAE Guideline 36 5.22 (fan)",
    weight=0.4,
    # A fan that fails now and then turns in between; a healthy one does not contradict its command for hours.
    weight_against=0.12,
)
