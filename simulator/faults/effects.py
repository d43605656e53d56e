"""What the active faults do to the physics and the controls, as arrays over all equipment."""

from dataclasses import dataclass

from simulator.record import Array, Groups, Record, at


@dataclass(slots=True)
class AirHandlerEffects(Record):
    """``*_least`` and ``*_most`` bound a position: stuck at x is both x, a leak is a least above 0."""

    damper_least: Array = at("air_handler")
    damper_most: Array = at("air_handler", 1.0)
    damper_reversed: Array = at("air_handler")  # 1: the linkage opens when told to close
    heating_least: Array = at("air_handler")
    heating_most: Array = at("air_handler", 1.0)
    cooling_least: Array = at("air_handler")
    cooling_most: Array = at("air_handler", 1.0)
    heating_fouling: Array = at("air_handler", 1.0)  # factor on the coil's UA
    cooling_fouling: Array = at("air_handler", 1.0)
    filter_loading: Array = at("air_handler", 1.0)  # factor on the unit's internal resistance
    belt_grip: Array = at("air_handler", 1.0)  # wheel speed over motor speed
    fan_failed: Array = at("air_handler")  # 1: the wheel stands still, whatever the command
    speed_least: Array = at("air_handler")  # drive in hand: both bounds at that speed
    speed_most: Array = at("air_handler", 1.0)
    duct_leak: Array = at("air_handler")  # share of the supply flow lost before the boxes
    schedule_overridden: Array = at("air_handler")  # 1: occupied at all hours
    setback_lost: Array = at("air_handler")  # 1: occupied setpoints at night
    supply_reset_lost: Array = at("air_handler")  # 1: setpoint fixed at its lowest
    supply_setpoint_shift: Array = at("air_handler")  # [K]
    static_reset_lost: Array = at("air_handler")  # 1: setpoint fixed at its design
    static_setpoint_factor: Array = at("air_handler", 1.0)
    economizer_locked_out: Array = at("air_handler")
    minimum_outdoor_air_factor: Array = at("air_handler", 1.0)  # on the minimum damper position
    loop_gain: Array = at("air_handler", 1.0)  # factor on the supply-air loop's gain
    static_loop_gain: Array = at("air_handler", 1.0)


@dataclass(slots=True)
class BoxEffects(Record):
    """VAV boxes."""

    damper_least: Array = at("box")
    damper_most: Array = at("box", 1.0)
    reheat_least: Array = at("box")
    reheat_most: Array = at("box", 1.0)
    reheat_fouling: Array = at("box", 1.0)
    minimum_flow_factor: Array = at("box", 1.0)
    loop_gain: Array = at("box", 1.0)


@dataclass(slots=True)
class ZoneEffects(Record):
    """Rooms of whatever unit."""

    heating_setpoint_shift: Array = at("zone")  # [K]
    cooling_setpoint_shift: Array = at("zone")  # [K]
    setback_lost: Array = at("zone")
    draught: Array = at("zone")  # share of the supply air that the thermostat feels
    infiltration: Array = at("zone", 1.0)  # factor: a window left open


@dataclass(slots=True)
class FanCoilEffects(Record):
    """Fan-coil units."""

    heating_least: Array = at("fan_coil")
    heating_most: Array = at("fan_coil", 1.0)
    cooling_least: Array = at("fan_coil")
    cooling_most: Array = at("fan_coil", 1.0)
    fouling: Array = at("fan_coil", 1.0)  # factor on flow: filter and coil clogged
    fan_failed: Array = at("fan_coil")
    schedule_overridden: Array = at("fan_coil")


@dataclass(slots=True)
class RooftopEffects(Record):
    """Packaged rooftop units."""

    damper_least: Array = at("rooftop")
    damper_most: Array = at("rooftop", 1.0)
    charge: Array = at("rooftop", 1.0)  # refrigerant, share of nominal
    condenser_fouling: Array = at("rooftop", 1.0)  # factor on the condenser's air flow
    filter_loading: Array = at("rooftop", 1.0)
    stage_failed: Array = at("rooftop")  # 1: one of the two compressors is dead
    furnace_failed: Array = at("rooftop")
    fan_failed: Array = at("rooftop")
    economizer_locked_out: Array = at("rooftop")
    schedule_overridden: Array = at("rooftop")
    compressor_cycling: Array = at("rooftop")  # 1: trips and restarts within minutes


@dataclass(slots=True)
class PlantEffects(Record):
    """Hot water, chilled water, tower, heat pump."""

    boiler_fouling: Array = at("building", 1.0)  # factor on efficiency
    boiler_failed: Array = at("building")
    boiler_cycling: Array = at("building")  # 1: dead band gone, starts many times an hour
    hot_pump_always_on: Array = at("building")
    hot_pump_wear: Array = at("building", 1.0)  # factor on its flow
    hot_reset_lost: Array = at("building")  # 1: setpoint fixed at its highest
    heat_pump_stuck: Array = at("building")  # 1: it runs and gives no heat (reversing valve)
    heat_pump_charge: Array = at("building", 1.0)
    heat_pump_outdoor_coil: Array = at("building", 1.0)  # factor: fouled or iced
    chiller_condenser_fouling: Array = at("building", 1.0)  # factor on the condenser's UA
    chiller_charge: Array = at("building", 1.0)
    chiller_failed: Array = at("building")
    chilled_pump_always_on: Array = at("building")
    chilled_setpoint_shift: Array = at("building")  # [K]
    tower_fan_failed: Array = at("building")
    tower_fouling: Array = at("building", 1.0)  # factor on the tower's UA
    tower_fan_in_hand: Array = at("building")  # 1: full speed always


@dataclass(slots=True)
class ServiceEffects(Record):
    """Lights, water, meters."""

    lights_always_on: Array = at("building")  # share of lights that nobody switches off
    water_leak: Array = at("building")  # [m3/s], always
    water_at_night: Array = at("building")  # [m3/s], outside of hours
    domestic_hot_shift: Array = at("building")  # [K] on the tank's setpoint
    electricity_meter: Array = at("building", 1.0)  # factor on what the meter counts
    water_meter: Array = at("building", 1.0)
    heat_meter: Array = at("building", 1.0)
    gas_meter: Array = at("building", 1.0)


@dataclass(slots=True)
class Effects(Groups):
    """All effects; ``Effects.new(layout)`` is a healthy world."""

    air_handlers: AirHandlerEffects
    boxes: BoxEffects
    zones: ZoneEffects
    fan_coils: FanCoilEffects
    rooftops: RooftopEffects
    plant: PlantEffects
    services: ServiceEffects


@dataclass(slots=True)
class Orders(Record):
    """What people order on purpose, which is no fault; NaN where nothing is ordered."""

    occupied: Array = at("building")  # 1: an event outside of hours
    demand_response: Array = at("building")  # 1: shed load now
    setpoint_shift: Array = at("zone")  # [K], both setpoints
    damper: Array = at("air_handler", float("nan"))  # commands forced by hand or by a test
    heating: Array = at("air_handler", float("nan"))
    cooling: Array = at("air_handler", float("nan"))
    fan_speed: Array = at("air_handler", float("nan"))
