"""The damper is told to open and the outdoor air does not come."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import DAMPER, MIXED_AIR, PROOF_OF_FAN
from model.frames import Frames
from model.healthy.comfort import PEOPLE_PER_ZONE, presence
from model.healthy.flow import AIR_J_PER_M3_K, supply_flow, zones_fed
from model.healthy.mixing import least_passed, outdoor_air
from model.healthy.operation import CLOSED, cooling_command, damper_command, settled

_HIGH_COMMAND = 0.6
_STALE_BELOW = 0.10


def assess(frames: Frames) -> Assessment:
    command = damper_command(frames)
    air = outdoor_air(frames)
    high = command >= _HIGH_COMMAND
    residual = least_passed(command) - air.fraction
    cools = np.nan_to_num(cooling_command(frames)) > CLOSED
    free = np.maximum(frames.role("return_air_temperature") - frames.role("outdoor_air_temperature"), 0.0)
    missed = np.where(high & cools, np.clip(command - air.fraction, 0.0, 1.0), 0.0)
    # Hardly any outdoor air at all is felt by everybody who is in.
    people = np.where(
        np.isnan(frames.design("people")), zones_fed(frames) * PEOPLE_PER_ZONE, frames.design("people")
    )
    lacking = np.clip(1.0 - air.fraction / _STALE_BELOW, 0.0, 1.0)
    without_air = np.nan_to_num(lacking) * people[None, :] * presence(frames)
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command") & high & ~np.isnan(residual),
        residual=residual,
        tolerance=air.tolerance,
        measured=air.fraction,
        expected=command,
        command=command,
        waste=Waste(
            cooling_w=supply_flow(frames) * AIR_J_PER_M3_K * np.nan_to_num(missed * free),
            stale_air=np.where(high, without_air, 0.0),
        ),
    )


FAULT = Fault(
    id="outdoor_air_damper_stuck_closed",
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
    source="energy balance of the mixing box; ASHRAE Guideline 36 FC10; PNNL AIRCx",
)
