"""Buildings whose coils take what a test says: plants and services without the air side."""

from dataclasses import dataclass

import numpy as np

from simulator.controls.plant import control_plant
from simulator.faults.effects import Effects, Orders
from simulator.layout import Layout, Shape
from simulator.physics.fleet import Fleet
from simulator.physics.instant import Instant
from simulator.physics.meters import count
from simulator.physics.plants import run_plants
from simulator.physics.services import use_services
from simulator.physics.state import State
from simulator.record import FLOAT, Array

CAPACITY = 200e3  # [W]
SECONDS = 300.0


def rig(buildings: int = 1, *, heat_pump: bool = False, air_cooled: bool = False, boxes: int = 4) -> Instant:
    """Office buildings of one air handler, with plants of 200 kW; nothing runs yet."""
    layout = Layout.of([Shape(boxes=(boxes,))] * buildings)
    fleet, state = Fleet.new(layout), State.new(layout)
    hot, chilled, services = fleet.hot_water, fleet.chilled_water, fleet.services
    hot.heat_pump[:] = heat_pump
    hot.capacity[:] = chilled.capacity[:] = CAPACITY
    hot.water_heat[:] = chilled.water_heat[:] = 1e7
    hot.loss[:], hot.purge[:] = 60.0, 2.0 * CAPACITY
    hot.pump_flow[:], hot.pump_power[:] = CAPACITY / 16.0, 1000.0
    chilled.air_cooled[:] = air_cooled
    chilled.performance[:] = 3.0 if air_cooled else 5.5
    chilled.gain[:] = 60.0
    chilled.pump_flow[:], chilled.pump_power[:] = CAPACITY / 6.0, 2500.0
    chilled.condenser_flow[:] = CAPACITY * 1.2 / 5.6
    chilled.condenser_pump[:] = chilled.tower_fan[:] = 0.0 if air_cooled else 3000.0
    if heat_pump:
        hot.setpoint_cold[:], hot.setpoint_mild[:] = 50.0, 40.0
    services.lights[:], services.plugs[:], services.people[:] = 8000.0, 6000.0, 40.0
    services.water[:] = 2e-4
    fleet.zones.lights[:], fleet.zones.plugs[:] = 8000.0 / boxes, 6000.0 / boxes
    still = np.zeros(buildings, dtype=FLOAT)
    return Instant(
        layout=layout,
        fleet=fleet,
        state=state,
        effects=Effects.new(layout),
        orders=Orders.new(layout),
        occupied=np.ones(buildings, dtype=bool),
        hours_to_start=still,
        wind=still,
        sun=np.zeros(layout.count("zone"), dtype=FLOAT),
        people=np.full(layout.count("zone"), 10.0, dtype=FLOAT),
        water_share=np.full(buildings, 0.5, dtype=FLOAT),
        seconds=SECONDS,
    )


@dataclass
class Weather:
    """Outdoor air of a run, and by how much the sensors of the water read too warm."""

    air: float
    humidity: float = 0.004
    hot_lie: float = 0.0
    chilled_lie: float = 0.0


def lives(
    instant: Instant, *, steps: int, weather: Weather, heating: float = 0.0, cooling: float = 0.0
) -> None:
    """Run plants and services while the air handlers' coils take ``heating`` and ``cooling`` [W]."""
    for _ in range(steps):
        live(instant, weather, heating, cooling)


def live(instant: Instant, weather: Weather, heating: float | Array, cooling: float | Array) -> None:
    """One step."""
    state = instant.state
    state.outdoors.air = np.full_like(state.outdoors.air, weather.air)
    state.outdoors.humidity = np.full_like(state.outdoors.air, weather.humidity)
    readings = state.readings
    readings.outdoor_air, readings.outdoor_humidity = state.outdoors.air, state.outdoors.humidity
    readings.condenser_supply = state.chilled_water.condenser_supply
    readings.hot_water_supply = state.hot_water.supply + FLOAT(weather.hot_lie)
    readings.chilled_water_supply = state.chilled_water.supply + FLOAT(weather.chilled_lie)
    units = state.air_handlers
    units.heating_heat = np.full_like(units.heating_heat, 1.0) * heating
    units.heating_water = units.heating_heat / 16.0
    units.cooling_heat = np.full_like(units.cooling_heat, 1.0) * cooling
    units.cooling_water = units.cooling_heat / 6.0
    control = state.control_air_handlers
    control.heating_command = (units.heating_heat > 0).astype(FLOAT)
    control.cooling_command = (units.cooling_heat > 0).astype(FLOAT)
    control_plant(instant)
    use_services(instant)
    run_plants(instant)
    count(instant)
