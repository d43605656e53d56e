"""Filters let too little air pass: they hold a high pressure, or the fan draws less than it used to."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.laws.rooftop_cooling import DROP
from model.healthy.laws.rooftop_fan import LAW

# Final pressure of usual filters: 125 to 250 Pa (0.5 to 1.0 in.w.c.), a class or two above where they start.
_CHANGE_AT_PA = 200.0
_TOLERANCE_SHARE = 0.15
_STANDING = 0.05


def assess(frames: Frames) -> Assessment:
    fan, drop = LAW.expected(frames), DROP.expected(frames)
    held = frames.role("filter_differential_pressure")
    by_pressure = held / _CHANGE_AT_PA - 1.0
    told = held_for(~np.isnan(held), 3)
    # The motor is relieved by what it no longer moves; less air over the coil is cooled further.
    by_power = fan.value - fan.measured
    colder = drop.measured - drop.value > -drop.tolerance
    by_power = np.where(np.isnan(drop.measured) | colder, by_power, np.minimum(by_power, 0.0))
    residual = np.where(told, by_pressure, by_power)
    lost = np.clip(np.nan_to_num(residual), 0.0, 0.5)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.where(told, _TOLERANCE_SHARE, np.hypot(fan.tolerance, _STANDING)),
        measured=1.0 - residual,
        expected=np.ones(frames.shape),
        waste=Waste(electricity_w=0.5 * lost * np.nan_to_num(frames.role("compressor_power"))),
    )


FAULT = Fault(
    id="rooftop_filter_loaded",
    kind="rooftop_unit",
    needs=(("filter_differential_pressure", "supply_fan_power"),),
    assess=assess,
    quantity="fraction",
    traces=("filter_differential_pressure", "supply_fan_power", "supply_air_temperature"),
    source="estimate: final pressure of filters; power of a constant-speed fan against its own law",
    weight=0.12,
)
