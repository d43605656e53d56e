"""What changes from step to step, of all buildings at once; each part of the physics owns a group.

Temperatures [degC], humidity ratios [kg/kg], flows of air [m3/s], heat and power [W], pressures [Pa],
positions, commands and shares 0..1, switches 0 or 1. ``control_*`` groups hold what the controls remember
and command.
"""

from dataclasses import dataclass

from simulator.physics.control_state import (
    AirHandlerControl,
    BoxControl,
    FanCoilControl,
    PlantControl,
    RooftopControl,
    ZoneControl,
)
from simulator.record import Array, Groups, Record, at


@dataclass(slots=True)
class Outdoors(Record):
    """The air outside of each building."""

    air: Array = at("building", 10.0)
    humidity: Array = at("building", 0.006)


@dataclass(slots=True)
class Zones(Record):
    """Rooms: well-mixed air, and the mass of walls, floors and furniture."""

    air: Array = at("zone", 20.0)
    mass: Array = at("zone", 20.0)
    humidity: Array = at("zone", 0.006)
    co2: Array = at("zone", 450.0)  # [ppm]
    people: Array = at("zone")
    aired: Array = at("zone")  # outdoor air that people let in [m3/s]
    supply_flow: Array = at("zone")  # of conditioned air into the zone
    supply_temperature: Array = at("zone", 20.0)
    supply_humidity: Array = at("zone", 0.006)
    supply_co2: Array = at("zone", 450.0)
    draught: Array = at("zone")  # by which a thermostat in a draught is warmer than the room [K]


@dataclass(slots=True)
class AirHandlers(Record):
    """Variable-air-volume air handlers, in the direction of the air."""

    return_air: Array = at("air_handler", 20.0)
    return_humidity: Array = at("air_handler", 0.006)
    return_co2: Array = at("air_handler", 450.0)
    damper_position: Array = at("air_handler")
    outdoor_fraction: Array = at("air_handler")
    mixed_air: Array = at("air_handler", 20.0)
    mixed_humidity: Array = at("air_handler", 0.006)
    heating_position: Array = at("air_handler")
    heating_heat: Array = at("air_handler")  # into the air
    heating_water: Array = at("air_handler")  # heat capacity rate of its water [W/K]
    cooling_position: Array = at("air_handler")
    cooling_heat: Array = at("air_handler")  # out of the air, sensible and latent, positive
    cooling_water: Array = at("air_handler")  # [W/K]
    supply_air: Array = at("air_handler", 20.0)
    supply_humidity: Array = at("air_handler", 0.006)
    supply_flow: Array = at("air_handler")
    fan_running: Array = at("air_handler")
    fan_speed: Array = at("air_handler")
    fan_power: Array = at("air_handler")
    static_pressure: Array = at("air_handler")
    supply_co2: Array = at("air_handler", 450.0)
    ventilation_heat: Array = at("air_handler")  # enthalpy of outdoor air, less that of air let out [W]


@dataclass(slots=True)
class Boxes(Record):
    """VAV boxes with hot-water reheat."""

    damper_position: Array = at("box")
    flow: Array = at("box")
    reheat_position: Array = at("box")
    reheat_heat: Array = at("box")
    reheat_water: Array = at("box")  # [W/K]
    discharge_air: Array = at("box", 20.0)


@dataclass(slots=True)
class FanCoils(Record):
    """Four-pipe fan-coil units that recirculate room air and take a fixed share of outdoor air."""

    fan_running: Array = at("fan_coil")
    fan_power: Array = at("fan_coil")
    flow: Array = at("fan_coil")
    heating_position: Array = at("fan_coil")
    cooling_position: Array = at("fan_coil")
    heating_heat: Array = at("fan_coil")
    heating_water: Array = at("fan_coil")
    cooling_heat: Array = at("fan_coil")
    cooling_water: Array = at("fan_coil")
    discharge_air: Array = at("fan_coil", 20.0)
    discharge_humidity: Array = at("fan_coil", 0.006)
    ventilation_heat: Array = at("fan_coil")  # [W]


@dataclass(slots=True)
class Rooftops(Record):
    """Packaged rooftop units: economizer, direct expansion in two stages, gas furnace, one zone each."""

    fan_running: Array = at("rooftop")
    fan_power: Array = at("rooftop")
    flow: Array = at("rooftop")
    damper_position: Array = at("rooftop")
    outdoor_fraction: Array = at("rooftop")
    mixed_air: Array = at("rooftop", 20.0)
    mixed_humidity: Array = at("rooftop", 0.006)
    cooling_share: Array = at("rooftop")  # of the step and the stages that compressors run
    cooling_heat: Array = at("rooftop")
    compressor_power: Array = at("rooftop")
    heating_share: Array = at("rooftop")
    heating_heat: Array = at("rooftop")
    gas: Array = at("rooftop")  # burnt [W]
    supply_air: Array = at("rooftop", 20.0)
    supply_humidity: Array = at("rooftop", 0.006)
    ventilation_heat: Array = at("rooftop")  # [W]


