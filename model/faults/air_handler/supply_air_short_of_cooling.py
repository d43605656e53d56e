"""Full cooling, and the supply air stays above its setpoint."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Flags
from model.healthy.air.coil import CoilRise, coil_rise, water_nowhere
from model.healthy.air.flow import flow_share
from model.healthy.air.operation import cooling_command, cooling_setpoint, damper_command, fully_open, settled
from model.healthy.rooms.comfort import people_hot
from model.healthy.water.chilled_water import of_plant
from model.healthy.water.plant import chilled_water_rests

_TOLERANCE_K = 1.1
# Coils are made to cool mixed air of 25 to 27 degC to 13, some of it to dry the air.
_DESIGN_DROP_K, _DESIGN_FLOW = 10.0, 0.85
# Nor are they made for so much more warm outdoor air than people need, as when a damper is held open by hand.
_USUAL_MINIMUM, _FAR_BEYOND, _WARMER_K = 0.25, 0.4, 2.0


def works_fully(rise: CoilRise, frames: Frames) -> Flags:
    """Where a coil surely cools all the air it was made for by what coils are made for. (T, E)."""
    return (rise.most < -_DESIGN_DROP_K) & ~(flow_share(frames) < _DESIGN_FLOW)


def more_outdoor_air_than_made_for(frames: Frames) -> Flags:
    """Where the damper is asked far beyond its minimum while it is warmer outside than inside. (T, E)."""
    minimum = np.nan_to_num(frames.design("minimum_outdoor_air_fraction"), nan=_USUAL_MINIMUM)
    warmer = frames.role("outdoor_air_temperature") > frames.role("return_air_temperature") + _WARMER_K
    return np.asarray(warmer & (damper_command(frames) > minimum[None, :] + _FAR_BEYOND))


def assess(frames: Frames) -> Assessment:
    supply, setpoint = frames.role("supply_air_temperature"), cooling_setpoint(frames)
    full = fully_open(cooling_command(frames))
    # Air behind a wide open coil follows its water; water that is too warm is the plant's.
    warm_water = of_plant(frames, "chilled_water_supply_temperature") - of_plant(
        frames, "chilled_water_supply_temperature_setpoint"
    )
    residual = supply - setpoint - np.maximum(np.nan_to_num(warm_water), 0.0)
    # A valve forced open below the setpoint is frost protection, not a call for cooling.
    calls = supply > setpoint
    outside = frames.role("outdoor_air_temperature")
    warm = ~(outside < setpoint)
    rise = coil_rise(frames)
    nowhere = full & calls & water_nowhere(frames, "cooling")
    return Assessment(
        applies=settled(frames)
        & full
        & ~chilled_water_rests(frames)
        & ~nowhere
        & ~works_fully(rise, frames)
        & ~more_outdoor_air_than_made_for(frames)
        & (calls | warm)
        & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        command=cooling_command(frames),
        waste=Waste(discomfort=np.where(full & calls, people_hot(frames, np.maximum(residual, 0.0)), 0.0)),
    )


FAULT = Fault(
    id="supply_air_short_of_cooling",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("supply_air_temperature_setpoint", "supply_air_temperature_cooling_setpoint"),
        ("cooling_valve_command", "cooling_valve_position"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature", "supply_air_temperature_setpoint", "cooling_valve_command"),
    source="ASHRAE Guideline 36 FC13; NIST APAR",
)
