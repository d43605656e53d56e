"""Packaged rooftop units: economizer, two compressors, furnace, one fan at one speed."""

import numpy as np

from simulator.physics.direct_expansion import expansion, split
from simulator.physics.fans import flow_against
from simulator.physics.instant import Instant
from simulator.physics.mixing import mixed, outdoor_fraction
from simulator.physics.moist_air import AIR_HEAT, LATENT, OUTDOOR_CO2, VAPOUR_HEAT, wet_bulb
from simulator.physics.zones import Exchange, Supply
from simulator.record import Array

_RISING = 0.005  # share of the design flow that moves when the fan stands
_FILTER = 0.25  # share of the resistance that is the filter's
_LAG = 0.1
_STARTING = 0.15  # loss of efficiency at part load, ARI 210/240 degradation coefficient
_TRIPPING = 0.35  # share of its running time that a compressor loses which trips and restarts
_HOTTEST = 70.0  # supply air at which the furnace's high limit stops it [degC]
_BURNING = 52.0  # entering air at which a fire thermostat stops it: 125 degF, as in NFPA 90A
_FURNACE_TRIP = 0.05  # share of the design flow below which safeties keep furnace and compressors off


def run_rooftops(instant: Instant) -> Exchange:
    """Flow, mixing, compressors, furnace and supply air of each unit, and what that does to its room."""
    units, parameters, layout = instant.state.rooftops, instant.fleet.rooftops, instant.layout
    outdoors, rooms, building = instant.state.outdoors, layout.rooftop_zones, layout.rooftop_building
    zones = instant.state.zones
    _turn(instant)
    fresh = Supply(
        flow=units.outdoor_fraction * units.flow,
        temperature=outdoors.air.take(building),
        humidity=outdoors.humidity.take(building),
        co2=np.full_like(units.flow, OUTDOOR_CO2),
    )
    fraction = units.outdoor_fraction
    mixture = mixed(fraction, fresh.temperature, zones.air[rooms])
    humidity = mixed(fraction, fresh.humidity, zones.humidity[rooms])
    rate = units.flow * AIR_HEAT
    latent = _cool(instant, rate, mixture, humidity)
    _heat(instant, mixture)
    brought = units.fan_power + units.heating_heat - units.cooling_heat + latent
    supply = mixture + brought / rate
    supply_humidity = humidity - latent / (units.flow * VAPOUR_HEAT)
    passed = units.flow * (instant.seconds / 300.0) / parameters.flow
    pace = passed / (passed + _LAG)
    units.mixed_air = units.mixed_air + pace * (mixture - units.mixed_air)
    units.mixed_humidity = units.mixed_humidity + pace * (humidity - units.mixed_humidity)
    units.supply_air = units.supply_air + pace * (supply - units.supply_air)
    units.supply_humidity = units.supply_humidity + pace * (supply_humidity - units.supply_humidity)
    return Exchange(
        fresh=fresh,
        heat=brought,
        vapour=latent * (-1.0 / LATENT),
        supply=Supply(units.flow, supply, supply_humidity, mixed(fraction, fresh.co2, zones.co2[rooms])),
    )


def _turn(instant: Instant) -> None:
    """Fan and dampers."""
    units, parameters, effects = instant.state.rooftops, instant.fleet.rooftops, instant.effects.rooftops
    told = instant.state.control_rooftops
    share = told.fan_command * (1.0 - effects.fan_failed)
    units.fan_running = (share > 0.01).astype(np.float32)
    passing = flow_against(effects.filter_loading, _FILTER)
    units.flow = parameters.flow * np.maximum(share * passing, _RISING)
    # At one speed the motor is relieved by a part of what it moves less.
    units.fan_power = parameters.fan_power * share * (0.4 + 0.6 * passing)
    units.damper_position = np.minimum(
        np.maximum(told.damper_command, effects.damper_least), effects.damper_most
    )
    units.outdoor_fraction = outdoor_fraction(
        units.damper_position, parameters.damper_leak, parameters.damper_curve
    )


def _cool(instant: Instant, rate: Array, entering: Array, humidity: Array) -> Array:
    """Run the compressors for their share of the step; the latent part of the heat [W].

    The cold surface is as cold as both stages make it while they run, for that part of the air that meets it.
    """
    units, parameters, effects = instant.state.rooftops, instant.fleet.rooftops, instant.effects.rooftops
    told = instant.state.control_rooftops.cooling_command
    rated = expansion(
        wet_bulb=wet_bulb(entering, humidity),
        outdoor=instant.state.outdoors.air.take(instant.layout.rooftop_building),
        charge=effects.charge,
        condenser_air=effects.condenser_fouling,
        air=units.flow / parameters.flow,
    )
    blowing = (units.flow > _FURNACE_TRIP * parameters.flow).astype(np.float32)
    share = np.minimum(told, 1.0 - 0.5 * effects.stage_failed) * blowing
    kept = 1.0 - _TRIPPING * effects.compressor_cycling
    units.cooling_share = share * kept
    full = parameters.cooling_capacity * rated.capacity
    # Air can be cooled to about freezing, no further: then the coil ices and safeties stop the compressor.
    full = np.minimum(full, rate * np.maximum(entering - 2.0, 0.1) * 1.6)
    units.cooling_heat = full * units.cooling_share
    # Each start costs; two stages, so that only what is beyond the last full stage cycles.
    stages = 2.0 * units.cooling_share
    cycling = np.minimum(stages - np.floor(stages) + effects.compressor_cycling * units.cooling_share, 1.0)
    loss = _STARTING * cycling * (1.0 - cycling) * 2.0 + 0.25 * effects.compressor_cycling
    units.compressor_power = (
        parameters.cooling_capacity / parameters.cop * rated.power * units.cooling_share * (1.0 + loss)
    )
    sensible = split(total=full, air_rate=rate, air_in=entering, humidity_in=humidity)
    latent: Array = (full - sensible) * units.cooling_share
    return latent


def _heat(instant: Instant, entering: Array) -> None:
    """Burn gas as told, as far as high limit and fire thermostat let it."""
    units, parameters, effects = instant.state.rooftops, instant.fleet.rooftops, instant.effects.rooftops
    blowing = (units.flow > _FURNACE_TRIP * parameters.flow).astype(np.float32)
    told = instant.state.control_rooftops.heating_command
    let = np.maximum(_HOTTEST - entering, 0.0) * (units.flow * AIR_HEAT) / parameters.heating_capacity
    let = np.minimum(let, np.maximum(_BURNING - entering, 0.0))
    units.heating_share = np.minimum(told, let) * (1.0 - effects.furnace_failed) * blowing
    units.heating_heat = parameters.heating_capacity * units.heating_share
    units.gas = units.heating_heat / parameters.furnace_efficiency
