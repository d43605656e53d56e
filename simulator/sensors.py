"""What sensors say: each with its own error, noise and lag; a flat one says what it said last."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.effects import Effects
from simulator.fleet import Fleet
from simulator.state import State

AIR_HANDLER_DRAWS = 5
ZONE_DRAWS = 3


@dataclass(frozen=True, slots=True)
class Noise:
    """Standard normal numbers of one step: (N, A, 5) and (N, A, Z, 3)."""

    air_handler: Array
    zone: Array


def read_sensors(fleet: Fleet, state: State, effects: Effects, noise: Noise, seconds: float) -> None:
    """Set the readings of ``state`` from its truth."""
    air, zone = noise.air_handler, noise.zone
    state.supply_before = state.supply_reading
    supply = state.supply + fleet.supply_sensor + effects.supply_bias + 0.05 * air[:, :, 0]
    mixed = state.mixed + fleet.mixed_sensor + effects.mixed_bias + 0.12 * air[:, :, 1]
    state.supply_reading = np.where(effects.supply_flat > 0, state.supply_reading, supply)
    state.mixed_reading = np.where(effects.mixed_flat > 0, state.mixed_reading, mixed)
    state.return_reading = state.returned + fleet.return_sensor + 0.04 * air[:, :, 2]
    state.static_reading = np.maximum(state.static + 1.2 * air[:, :, 3], 0.0)
    state.supply_flow_reading = np.maximum(state.supply_flow * (1 + 0.01 * air[:, :, 4]), 0.0)
    state.outdoor_reading = state.outdoor + fleet.outdoor_sensor
    felt = state.zone + fleet.zone_sensor + effects.zone_bias + 0.03 * zone[..., 0]
    pace = 1 - np.exp(-seconds / 200.0)
    followed = state.zone_reading + pace * (felt - state.zone_reading)
    state.zone_reading = np.where(effects.zone_flat > 0, state.zone_reading, followed)
    state.discharge_reading = state.discharge + 0.08 * zone[..., 1]
    state.flow_reading = np.maximum(state.flow * (1 + 0.015 * zone[..., 2]), 0.0)
