"""Four-pipe fan-coil units: room air and a little outdoor air over two coils."""

import numpy as np

from simulator.physics.coils import Coil, coil_heat, valve_flow, wet_coil
from simulator.physics.instant import Instant
from simulator.physics.mixing import mixed
from simulator.physics.moist_air import AIR_HEAT, LATENT, OUTDOOR_CO2, VAPOUR_HEAT
from simulator.physics.zones import Exchange, Supply
from simulator.record import Array

_RISING = 0.01  # share of the full flow that passes the unit when its fan stands
_LAG = 0.1


def run_fan_coils(instant: Instant) -> Exchange:
    """Flow, coils and discharge of each unit, and what that does to its room."""
    units, parameters, layout = instant.state.fan_coils, instant.fleet.fan_coils, instant.layout
    building = layout.fan_coil_building
    outdoors, rooms = instant.state.outdoors, layout.fan_coil_zones
    _turn(instant)
    fresh = Supply(
        flow=parameters.outdoor_share * units.flow * units.fan_running,
        temperature=outdoors.air.take(building),
        humidity=outdoors.humidity.take(building),
        co2=np.full_like(units.flow, OUTDOOR_CO2),
    )
    fraction = fresh.flow / units.flow
    entering = mixed(fraction, fresh.temperature, instant.state.zones.air[rooms])
    humidity = mixed(fraction, fresh.humidity, instant.state.zones.humidity[rooms])
    rate = units.flow * AIR_HEAT
    latent = _pass_coils(instant, rate, entering, humidity)
    brought = units.fan_power + units.heating_heat - units.cooling_heat + latent
    discharge = entering + brought / rate
    discharge_humidity = humidity - latent / (units.flow * VAPOUR_HEAT)
    passed = units.flow * (instant.seconds / 300.0) / parameters.flow
    pace = passed / (passed + _LAG)
    units.discharge_air = units.discharge_air + pace * (discharge - units.discharge_air)
    units.discharge_humidity = units.discharge_humidity + pace * (
        discharge_humidity - units.discharge_humidity
    )
    return Exchange(
        fresh=fresh,
        heat=brought,
        vapour=latent * (-1.0 / LATENT),
        supply=Supply(
            flow=units.flow,
            temperature=discharge,
            humidity=discharge_humidity,
            co2=mixed(fraction, fresh.co2, instant.state.zones.co2[rooms]),
        ),
    )


def _turn(instant: Instant) -> None:
    units, parameters, effects = instant.state.fan_coils, instant.fleet.fan_coils, instant.effects.fan_coils
    speed = instant.state.control_fan_coils.fan_command * (1.0 - effects.fan_failed)
    units.fan_running = (speed > 0.01).astype(np.float32)
    # Electronically commutated motors: a tenth of the power is lost at any speed.
    cubed: Array = speed * speed * speed
    share: Array = cubed * 0.9 + 0.1
    units.fan_power = parameters.fan_power * units.fan_running * share
    units.flow = parameters.flow * np.maximum(speed * effects.fouling, _RISING)


def _pass_coils(instant: Instant, rate: Array, entering: Array, humidity: Array) -> Array:
    """Heat and cool the air; the latent part of the cooling [W]."""
    units, parameters, effects = instant.state.fan_coils, instant.fleet.fan_coils, instant.effects.fan_coils
    told, building = instant.state.control_fan_coils, instant.layout.fan_coil_building
    hot, cold = instant.state.hot_water, instant.state.chilled_water
    design = parameters.flow * AIR_HEAT
    units.heating_position = np.minimum(
        np.maximum(told.heating_command, effects.heating_least), effects.heating_most
    )
    units.cooling_position = np.minimum(
        np.maximum(told.cooling_command, effects.cooling_least), effects.cooling_most
    )
    units.heating_water = (
        valve_flow(units.heating_position) * parameters.heating_water * hot.head.take(building)
    )
    units.cooling_water = (
        valve_flow(units.cooling_position) * parameters.cooling_water * cold.head.take(building)
    )
    units.heating_heat = coil_heat(
        Coil(parameters.heating_ua, design, parameters.heating_water),
        air_rate=rate,
        air_in=entering,
        water_rate=units.heating_water,
        water_in=hot.supply.take(building),
    )
    sensible, latent = wet_coil(
        Coil(parameters.cooling_ua, design, parameters.cooling_water),
        air_rate=rate,
        air_in=entering + units.heating_heat / rate,
        humidity_in=humidity,
        water_rate=units.cooling_water,
        water_in=cold.supply.take(building),
    )
    units.cooling_heat = sensible + latent
    return latent
