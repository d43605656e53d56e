"""Meters: the sums of what a building's loads take, and counters that count them with their errors."""

import numpy as np

from simulator.physics.instant import Instant
from simulator.record import Array

_JOULES = 3.6e6  # [J/kWh]


def count(instant: Instant) -> None:
    """Power, gas, heat and water that a building takes, and what its meters have counted so far."""
    state, seconds = instant.state, instant.seconds
    meters, services = state.meters, state.services
    hot, chilled = state.hot_water, state.chilled_water
    unit_power, unit_gas = _units(instant)
    meters.lighting = services.all_lights
    meters.hvac = (
        unit_power
        + hot.pump_power
        + hot.source_power
        + chilled.pump_power
        + chilled.chiller_power
        + chilled.tower_power
    )
    meters.electricity = services.all_lights + services.all_plugs + services.domestic_power + meters.hvac
    meters.gas = hot.gas + services.domestic_gas + unit_gas
    meters.heat = hot.source_heat
    meters.water = services.water

    wrong, hours = instant.effects.services, seconds / _JOULES
    meters.electricity_count, meters.electricity_rest = _counted(
        meters.electricity_count,
        meters.electricity_rest,
        meters.electricity * wrong.electricity_meter * hours,
    )
    meters.gas_count, meters.gas_rest = _counted(
        meters.gas_count, meters.gas_rest, meters.gas * wrong.gas_meter * hours
    )
    meters.heat_count, meters.heat_rest = _counted(
        meters.heat_count, meters.heat_rest, meters.heat * wrong.heat_meter * hours
    )
    meters.water_count, meters.water_rest = _counted(
        meters.water_count, meters.water_rest, meters.water * wrong.water_meter * seconds
    )


def _counted(so_far: Array, rest: Array, more: Array) -> tuple[Array, Array]:
    """Kahan's sum: a counter of float32 would lose a step's small addition to a year's large count."""
    owed = more + rest
    total: Array = so_far + owed
    taken: Array = total - so_far
    return total, owed - taken


def _units(instant: Instant) -> tuple[Array, Array]:
    """Power of fans and compressors, and gas burnt by rooftop units [W], (B,)."""
    layout, state = instant.layout, instant.state
    power = layout.sum_to_buildings("air_handler", state.air_handlers.fan_power)
    gas = np.zeros_like(power)
    if layout.count("fan_coil"):
        power = power + layout.sum_to_buildings("fan_coil", state.fan_coils.fan_power)
    if layout.count("rooftop"):
        units = state.rooftops
        power = power + layout.sum_to_buildings("rooftop", units.fan_power + units.compressor_power)
        gas = layout.sum_to_buildings("rooftop", units.gas)
    return power, gas
