"""The damper is told to close and outdoor air keeps coming."""

import numpy as np

from model.beliefs.likelihood import deviation_for
from model.faults.air_handler.opening_told import opening_told
from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import DAMPER, PROOF_OF_FAN
from model.frames.frames import Frames
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import CLOSED, cooling_command, damper_command, heating_command, settled
from model.healthy.mixing.damper import expected_fraction, position_above
from model.healthy.mixing.mixing import outdoor_air, return_air
from model.healthy.mixing.odds import damper_odds, told_otherwise
from model.healthy.sensors import joined
from model.healthy.witnesses import SHOWS, joint

_LOW_COMMAND = 0.5
_UNKNOWN = 1.0
# A damper that leaks this much when shut, as many do after years, is not stuck for it.
_LEAKS = 0.25
# By mixed or supply air, a flow station or the actuator's position; the others widen or narrow it.
SEEN_BY = (
    (
        "mixed_air_temperature",
        "supply_air_temperature",
        "outdoor_air_flow",
        "outdoor_air_damper_position",
    ),
    ("outdoor_air_temperature",),
    DAMPER,
    PROOF_OF_FAN,
)


def excess_air_waste(frames: Frames, excess: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Waste:
    """Heat [W] that an excess outdoor-air fraction (T, E) costs: warmed when cold, cooled when warm."""
    back, outside = return_air(frames).air, frames.role("outdoor_air_temperature")
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
    expected, doubt = expected_fraction(frames)
    allowed = expected + _LEAKS * (1.0 - np.clip(command, 0.0, 1.0))
    tolerance = joined(np.nan_to_num(air.tolerance, nan=_UNKNOWN), doubt)
    told = settled(frames, "outdoor_air_damper_command")
    low = told & (command <= _LOW_COMMAND)
    level = (air.least - allowed) / tolerance
    # Where even a damper wide open would hardly show, what is seen says nothing; bounds can only accuse.
    shows = low & (1.0 - allowed >= SHOWS * tolerance) & (~np.isnan(air.fraction) | (level > 0))
    level = np.where(shows & np.isfinite(level), level, np.nan)
    # Mixed air is held against all that boxes may do; bounds and flow stations tell beside it.
    level = np.where(told_otherwise(frames), level, np.nan)
    stands = np.where(told, deviation_for(damper_odds(frames).open), np.nan)
    said = joint(level, stands, position_above(frames))
    excess = np.where(low, np.nan_to_num(air.fraction - command), 0.0)
    by_air = np.clip(np.where(np.isnan(air.fraction), air.least, air.fraction), 0.0, 1.0)
    seen, due, told_so = opening_told(frames, said > 0, 1.0, by_air, expected)
    return Assessment(
        applies=told & ~np.isnan(said),
        residual=said * tolerance,
        tolerance=tolerance,
        measured=seen,
        expected=due,
        command=told_so,
        waste=excess_air_waste(frames, excess),
    )


FAULT = Fault(
    id="outdoor_air_damper_stuck_open",
    kind="air_handler",
    needs=SEEN_BY,
    assess=assess,
    quantity="fraction",
    traces=(
        "mixed_air_temperature",
        "return_air_temperature",
        "outdoor_air_temperature",
        "outdoor_air_damper_command",
    ),
    looks_back_hours=10,
    source="energy balance of the mixing box; ASHRAE Guideline 36 FC6, FC9; NIST APAR; PNNL AIRCx",
)
