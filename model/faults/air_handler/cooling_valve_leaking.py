"""The cooling valve is shut and the air is cooled all the same."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.coil import FAN_HEAT_K, coil_rise, least_effect_k
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import CLOSED, closed, cooling_command, heating_command, settled
from model.healthy.sensors import joined
from model.healthy.water.plant import chilled_water_stands


def assess(frames: Frames) -> Assessment:
    rise = coil_rise(frames)
    shut = closed(cooling_command(frames))
    heating = np.nan_to_num(heating_command(frames)) > CLOSED
    measured_mixed = ~np.isnan(frames.role("mixed_air_temperature"))
    # Heating hides a leak, so a rise then says nothing; without mixed air only a fall below both airs does.
    tells = (~heating & measured_mixed) | (rise.most < 0)
    cold_w = supply_flow(frames) * AIR_J_PER_M3_K * np.maximum(-rise.most, 0.0)
    # A loop that keeps its setpoint by heating gives heat: more cools the air beside it than shows.
    hidden = np.where(rise.most < 0, least_effect_k(frames, "heating"), 0.0)
    return Assessment(
        # Without moving water a valve that does not close shows nothing, and clears nothing.
        applies=settled(frames, "cooling_valve_command")
        & shut
        & tells
        & ~chilled_water_stands(frames)
        & ~np.isnan(rise.most),
        residual=hidden - rise.most,
        tolerance=joined(rise.tolerance, hidden / 2),
        measured=rise.most + FAN_HEAT_K,
        expected=np.full(frames.shape, FAN_HEAT_K),
        waste=Waste(cooling_w=np.where(shut, cold_w, 0.0), heating_w=np.where(shut & heating, cold_w, 0.0)),
    )


FAULT = Fault(
    id="cooling_valve_leaking",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("mixed_air_temperature", "return_air_temperature"),
        ("cooling_valve_command", "cooling_valve_position"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_air_temperature", "mixed_air_temperature", "cooling_valve_command"),
    source="ASHRAE Guideline 36 FC14; NIST APAR",
)
