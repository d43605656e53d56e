"""Chilled water cools while cooler outdoor air is at hand and the damper is not asked for it."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import DAMPER, PROOF_OF_FAN
from model.frames.frames import LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_max
from model.healthy.air.coil import FAN_HEAT_K
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import (
    SETTLED_STEPS,
    cooling_command,
    cooling_setpoint,
    damper_command,
    settled,
)
from model.healthy.rooms.comfort import people_hot
from model.healthy.water.plant import chilled_water_stands

_COOLING = 0.10
_OPEN_ENOUGH = 0.8
# Lockouts by temperature lie between 18 and 24 degC by climate (ASHRAE 90.1); below 18 none forbids free
# cooling.
_LOCKOUT_C = 18.0
_BENEFIT_K = 2.8
# A unit that never economizes still lets in what people need; one that lets in nothing was shut by somebody.
_SHUT = 0.02
_TOLERANCE = 0.15


def assess(frames: Frames) -> Assessment:
    outside, back = frames.role("outdoor_air_temperature"), frames.role("return_air_temperature")
    back = np.where(np.isnan(back), 22.0, back)
    command = damper_command(frames)
    cools = held_for(cooling_command(frames) > _COOLING, SETTLED_STEPS)
    built = frames.design("economizer") != 0
    useful = (outside < _LOCKOUT_C) & (outside < back - _BENEFIT_K)
    asked = cools & useful & built[None, :]
    mixed = frames.role("mixed_air_temperature")
    entering = np.where(np.isnan(mixed), back - np.nan_to_num(command) * (back - outside), mixed)
    reachable = np.maximum(outside, np.nan_to_num(cooling_setpoint(frames), nan=13.0) - FAN_HEAT_K)
    spared = np.where(asked, np.maximum(entering - reachable, 0.0), 0.0)
    # With the mixed air as cold as it may get, opening further would spare nothing.
    tells = (spared > _BENEFIT_K) | (command >= _OPEN_ENOUGH)
    # Sequences of one loop close their coil first, and are late to open again: what opened some hours ago is
    # in use, and where it was too warm some hours ago a coil may be about to close.
    lately = LOOK_BACK_HOURS * STEPS_PER_HOUR
    opened = trailing_max(command, lately) >= _OPEN_ENOUGH
    late = opened | (trailing_max(np.where(useful, 0.0, 1.0), lately) == 1.0)
    tells &= (command >= _OPEN_ENOUGH) | ~late
    tells &= ~((command <= _SHUT) & (frames.occupied == 1))
    # Many units are held to no outdoor air while nobody is in, and free cooling by night is not what they do.
    tells &= frames.occupied != 0
    missing = np.clip(_OPEN_ENOUGH - command, 0.0, 1.0) / _OPEN_ENOUGH
    residual = _OPEN_ENOUGH - command
    watts = supply_flow(frames) * AIR_J_PER_M3_K * np.nan_to_num(spared * missing)
    locked_out = chilled_water_stands(frames)
    return Assessment(
        applies=settled(frames) & asked & tells & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=command,
        expected=np.full(frames.shape, 1.0),
        # Without chilled water, as when chillers are locked out, no energy is lost, but people are too hot.
        waste=Waste(
            cooling_w=np.where(locked_out, 0.0, watts),
            discomfort=np.where(locked_out & asked, people_hot(frames, missing * spared), 0.0),
        ),
    )


FAULT = Fault(
    id="economizer_not_used",
    kind="air_handler",
    needs=(
        ("outdoor_air_temperature",),
        DAMPER,
        ("cooling_valve_command", "cooling_valve_position"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("outdoor_air_temperature", "outdoor_air_damper_command", "cooling_valve_command"),
    looks_back_hours=10,
    source="PNNL EconomizerRCx; NIST APAR",
)
