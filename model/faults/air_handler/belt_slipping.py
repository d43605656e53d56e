"""The fan's wheel turns slower than its motor: more speed and less power per turn for the same air."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.fan import fan_power
from model.healthy.air.operation import FULL, settled
from model.healthy.laws.air_fan_power import LAW as POWER
from model.healthy.laws.air_fan_speed import LAW as SPEED
from model.healthy.rooms.comfort import people_hot
from model.healthy.witnesses import off_law

# Loaded filters and slipping belts worth a visit: a quarter more speed; a belt takes the square in power.
_SPEED_EFFECT, _POWER_EFFECT = 0.2, 0.5


def speed_off(frames: Frames) -> tuple[Floats, Floats]:
    """How far the fan's speed is above what its air needs, in tolerances and in its logarithm. (T, E)."""
    return off_law(frames, SPEED, _SPEED_EFFECT)


def power_off(frames: Frames) -> tuple[Floats, Floats]:
    """How far its power per cube of speed is above the usual, in tolerances and in its logarithm. (T, E)."""
    return off_law(frames, POWER, _POWER_EFFECT)


def fan_waste(frames: Frames, more: Floats) -> Waste:
    """Cost of ``more`` speed (log, T, E) than the air needs: power, and at full speed rooms without air."""
    needless = np.clip(np.nan_to_num(more), 0.0, 1.0)
    pressure, setpoint = (
        frames.role("supply_air_static_pressure"),
        frames.role("supply_air_static_pressure_setpoint"),
    )
    short = (frames.role("supply_fan_speed") >= FULL) & (pressure < 0.9 * setpoint)
    return Waste(
        electricity_w=fan_power(frames) * -np.expm1(-2.0 * needless),
        discomfort=np.where(short & (needless > 0), people_hot(frames, np.zeros(frames.shape)), 0.0),
    )


def assess(frames: Frames) -> Assessment:
    by_speed, more = speed_off(frames)
    by_power, _ = power_off(frames)
    # Loaded filters take more power with the speed; a belt takes less for each turn. Both have to be so.
    said = np.where(np.isnan(by_power), by_speed, np.fmin(by_speed, -by_power))
    return Assessment(
        applies=settled(frames) & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=np.exp(more),
        expected=np.ones(frames.shape),
        command=frames.role("supply_fan_speed"),
        waste=fan_waste(frames, more),
    )


FAULT = Fault(
    id="belt_slipping",
    kind="air_handler",
    needs=(("supply_fan_speed",), ("supply_air_static_pressure", "supply_fan_power"), PROOF_OF_FAN),
    assess=assess,
    quantity="fraction",
    traces=("supply_fan_speed", "supply_air_static_pressure", "supply_fan_power"),
    source="affinity laws; ASHRAE Guideline 36 FC1; trade practice on belts",
    weight=0.2,
)
