"""What the plants and services of a building are like; one value a building in every field."""

from dataclasses import dataclass

from simulator2.record import Array, Record, at


@dataclass(slots=True)
class HotWaterParameters(Record):
    """Boilers or air-to-water heat pumps, their loop and its pump; ``capacity`` 0 where there is none."""

    heat_pump: Array = at("building")  # 1: a heat pump, 0: boilers
    capacity: Array = at("building")  # [W], of a heat pump at 7 degC outside and 45 degC supply
    efficiency: Array = at("building", 0.87)  # of boilers at full fire, return at the dew point of flue gas
    condensing: Array = at("building")  # 1: boilers gain from a cold return
    least_fire: Array = at("building", 0.25)  # of the capacity, below which the source cycles
    dead_band: Array = at("building", 6.0)  # between stopping and starting [K]
    purge: Array = at("building")  # gas lost by each start [J]
    performance: Array = at("building", 1.0)  # factor on the heat pump's COP
    backup: Array = at("building")  # electric, beside the heat pump [W]
    water_heat: Array = at("building", 1e7)  # capacity of the loop's water and steel [J/K]
    loss: Array = at("building")  # of the pipes [W/K]
    setpoint_cold: Array = at("building", 70.0)  # supply at -10 degC outside
    setpoint_mild: Array = at("building", 45.0)  # supply at 15 degC outside
    heat_below: Array = at("building", 18.0)  # outdoor air above which it is locked out
    pump_flow: Array = at("building")  # design [W/K]
    pump_power: Array = at("building")  # at the design flow [W]
    pump_least: Array = at("building", 0.25)  # speed


@dataclass(slots=True)
class ChilledWaterParameters(Record):
    """A chiller, its loop, and what takes its heat away; ``capacity`` 0 where there is none."""

    air_cooled: Array = at("building")  # 1: air-cooled condenser, 0: cooling tower
    capacity: Array = at("building")  # at rating: 6.7 degC supply, 29.4 degC water or 35 degC air [W]
    performance: Array = at("building", 5.0)  # COP at rating
    least_load: Array = at("building", 0.15)  # of the capacity, below which it cycles
    dead_band: Array = at("building", 2.0)  # [K]
    water_heat: Array = at("building", 1e7)  # [J/K]
    gain: Array = at("building")  # of the pipes from their surroundings [W/K]
    setpoint_warm: Array = at("building", 6.7)  # supply at 27 degC outside
    setpoint_mild: Array = at("building", 9.0)  # supply at 16 degC outside
    cool_above: Array = at("building", 10.0)  # outdoor air below which it is locked out
    pump_flow: Array = at("building")  # design [W/K]
    pump_power: Array = at("building")  # [W]
    pump_least: Array = at("building", 0.3)  # speed
    condenser_flow: Array = at("building", 1e4)  # of the condenser water [W/K]
    condenser_heat: Array = at("building", 1e7)  # of the condenser water and basin [J/K]
    condenser_pump: Array = at("building")  # [W]
    tower_transfer: Array = at("building", 1.5)  # number of transfer units at full fan speed
    tower_fan: Array = at("building")  # power at full speed [W]


@dataclass(slots=True)
class ServiceParameters(Record):
    """Lights and plugs, the sums over the zones, and domestic water."""

    lights: Array = at("building")  # installed [W]
    plugs: Array = at("building")  # largest [W]
    people: Array = at("building", 1.0)  # design number
    lights_by_people: Array = at("building", 0.5)  # share of lights switched by presence, not by schedule
    lights_at_night: Array = at("building", 0.05)  # share that burns in an empty building
    plugs_at_night: Array = at("building", 0.3)  # share of plug loads in an empty building
    water: Array = at("building")  # largest draw of all domestic water [m3/s]
    hot_share: Array = at("building", 0.3)  # of the water drawn, from the tank
    cold_water: Array = at("building", 12.0)  # from the main [degC]
    tank_heat: Array = at("building", 1e6)  # [J/K]
    tank_loss: Array = at("building", 2.0)  # [W/K]
    tank_capacity: Array = at("building", 1e4)  # of its heater [W]
    tank_setpoint: Array = at("building", 58.0)
    tank_gas: Array = at("building")  # 1: heated by gas, 0: by electricity
    tank_efficiency: Array = at("building", 0.98)
