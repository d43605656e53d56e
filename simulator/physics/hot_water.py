"""The hot-water loop of each building: coils, pipes, pump, and boilers or heat pumps."""

import numpy as np

from simulator.constants import HALF, ONE, ZERO, number
from simulator.physics.boiler import boiler_efficiency, flue_temperature
from simulator.physics.firing import cycles, fire
from simulator.physics.heat_pump import rate_heat_pump
from simulator.physics.instant import Instant
from simulator.physics.pumps import pump_flow, pump_power, pump_speed
from simulator.record import FLOAT, Array

SURROUNDINGS = number(20.0)  # of the pipes [degC]
_FASTEST = number(0.95)  # share of the dead band that short-cycling takes away
_HOTTEST, _COOLER = number(90.0), number(30.0)  # water at which a boiler stops; a heat pump so much below
_UNMODULATED = number(0.6)  # least fire of a boiler that short-cycles: its burner no longer turns down


def heat_water(instant: Instant, load: Array, demand: Array) -> None:
    """Take ``load`` [W] from the loop at the coils' water flow ``demand`` [W/K], (B,), and fire the source.

    The water is one capacity C at the supply temperature T: C dT/dt = source + pump - load - loss.
    """
    water, control = instant.state.hot_water, instant.state.control_plant
    plant, broken = instant.fleet.hot_water, instant.effects.plant
    seconds = instant.seconds
    outdoor = instant.state.outdoors.air
    pace = seconds / plant.water_heat

    running = np.maximum(control.hot_water_enabled, broken.hot_pump_always_on)
    head = running * broken.hot_pump_wear
    flow = pump_flow(demand, design=plant.pump_flow, least=plant.pump_least, running=running, head=head)
    water.pump_speed = pump_speed(flow, design=plant.pump_flow, head=head)
    water.pump_power = pump_power(water.pump_speed, plant.pump_power)
    water.pump_running, water.head, water.flow, water.load = running, head, flow, load

    before = water.supply
    loss = plant.loss * (before - SURROUNDINGS)
    free = before + (water.pump_power - load - loss) * pace

    heat_pump = plant.heat_pump
    boiler = ONE - heat_pump
    rating = rate_heat_pump(
        outdoor, before, coil=broken.heat_pump_outdoor_coil, charge=broken.heat_pump_charge
    )
    # A fouled boiler burns as much as a clean one at full fire, and gives less.
    most = plant.capacity * (broken.boiler_fouling + heat_pump * (rating.capacity - broken.boiler_fouling))
    least = np.maximum(plant.least_fire, _UNMODULATED * broken.boiler_cycling) * most
    dead_band = plant.dead_band * (ONE - _FASTEST * broken.boiler_cycling)
    # A control that reads the water too cold makes it too hot, up to where the source's own limit stops it.
    wrong = instant.state.readings.hot_water_supply - before
    setpoint = np.minimum(control.hot_water_setpoint - wrong, _HOTTEST - _COOLER * heat_pump)
    called: Array = fire(
        lack_before=setpoint - before,
        lack_free=setpoint - free,
        dead_band=dead_band,
        pace=pace,
        was_running=water.source_running,
        allowed=control.hot_water_enabled * (ONE - boiler * broken.boiler_failed),
        least=least,
        most=most,
    )
    runs = (called > 0).astype(FLOAT)
    begun = runs * (ONE - water.source_running)
    within = cycles(heat=called, least=least, dead_band=dead_band, pace=pace)
    water.starts = np.maximum(begun, within)
    given = called * (ONE - heat_pump * broken.heat_pump_stuck)
    # The backup comes in half a dead band below the setpoint, where the heat pump alone should have started.
    short = (setpoint - HALF * dead_band - free) / pace - given
    backup = control.hot_water_enabled * np.minimum(np.maximum(short, ZERO), plant.backup)
    water.source_heat = given + backup
    water.supply = free + water.source_heat * pace
    water.source_running = runs

    share = called / np.maximum(most, ONE)
    efficiency = broken.boiler_fouling * boiler_efficiency(
        plant.efficiency, plant.condensing, water.returned, share
    )
    burnt = called / efficiency + water.starts * (plant.purge / seconds)
    water.gas = boiler * burnt
    water.source_power = heat_pump * called / (rating.performance * plant.performance) + backup
    settling = seconds / (seconds + 300.0)
    burning = flue_temperature(plant.condensing, water.returned, share, broken.boiler_fouling)
    flue: Array = (burning - SURROUNDINGS) * runs * boiler + SURROUNDINGS
    water.flue = water.flue + settling * (flue - water.flue)
    evaporating = outdoor + runs * (rating.evaporating - outdoor)
    water.evaporating = water.evaporating + settling * (evaporating - water.evaporating)

    drawn = water.supply - load / np.maximum(flow, ONE)
    resting = water.returned + settling * (water.supply - water.returned)
    water.returned = np.where(flow > 0, drawn, resting)
