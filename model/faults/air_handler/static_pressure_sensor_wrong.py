"""The duct's pressure reads otherwise than the air that it drives, or does not fall with the fan."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.operation import fan_runs
from model.healthy.laws.air_duct import LAW
from model.healthy.witnesses import joint, off_law

_EFFECT = 0.3
# Guideline 36 allows the sensor 0.1 in. w.c.; still air has none.
_TOLERANCE_PA = 12.5
_STILL_STEPS = STEPS_PER_HOUR
# A zero at rest clears a sensor of an offset, and not of a tube that is half blocked or leaks.
_LEAST_OFFSET = 1.0
_TURNING = 0.05


def assess(frames: Frames) -> Assessment:
    pressure = frames.role("supply_air_static_pressure")
    deviation, off = off_law(frames, LAW, _EFFECT)
    # A fan whose status lies may turn; what stands has no speed either.
    turns = frames.role("supply_fan_speed") >= _TURNING
    stands = held_for((fan_runs(frames) == 0) & ~turns, _STILL_STEPS)
    offset = np.where(stands, np.abs(pressure) / _TOLERANCE_PA, np.nan)
    said = np.where(stands, np.maximum(offset, _LEAST_OFFSET), joint(np.abs(deviation)))
    return Assessment(
        applies=~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=pressure,
        expected=np.where(stands, 0.0, pressure * np.exp(2.0 * np.nan_to_num(off))),
        command=frames.role("supply_air_static_pressure_setpoint"),
    )


FAULT = Fault(
    id="static_pressure_sensor_wrong",
    kind="air_handler",
    needs=(
        ("supply_air_static_pressure",),
        ("supply_fan_status", "supply_fan_speed", "supply_fan_command"),
    ),
    assess=assess,
    quantity="pressure",
    traces=("supply_air_static_pressure", "supply_air_static_pressure_setpoint", "supply_fan_speed"),
    source="flow through the boxes against pressure; ASHRAE Guideline 36 tolerance; PNNL re-tuning",
    weight=0.1,
    weight_against=0.1,
    costed=False,
)
