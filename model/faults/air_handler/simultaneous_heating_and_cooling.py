"""Heating and cooling coil of one air handler work against each other."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import Frames
from model.frames.windows import trailing_mean
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import SETTLED_STEPS, cooling_command, fan_runs, heating_command, near_frost

# Fully open, usual coils move the air by about as much; a design number would narrow it.
_COIL_K = 12.0
_TOLERANCE = 0.04


def assess(frames: Frames) -> Assessment:
    both = np.minimum(heating_command(frames), cooling_command(frames))
    both = np.clip(both, 0.0, 1.0)
    overlap = trailing_mean(both, SETTLED_STEPS)
    # Against frost the cooling valve opens to let its water move; nothing is cooled by it.
    running = (fan_runs(frames) == 1) & ~near_frost(frames)
    fought_w = supply_flow(frames) * AIR_J_PER_M3_K * _COIL_K * np.nan_to_num(both)
    return Assessment(
        applies=running & ~np.isnan(overlap),
        residual=overlap,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=overlap,
        expected=np.zeros(frames.shape),
        waste=Waste(heating_w=np.where(running, fought_w, 0.0), cooling_w=np.where(running, fought_w, 0.0)),
    )


FAULT = Fault(
    id="simultaneous_heating_and_cooling",
    kind="air_handler",
    needs=(
        ("heating_valve_command", "heating_valve_position"),
        ("cooling_valve_command", "cooling_valve_position"),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="fraction",
    traces=("heating_valve_command", "cooling_valve_command", "supply_air_temperature"),
    source="NIST APAR; PNNL re-tuning",
)
