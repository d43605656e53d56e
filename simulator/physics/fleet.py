"""What does not change of the buildings: one record of parameters a part of the physics."""

from dataclasses import dataclass

from simulator.physics.parameters import (
    AirHandlerParameters,
    BoxParameters,
    ChilledWaterParameters,
    FanCoilParameters,
    HotWaterParameters,
    RooftopParameters,
    ServiceParameters,
    ZoneParameters,
)
from simulator.record import Groups


@dataclass(slots=True)
class Fleet(Groups):
    """Parameters of every piece of equipment."""

    zones: ZoneParameters
    air_handlers: AirHandlerParameters
    boxes: BoxParameters
    fan_coils: FanCoilParameters
    rooftops: RooftopParameters
    hot_water: HotWaterParameters
    chilled_water: ChilledWaterParameters
    services: ServiceParameters
