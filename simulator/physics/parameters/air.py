"""What rooms, air handlers and room units of a building are like; they do not change."""

from dataclasses import dataclass

from simulator.record import Array, Record, at


@dataclass(slots=True)
class ZoneParameters(Record):
    """Rooms, their walls, what stands in them and how they shall be."""

    area: Array = at("zone", 200.0)  # [m2]
    volume: Array = at("zone", 600.0)  # [m3]
    people: Array = at("zone")  # design number
    lights: Array = at("zone")  # [W]
    plugs: Array = at("zone")  # [W]
    orientation: Array = at("zone")  # 0 north, 1 east, 2 south, 3 west, 4 inside
    solar_area: Array = at("zone")  # window area times transmittance [m2]
    wall_ua: Array = at("zone")  # of all that parts it from outside [W/K]
    infiltration: Array = at("zone")  # at 4 m/s of wind and 20 K [m3/s]
    air_heat: Array = at("zone", 3.6e6)  # of the air and what follows it at once [J/K]
    mass_heat: Array = at("zone", 3.4e7)  # [J/K]
    mass_ua: Array = at("zone", 1700.0)  # between air and mass [W/K]
    moist_volume: Array = at(
        "zone", 5000.0
    )  # air volume that would hold as much vapour as air, walls and cloth [m3]
    heating_setpoint: Array = at("zone", 21.0)  # occupied
    cooling_setpoint: Array = at("zone", 24.0)
    heating_setback: Array = at("zone", 16.0)  # unoccupied
    cooling_setup: Array = at("zone", 28.0)
    warm_up: Array = at("zone", 0.5)  # hours of warm-up a kelvin; 0: no optimal start, an hour always


@dataclass(slots=True)
class AirHandlerParameters(Record):
    """Air handlers with their ducts; ``*_reset`` and ``economizer`` 1 where the controls have it."""

    supply_flow: Array = at("air_handler", 5.0)  # design
    outdoor_flow: Array = at("air_handler", 1.0)  # minimum of outdoor air [m3/s]
    minimum_damper: Array = at("air_handler", 0.2)  # position that gives it at the design flow
    damper_leak: Array = at("air_handler", 0.02)  # share of the open area that stays
    damper_curve: Array = at("air_handler", 1.0)  # exponent of area over position
    unit_resistance: Array = at("air_handler")  # of filter and coils [Pa s2/m6]
    duct_resistance: Array = at("air_handler")  # up to the duct sensor [Pa s2/m6]
    fan_pressure: Array = at("air_handler", 1100.0)  # at full speed and no flow [Pa]
    fan_efficiency: Array = at("air_handler", 0.58)
    static_setpoint: Array = at("air_handler", 250.0)  # design [Pa]
    static_reset: Array = at("air_handler", 1.0)
    heating_ua: Array = at("air_handler")  # at design flows [W/K]
    heating_water: Array = at("air_handler")  # its largest water flow [W/K]
    cooling_ua: Array = at("air_handler")
    cooling_water: Array = at("air_handler")
    supply_lowest: Array = at("air_handler", 13.0)  # supply setpoint
    supply_highest: Array = at("air_handler", 17.0)
    supply_reset: Array = at("air_handler", 1.0)
    economizer: Array = at("air_handler", 1.0)
    high_limit: Array = at("air_handler", 21.0)  # outdoor air above which the economizer is locked out
    loop_gain: Array = at("air_handler", 1.0)
    plenum: Array = at("air_handler", 2500.0)  # of the return air on its way [m3]
    votes: Array = at("air_handler", 2.0)  # zones that have to ask before the unit runs outside of hours


@dataclass(slots=True)
class BoxParameters(Record):
    """VAV boxes."""

    largest_flow: Array = at("box", 0.5)
    minimum_flow: Array = at("box", 0.12)
    heating_flow: Array = at("box", 0.25)  # largest while heating; the minimum for a single maximum
    wide_open: Array = at("box", 0.035)  # flow at 1 Pa [m3/s]
    leak: Array = at("box", 0.015)  # share of the open area that stays
    reheat_ua: Array = at("box")
    reheat_water: Array = at("box")
    loop_gain: Array = at("box", 1.0)


@dataclass(slots=True)
class FanCoilParameters(Record):
    """Four-pipe fan-coil units."""

    flow: Array = at("fan_coil", 0.2)  # at full speed
    outdoor_share: Array = at("fan_coil", 0.1)
    fan_power: Array = at("fan_coil", 100.0)  # at full speed [W]
    heating_ua: Array = at("fan_coil")
    heating_water: Array = at("fan_coil")
    cooling_ua: Array = at("fan_coil")
    cooling_water: Array = at("fan_coil")


@dataclass(slots=True)
class RooftopParameters(Record):
    """Packaged rooftop units."""

    flow: Array = at("rooftop", 1.0)
    fan_power: Array = at("rooftop", 600.0)  # [W]
    minimum_damper: Array = at("rooftop", 0.15)
    damper_leak: Array = at("rooftop", 0.03)
    damper_curve: Array = at("rooftop", 1.0)
    cooling_capacity: Array = at(
        "rooftop"
    )  # of both stages, at 35 degC outdoors and 19.4 degC wet bulb in [W]
    cop: Array = at("rooftop", 3.3)  # of compressors and condenser fans, there
    heating_capacity: Array = at("rooftop")  # [W]
    furnace_efficiency: Array = at("rooftop", 0.8)
    economizer: Array = at("rooftop", 1.0)
    high_limit: Array = at("rooftop", 21.0)