@dataclass(slots=True)
class HotWater(Record):
    """A building's hot-water loop, fed by boilers or air-to-water heat pumps (or neither: capacity 0)."""

    supply: Array = at("building", 45.0)
    returned: Array = at("building", 40.0)
    flow: Array = at("building")  # heat capacity rate [W/K]
    load: Array = at("building")  # taken by coils
    source_heat: Array = at("building")  # from boiler or heat pump
    pump_running: Array = at("building")
    pump_speed: Array = at("building")
    pump_power: Array = at("building")
    source_running: Array = at("building")
    starts: Array = at("building")  # of the source in this step
    gas: Array = at("building")  # burnt by boilers [W]
    source_power: Array = at("building")  # heat pump's electricity
    flue: Array = at("building", 20.0)  # flue gas of the boiler
    evaporating: Array = at("building")  # of the heat pump [degC]
    head: Array = at("building")  # share of the flow that open valves ask for which the pump can push


@dataclass(slots=True)
class ChilledWater(Record):
    """A building's chilled-water loop: chiller, tower or air-cooled condenser, pumps."""

    supply: Array = at("building", 12.0)
    returned: Array = at("building", 14.0)
    flow: Array = at("building")  # [W/K]
    load: Array = at("building")
    chiller_running: Array = at("building")
    chiller_load: Array = at("building")  # heat taken from the water
    chiller_power: Array = at("building")
    pump_running: Array = at("building")
    pump_speed: Array = at("building")
    pump_power: Array = at("building")
    condenser_supply: Array = at("building", 22.0)  # water from the tower to the chiller
    condenser_return: Array = at("building", 22.0)
    tower_fan_running: Array = at("building")
    tower_fan_speed: Array = at("building")
    tower_power: Array = at("building")  # fan and condenser pump
    head: Array = at("building")  # as that of the hot water


@dataclass(slots=True)
class Services(Record):
    """Lights, plugs and domestic water."""

    lights: Array = at("zone")  # power [W]
    plugs: Array = at("zone")  # power [W]
    domestic_hot: Array = at("building", 55.0)  # tank
    domestic_heat: Array = at("building")  # into the tank
    domestic_gas: Array = at("building")
    domestic_power: Array = at("building")
    water: Array = at("building")  # drawn from the main [m3/s]
    all_lights: Array = at("building")  # sum over the zones [W]
    all_plugs: Array = at("building")


@dataclass(slots=True)
class Meters(Record):
    """What a building takes in, the sum of its loads; ``*_count`` are as a meter counts, errors included."""

    electricity: Array = at("building")  # [W]
    gas: Array = at("building")  # [W]
    heat: Array = at("building")  # from the hot-water source [W]
    water: Array = at("building")  # [m3/s]
    lighting: Array = at("building")  # submeter [W]
    hvac: Array = at("building")  # submeter: fans, pumps, chiller, tower, compressors, heat pumps [W]
    electricity_count: Array = at("building")  # [kWh] since start
    gas_count: Array = at("building")  # [kWh]
    heat_count: Array = at("building")  # [kWh]
    water_count: Array = at("building")  # [m3]
    electricity_rest: Array = at("building")  # what rounding kept out of each count, added with the next step
    gas_rest: Array = at("building")
    heat_rest: Array = at("building")
    water_rest: Array = at("building")


@dataclass(slots=True)
class Readings(Record):
    """What the sensors say that controls act on; the truth, but for what lies (``faults.lies``)."""

    outdoor_air: Array = at("building", 10.0)
    outdoor_humidity: Array = at("building", 0.006)
    hot_water_supply: Array = at("building", 45.0)
    chilled_water_supply: Array = at("building", 12.0)
    condenser_supply: Array = at("building", 22.0)
    zone_air: Array = at("zone", 20.0)
    zone_co2: Array = at("zone", 450.0)
    box_flow: Array = at("box")
    supply_air: Array = at("air_handler", 20.0)
    mixed_air: Array = at("air_handler", 20.0)
    return_air: Array = at("air_handler", 20.0)
    static_pressure: Array = at("air_handler")
    rooftop_supply_air: Array = at("rooftop", 20.0)
    rooftop_mixed_air: Array = at("rooftop", 20.0)


@dataclass(slots=True)
class State(Groups):
    """All that changes."""

    outdoors: Outdoors
    zones: Zones
    air_handlers: AirHandlers
    boxes: Boxes
    fan_coils: FanCoils
    rooftops: Rooftops
    hot_water: HotWater
    chilled_water: ChilledWater
    services: Services
    meters: Meters
    control_zones: ZoneControl
    control_boxes: BoxControl
    control_fan_coils: FanCoilControl
    control_rooftops: RooftopControl
    control_air_handlers: AirHandlerControl
    control_plant: PlantControl
    readings: Readings
