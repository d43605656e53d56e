"""The damper is told to close and outdoor air keeps coming."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import DAMPER, MIXED_AIR, PROOF_OF_FAN
from model.frames import Frames
from model.healthy.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.mixing import most_passed, outdoor_air
from model.healthy.operation import CLOSED, cooling_command, damper_command, heating_command, settled

_LOW_COMMAND = 0.5


def excess_air_waste(frames: Frames, excess: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Waste:
    """Heat [W] that an excess outdoor-air fraction (T, E) costs: warmed when cold, cooled when warm."""
    back, outside = frames.role("return_air_temperature"), frames.role("outdoor_air_temperature")
    supply = frames.role("supply_air_temperature")
    watts = supply_flow(frames) * AIR_J_PER_M3_K * np.clip(np.nan_to_num(excess), 0.0, 1.0)
    heats = np.nan_to_num(heating_command(frames)) > CLOSED
    cools = np.nan_to_num(cooling_command(frames)) > CLOSED
    # Air below what the rooms ask for is warmed somewhere: here, or in the boxes.
    short = np.where(heats, back - outside, np.maximum(supply - outside, 0.0) * ~cools)
    return Waste(
        heating_w=watts * np.nan_to_num(np.maximum(short, 0.0)),
        cooling_w=np.where(cools, watts * np.nan_to_num(np.maximum(outside - back, 0.0)), 0.0),
    )


def assess(frames: Frames) -> Assessment:
    command = damper_command(frames)
    air = outdoor_air(frames)
    expected = most_passed(command)
    low = command <= _LOW_COMMAND
    residual = air.fraction - expected
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & low & ~np.isnan(residual),
        residual=residual,
        tolerance=air.tolerance,
        measured=air.fraction,
        expected=command,
        command=command,
        waste=excess_air_waste(frames, np.where(low, air.fraction - command, 0.0)),
    )


FAULT = Fault(
    id="outdoor_air_damper_stuck_open",
    kind="air_handler",
    needs=(
        *MIXED_AIR,
        DAMPER,
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=(
        "mixed_air_temperature",
        "return_air_temperature",
        "outdoor_air_temperature",
        "outdoor_air_damper_command",
    ),
    source="energy balance of the mixing box; ASHRAE Guideline 36 FC6, FC9; PNNL AIRCx excess outdoor air",
)
