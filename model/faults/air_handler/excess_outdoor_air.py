"""Air is heated, or warm outdoor air cooled, with the damper asked further open than ventilation needs."""

import numpy as np

from model.faults.air_handler.outdoor_air_damper_stuck_open import excess_air_waste
from model.faults.fault import Assessment, Fault
from model.faults.needs import DAMPER, PROOF_OF_FAN
from model.frames.frames import LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for, trailing_max
from model.healthy.air.flow import least_flow_share
from model.healthy.air.operation import (
    SETTLED_STEPS,
    cooling_command,
    damper_command,
    heating_command,
    settled,
)
from model.healthy.mixing.mixing import outdoor_air

_CONDITIONING = 0.10
_USUAL_MINIMUM = 0.25
# With the tolerance, it is told from some 20 points of excess on, as AIRCx does; later of an unknown minimum.
_BEYOND_MINIMUM = 0.10
_BEYOND_UNKNOWN_MINIMUM = 0.20
_TOLERANCE = 0.10
# Units of outdoor air alone, and intakes that are only opened and shut, never stand in between.
_SHUT, _NEARLY_ALL = 0.05, 0.97
# Demand-controlled ventilation opens further from 600 to 1,100 ppm (Guideline 36; ASHRAE 62.1 user's manual).
_FRESH_PPM = 800.0
# Offices need 0.15 of their air from outdoors, classrooms and shops 0.4 (ASHRAE 62.1, default densities).
_TOLERANCE_UNKNOWN_MINIMUM = 0.20


def recirculates(frames: Frames) -> Flags:
    """Where a unit is known to take back room air (T, E): a minimum, a return damper, one that modulates."""
    least = frames.design("minimum_outdoor_air_fraction") < _NEARLY_ALL
    command = damper_command(frames)
    between = ((command > _SHUT) & (command < _NEARLY_ALL)).astype(np.float64)
    modulates = trailing_max(between, LOOK_BACK_HOURS * STEPS_PER_HOUR) > 0
    return np.asarray((least | frames.described("return_air_damper_command"))[None, :] | modulates)


def crowded(frames: Frames) -> Flags:
    """Where carbon dioxide asks for more outdoor air than the minimum. (T, E)."""
    return np.asarray(frames.role("return_air_co2") > _FRESH_PPM)


def assess(frames: Frames) -> Assessment:
    outside, back = frames.role("outdoor_air_temperature"), frames.role("return_air_temperature")
    command = damper_command(frames)
    minimum = frames.design("minimum_outdoor_air_fraction")
    # The minimum is a flow of outdoor air; of less supply air it is a larger share (Guideline 36, 5.16.4).
    share = np.where(np.isnan(minimum), _USUAL_MINIMUM, minimum)[None, :] / least_flow_share(frames)
    beyond = np.where(np.isnan(minimum), _BEYOND_UNKNOWN_MINIMUM, _BEYOND_MINIMUM)[None, :]
    allowed = np.minimum(share, 1.0) + beyond
    heats = held_for(heating_command(frames) > _CONDITIONING, SETTLED_STEPS) & (outside < back - 5.0)
    cools = held_for(cooling_command(frames) > _CONDITIONING, SETTLED_STEPS) & (outside > back + 2.0)
    air = outdoor_air(frames)
    # Of a small intake that stands open, less comes in than the command says.
    let_in = np.where(np.isnan(air.fraction), command, np.minimum(command, air.fraction + air.tolerance))
    residual = let_in - allowed
    needless = recirculates(frames) & ~crowded(frames)
    return Assessment(
        applies=settled(frames, "outdoor_air_damper_command")
        & needless
        & (heats | cools)
        & ~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(
            np.where(np.isnan(minimum), _TOLERANCE_UNKNOWN_MINIMUM, _TOLERANCE), frames.shape
        ),
        measured=command,
        expected=np.minimum(allowed, 1.0),
        waste=excess_air_waste(frames, np.where(heats | cools, residual, 0.0)),
    )


FAULT = Fault(
    id="excess_outdoor_air",
    kind="air_handler",
    needs=(
        ("return_air_temperature",),
        ("outdoor_air_temperature",),
        DAMPER,
        ("heating_valve_command", "cooling_valve_command"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("outdoor_air_damper_command", "heating_valve_command", "outdoor_air_temperature"),
    source="PNNL AIRCx excess outdoor air; ASHRAE Guideline 36 FC6",
    # A damper held open by hand for a day, as to air fresh paint, must not decide.
    weight=0.08,
    weight_against=0.12,
    looks_back_hours=10,
)
