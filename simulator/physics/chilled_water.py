"""The chilled-water loop of each building: coils, pipes, pump, chiller and what takes the chiller's heat."""

import numpy as np

from simulator.constants import ONE, number
from simulator.physics.chiller import chiller_power, rate_chiller, unloaded
from simulator.physics.firing import fire
from simulator.physics.instant import Instant
from simulator.physics.pumps import pump_flow, pump_power, pump_speed
from simulator.physics.tower import tower_effectiveness, wet_bulb
from simulator.record import FLOAT, Array

SURROUNDINGS = number(25.0)  # of the pipes [degC]
_CLEAN_APPROACH = number(5.0)  # of condensing refrigerant over entering water at full load [K]; air: 12
_AIR_APPROACH = number(7.0)  # more for air
_CLOGGED = number(0.1)  # worst condenser, share of its conductance
_TURNING = number(0.02)  # speed from which a fan counts as running
_NEAR_FREEZING = number(3.0)  # water at which the chiller's own limit stops it [degC]
_BASIN = number(4.0)  # coldest water that a tower is let make [degC]
_SEEPING = number(0.02)  # flow through a tower whose chiller rests, share of the design


def chill_water(instant: Instant, load: Array, demand: Array) -> None:
    """Take ``load`` [W] of the coils into the loop at their water flow ``demand`` [W/K], (B,), and chill it.

    The water is one capacity C at the supply temperature T: C dT/dt = load + gain + pump - chiller.
    """
    water, control = instant.state.chilled_water, instant.state.control_plant
    plant, broken = instant.fleet.chilled_water, instant.effects.plant
    pace = instant.seconds / plant.water_heat

    running = np.maximum(control.chilled_water_enabled, broken.chilled_pump_always_on)
    flow = pump_flow(demand, design=plant.pump_flow, least=plant.pump_least, running=running, head=running)
    water.pump_speed = pump_speed(flow, design=plant.pump_flow, head=running)
    water.pump_power = pump_power(water.pump_speed, plant.pump_power)
    water.pump_running, water.head, water.flow, water.load = running, running, flow, load

    before = water.supply
    gain = plant.gain * (SURROUNDINGS - before)
    free = before + (load + gain + water.pump_power) * pace
    # Fouling widens the gap between the condenser and what cools it, in proportion to the heat it passes.
    largest: Array = np.maximum(plant.capacity, ONE)
    busy: Array = water.chiller_load / largest
    approach: Array = plant.air_cooled * _AIR_APPROACH + _CLEAN_APPROACH
    clean: Array = np.maximum(broken.chiller_condenser_fouling, _CLOGGED)
    rise: Array = approach * (ONE / clean - ONE)
    entering: Array = rise * busy + water.condenser_supply
    rating = rate_chiller(before, entering, air_cooled=plant.air_cooled, charge=broken.chiller_charge)
    limited = unloaded(
        water.condenser_supply, rise=rise, capacity=rating.capacity, air_cooled=plant.air_cooled
    )
    most = plant.capacity * rating.capacity * limited
    # A control that reads the water too warm makes it too cold, down to where the freeze limit stops it.
    wrong = instant.state.readings.chilled_water_supply - before
    setpoint = np.maximum(control.chilled_water_setpoint - wrong, _NEAR_FREEZING)
    chilled = fire(
        lack_before=before - setpoint,
        lack_free=free - setpoint,
        dead_band=plant.dead_band,
        pace=pace,
        was_running=water.chiller_running,
        allowed=control.chilled_water_enabled * (ONE - broken.chiller_failed),
        least=plant.least_load * most,
        most=most,
    )
    water.supply = free - chilled * pace
    water.chiller_load = chilled
    water.chiller_running = (chilled > 0).astype(FLOAT)
    water.chiller_power = chiller_power(
        chilled, most=most, performance=plant.performance, least=plant.least_load, rating=rating
    )
    arriving = water.supply + load / np.maximum(flow, ONE)
    resting = water.returned + (water.supply - water.returned) * (instant.seconds / (instant.seconds + 300.0))
    water.returned = np.where(flow > 0, arriving, resting)


def cool_condenser(instant: Instant) -> None:
    """Give the chiller's heat to the outdoor air: through a tower, or at once.

    The water of tower and condenser is one capacity at ``condenser_supply``; implicit in time.
    """
    water, plant = instant.state.chilled_water, instant.fleet.chilled_water
    broken, outdoors = instant.effects.plant, instant.state.outdoors
    has_tower = (ONE - plant.air_cooled) * (plant.capacity > 0)
    pumped = has_tower * water.chiller_running
    commanded = instant.state.control_plant.tower_fan_command * pumped
    speed = np.maximum(commanded, broken.tower_fan_in_hand * has_tower)
    water.tower_fan_speed = speed * (ONE - broken.tower_fan_failed)
    water.tower_fan_running = (water.tower_fan_speed > _TURNING).astype(FLOAT)
    water.tower_power = (
        plant.tower_fan * water.tower_fan_speed * water.tower_fan_speed * water.tower_fan_speed
        + plant.condenser_pump * pumped
    )

    rejected = water.chiller_load + water.chiller_power
    flow = plant.condenser_flow
    effectiveness = tower_effectiveness(water.tower_fan_speed, plant.tower_transfer * broken.tower_fouling)
    passing = flow * np.maximum(pumped, _SEEPING) * effectiveness
    pace = instant.seconds / plant.condenser_heat
    heat = rejected * (ONE - effectiveness) + passing * wet_bulb(outdoors.air, outdoors.humidity)
    tower_water = (water.condenser_supply + pace * heat) / (ONE + pace * passing)
    # Nobody lets a basin freeze: its heater is small and left out.
    tower_water = np.maximum(tower_water, _BASIN)
    water.condenser_supply = tower_water + plant.air_cooled * (outdoors.air - tower_water)
    water.condenser_return = water.condenser_supply + rejected / flow
