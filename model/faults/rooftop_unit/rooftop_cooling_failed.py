"""The compressors are told to cool and the air leaves the unit as warm as it entered."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.rooftop import asked_alone, rise
from model.healthy.rooms.comfort import zone_hot

_ASKED = 0.5
# A healthy unit takes 8 to 13 K off the air, its first stage alone 4 to 6 (15 to 20 degF are in use).
_FULL_DROP_K = 11.0
_LEAST_DROP_SHARE = 0.3


def assess(frames: Frames) -> Assessment:
    command = frames.role("cooling_command")
    warmed, tolerance = rise(frames)
    asked = asked_alone(frames, "cooling_command", _ASKED)
    residual = _LEAST_DROP_SHARE * _FULL_DROP_K * np.clip(command, _ASKED, 1.0) + warmed
    return Assessment(
        applies=asked & ~np.isnan(residual),
        residual=residual,
        tolerance=tolerance,
        measured=-warmed,
        expected=_FULL_DROP_K * command,
        command=command,
        waste=Waste(discomfort=np.where(command > _ASKED, zone_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="rooftop_cooling_failed",
    kind="rooftop_unit",
    needs=(
        ("cooling_command",),
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature", "zone_air_temperature"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "cooling_command", "compressor_power"),
    source="ASHRAE Guideline 36 FC12 at a direct-expansion coil; PNNL AIRCx",
    weight=0.6,
)
