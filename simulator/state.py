"""What changes from step to step, of all buildings at once."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, RowRecord
from simulator.fleet import Fleet


@dataclass(slots=True)
class State(RowRecord):
    """Temperatures [degC], flows [m3/s], positions 0..1, pressures [Pa], powers [W].

    ``*_reading`` is what a sensor says. Shapes (N,), (N, A) and (N, A, Z).
    """

    # zones
    zone: Array
    mass: Array
    zone_reading: Array
    heating_setpoint: Array
    cooling_setpoint: Array
    heating_integral: Array
    cooling_integral: Array
    heating_signal: Array
    cooling_signal: Array
    flow: Array
    flow_setpoint: Array
    box_command: Array
    box_position: Array
    reheat_command: Array
    reheat_heat: Array
    reheat_water: Array  # heat capacity rate [W/K]
    discharge: Array
    discharge_reading: Array
    flow_reading: Array
    # air handlers
    supply: Array
    supply_before: Array
    mixed: Array
    returned: Array
    supply_reading: Array
    mixed_reading: Array
    return_reading: Array
    static: Array
    static_reading: Array
    supply_setpoint: Array
    static_setpoint: Array
    damper_command: Array
    heating_command: Array
    cooling_command: Array
    damper_position: Array
    outdoor_fraction: Array
    fan_on: Array
    fan_speed: Array
    fan_power: Array
    supply_flow: Array
    supply_flow_reading: Array
    heating_heat: Array
    heating_water: Array  # heat capacity rate [W/K]
    cooling_heat: Array  # sensible, positive when it cools
    mode: Array  # a control.Mode
    night_heating: Array
    night_cooling: Array
    economizing: Array
    freeze_tripped: Array
    occupied: Array
    # buildings
    outdoor: Array
    outdoor_reading: Array
    hot_water: Array
    hot_water_setpoint: Array
    hot_water_return: Array
    plant_on: Array
    pump_speed: Array
    boiler_heat: Array
    boiler_on: Array


_ZONE = {
    *("zone", "mass", "zone_reading", "heating_setpoint", "cooling_setpoint", "heating_integral"),
    *("cooling_integral", "heating_signal", "cooling_signal", "flow", "flow_setpoint", "box_command"),
    *("box_position", "reheat_command", "reheat_heat", "reheat_water", "discharge", "discharge_reading"),
    "flow_reading",
}
_BUILDING = {
    *("outdoor", "outdoor_reading", "hot_water", "hot_water_setpoint", "hot_water_return", "plant_on"),
    *("pump_speed", "boiler_heat", "boiler_on"),
}
_INDOORS = {
    *("zone", "mass", "zone_reading", "discharge", "discharge_reading", "supply", "supply_before", "mixed"),
    *("returned", "supply_reading", "mixed_reading", "return_reading"),
}
_START = {
    **dict.fromkeys(_INDOORS, 20.0),
    "heating_setpoint": 16.0,
    "cooling_setpoint": 28.0,
    "supply_setpoint": 15.0,
    "outdoor": 10.0,
    "outdoor_reading": 10.0,
    "hot_water": 50.0,
    "hot_water_setpoint": 50.0,
    "hot_water_return": 45.0,
}


def first_state(fleet: Fleet) -> State:
    """All off at 20 degC."""
    size = fleet.size
    shapes = {
        name: (size.buildings,)
        if name in _BUILDING
        else (size.buildings, size.air_handlers, size.zones)
        if name in _ZONE
        else (size.buildings, size.air_handlers)
        for name in State.__dataclass_fields__
    }
    values = {name: np.full(shape, _START.get(name, 0.0)) for name, shape in shapes.items()}
    values["static_setpoint"] = fleet.static_setpoint.copy()
    return State(**values)
