"""The heating valve is shut and the air is warmed all the same."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.coil import FAN_HEAT_K, coil_rise, least_effect_k
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import (
    CLOSED,
    closed,
    cooling_command,
    damper_command,
    heating_command,
    settled,
)
from model.healthy.sensors import joined
from model.healthy.water.plant import hot_water_stands

# Rooms above this need no heat, so what leaks into the air is lost, and cooled away where cooling runs.
_WARM_ENOUGH_C = 21.5
_USEFUL_SHARE = 0.7


def assess(frames: Frames) -> Assessment:
    rise = coil_rise(frames)
    shut = closed(heating_command(frames))
    cooling = np.nan_to_num(cooling_command(frames)) > CLOSED
    measured_mixed = ~np.isnan(frames.role("mixed_air_temperature"))
    # Cooling hides a leak, so a fall then says nothing; without mixed air only a rise beyond both airs does.
    tells = (~cooling & measured_mixed) | (rise.least > 0)
    heat_w = supply_flow(frames) * AIR_J_PER_M3_K * np.maximum(rise.least, 0.0)
    warm = frames.role("return_air_temperature") > _WARM_ENOUGH_C
    unwanted = cooling | warm | (np.nan_to_num(damper_command(frames)) > 0.5)
    lost = np.where(unwanted, 1.0, 1.0 - _USEFUL_SHARE)
    # A loop that keeps its setpoint by cooling gives cold: more warms the air beside it than shows.
    hidden = np.where(rise.least > 0, least_effect_k(frames, "cooling"), 0.0)
    return Assessment(
        # Without moving water a valve that does not close shows nothing, and clears nothing.
        applies=settled(frames, "heating_valve_command")
        & shut
        & tells
        & ~hot_water_stands(frames)
        & ~np.isnan(rise.least),
        residual=hidden + rise.least,
        tolerance=joined(rise.tolerance, hidden / 2),
        measured=rise.least + FAN_HEAT_K,
        expected=np.full(frames.shape, FAN_HEAT_K),
        waste=Waste(
            heating_w=np.where(shut, heat_w * lost, 0.0), cooling_w=np.where(shut & cooling, heat_w, 0.0)
        ),
    )


FAULT = Fault(
    id="heating_valve_leaking",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature"),
        ("heating_valve_command", "heating_valve_position"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "heating_valve_command"),
    source="ASHRAE Guideline 36 FC15; NIST APAR",
)
