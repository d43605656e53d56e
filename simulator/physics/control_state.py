"""What controls remember and command: setpoints [degC, Pa], signals and commands 0..1, switches 0 or 1."""

from dataclasses import dataclass

from simulator.record import Array, Record, at


@dataclass(slots=True)
class ZoneControl(Record):
    """What the controls of rooms remember and command."""

    heating_setpoint: Array = at("zone", 16.0)
    cooling_setpoint: Array = at("zone", 28.0)
    heating_integral: Array = at("zone")
    cooling_integral: Array = at("zone")
    heating_signal: Array = at("zone")
    cooling_signal: Array = at("zone")


@dataclass(slots=True)
class BoxControl(Record):
    """Commands of the VAV boxes."""

    flow_setpoint: Array = at("box")
    damper_command: Array = at("box")
    reheat_command: Array = at("box")


@dataclass(slots=True)
class FanCoilControl(Record):
    """Commands of the fan-coil units."""

    occupied: Array = at("fan_coil")
    fan_command: Array = at("fan_coil")
    heating_command: Array = at("fan_coil")
    cooling_command: Array = at("fan_coil")


@dataclass(slots=True)
class RooftopControl(Record):
    """Commands of the rooftop units."""

    occupied: Array = at("rooftop")
    fan_command: Array = at("rooftop")
    damper_command: Array = at("rooftop")
    cooling_command: Array = at("rooftop")  # 0..1 over both stages
    heating_command: Array = at("rooftop")
    economizing: Array = at("rooftop")


@dataclass(slots=True)
class AirHandlerControl(Record):
    """Modes, setpoints and commands of the air handlers."""

    mode: Array = at("air_handler")  # a controls.modes.Mode
    occupied: Array = at("air_handler")
    fan_command: Array = at("air_handler")
    fan_speed_command: Array = at("air_handler")
    supply_setpoint: Array = at("air_handler", 15.0)
    static_setpoint: Array = at("air_handler", 200.0)
    damper_command: Array = at("air_handler")
    heating_command: Array = at("air_handler")
    cooling_command: Array = at("air_handler")
    economizing: Array = at("air_handler")
    freeze_tripped: Array = at("air_handler")
    night_heating: Array = at("air_handler")
    night_cooling: Array = at("air_handler")
    supply_error: Array = at("air_handler")  # supply air above its setpoint, one step ago [K]


@dataclass(slots=True)
class PlantControl(Record):
    """Enables and setpoints of the plants."""

    hot_water_enabled: Array = at("building")
    hot_water_setpoint: Array = at("building", 50.0)
    chilled_water_enabled: Array = at("building")
    chilled_water_setpoint: Array = at("building", 7.0)
    condenser_setpoint: Array = at("building", 24.0)
    lights_command: Array = at("building")
    tower_fan_command: Array = at("building")
