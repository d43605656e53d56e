"""The furnace is told to heat and the air leaves the unit hardly warmer than it entered.

A mixed-air sensor that is off by less than what can be seen of it hides no furnace, which gives far more.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.rooftop import asked_alone, rise
from model.healthy.rooms.comfort import zone_cold

_ASKED = 0.4
# Furnaces are rated for a rise of 20 to 40 K (ANSI Z21.47 plates), heat pumps give 10 to 20; less than a
# quarter of the least of furnaces is no heat at all.
_LEAST_RISE_K = 5.0


def assess(frames: Frames) -> Assessment:
    command = frames.role("heating_command")
    warmed, tolerance = rise(frames)
    asked = asked_alone(frames, "heating_command", _ASKED)
    residual = _LEAST_RISE_K * np.clip(command, _ASKED, 1.0) - warmed
    return Assessment(
        applies=asked & ~np.isnan(residual),
        residual=residual,
        tolerance=tolerance,
        measured=warmed,
        expected=np.full(frames.shape, 20.0) * command,
        command=command,
        waste=Waste(discomfort=np.where(command > _ASKED, zone_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="rooftop_furnace_failed",
    kind="rooftop_unit",
    needs=(
        ("heating_command",),
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "heating_command", "zone_air_temperature"),
    source="ASHRAE Guideline 36 FC5 and FC7 at a furnace; PNNL AIRCx",
    weight=0.8,
)
