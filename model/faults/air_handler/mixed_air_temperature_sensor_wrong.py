"""Mixed air is warmer or colder than both airs it is mixed from."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import Frames
from model.healthy.operation import settled
from model.healthy.sensors import MIXED_AIR_K, RETURN_AIR_K, joined, outdoor_air_k


def assess(frames: Frames) -> Assessment:
    mixed = frames.role("mixed_air_temperature")
    back = frames.role("return_air_temperature")
    outside = frames.role("outdoor_air_temperature")
    low, high = np.minimum(back, outside), np.maximum(back, outside)
    residual = np.maximum(low - mixed, mixed - high)
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & ~np.isnan(residual),
        residual=residual,
        tolerance=joined(
            MIXED_AIR_K, np.maximum(RETURN_AIR_K, outdoor_air_k(frames)), np.zeros(frames.shape)
        ),
        measured=mixed,
        expected=np.clip(mixed, low, high),
    )


FAULT = Fault(
    id="mixed_air_temperature_sensor_wrong",
    kind="air_handler",
    needs=(("mixed_air_temperature",), ("return_air_temperature",), ("outdoor_air_temperature",)),
    assess=assess,
    quantity="temperature",
    traces=("mixed_air_temperature", "return_air_temperature", "outdoor_air_temperature"),
    source="ASHRAE Guideline 36 FC2, FC3; PNNL AIRCx",
    costed=False,
)
