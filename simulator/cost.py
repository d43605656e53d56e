"""What running the buildings costs: energy in money, discomfort in degree-hours by people."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, clip
from simulator.fleet import Fleet
from simulator.plant import BOILER_EFFICIENCY
from simulator.state import State

CHILLER_PERFORMANCE = 3.3
PUMP_SHARE = 0.03  # of the heat moved
COMFORT_MARGIN = 0.7  # around the setpoints, within which nobody minds [K]


@dataclass(frozen=True, slots=True)
class Tariff:
    """USD per kWh of electricity and of gas, and what an hour of one person one degree off is worth."""

    electricity: float = 0.15
    gas: float = 1.2 / 29.3
    discomfort: float = 1.0


def energy_rate(state: State, dew_point: float, tariff: Tariff) -> Array:
    """Money an hour for heating, cooling and fans, (N,)."""
    gas = (state.heating_heat.sum(axis=1) + state.reheat_heat.sum(axis=(1, 2))) / BOILER_EFFICIENCY
    # Drying the outdoor air costs cooling beyond what the thermometer shows.
    moist = 0.25 + 0.9 * state.outdoor_fraction * clip((dew_point - 11.0) / 10.0, 0, 1)
    cooling = state.cooling_heat * (1 + moist * (state.cooling_command > 0.02))
    electric = cooling.sum(axis=1) / CHILLER_PERFORMANCE + state.fan_power.sum(axis=1) + PUMP_SHARE * gas
    rate: Array = (electric * tariff.electricity + gas * tariff.gas) / 1000.0
    return rate


def discomfort(fleet: Fleet, state: State, people: Array) -> Array:
    """Degrees outside of comfort times people, in each building (N,)."""
    low = fleet.heating_setpoint[:, None, None] - COMFORT_MARGIN
    high = fleet.cooling_setpoint[:, None, None] + COMFORT_MARGIN
    off = np.maximum(low - state.zone, 0) + np.maximum(state.zone - high, 0)
    degrees: Array = (off * people).sum(axis=(1, 2))
    return degrees
