"""The tower's fan is at full speed and the water stays far above the wet bulb for the heat that it brings."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.tower import LAW
from model.healthy.water.chilled_water import chiller_w

# Humidity within 5 % and sensors within half a kelvin make wet bulb and approach uncertain so far.
_SENSORS_K = 1.0
_SHARE_PER_K = 0.025


def assess(frames: Frames) -> Assessment:
    expected = LAW.expected(frames)
    residual = expected.measured - expected.value
    beyond = np.clip(np.nan_to_num(residual), 0.0, None)
    return Assessment(
        applies=~np.isnan(expected.value) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.hypot(expected.tolerance, _SENSORS_K),
        measured=expected.measured,
        expected=expected.value,
        waste=Waste(electricity_w=beyond * np.nan_to_num(chiller_w(frames)) * _SHARE_PER_K),
    )


FAULT = Fault(
    id="tower_fouled",
    kind="chilled_water_plant",
    needs=(
        ("condenser_water_supply_temperature",),
        ("outdoor_air_temperature",),
        ("tower_fan_speed", "tower_fan_status"),
        ("chiller_status", "chiller_power"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("condenser_water_supply_temperature", "outdoor_air_temperature", "tower_fan_speed"),
    source="rules in use: tower approach above 8 degF; here by heat and wet bulb",
    weight=0.25,
)
