"""People complain of a room again and again, and no reading shows why.

Its loop holds a room's sensor at the setpoint, whether it reads right or not: what is wrong there may show in
nothing but what people say. That is weighed in ``model.complaints.rooms``; here is what to draw beside it.
"""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.healthy.rooms.comfort import zone_heating_setpoint
from model.healthy.sensors import ZONE_AIR_K


def assess(frames: Frames) -> Assessment:
    """The room as its sensor has it, which says nothing of the fault."""
    measured = frames.role("zone_air_temperature")
    return Assessment(
        applies=~np.isnan(measured),
        residual=np.zeros(frames.shape),
        tolerance=np.full(frames.shape, ZONE_AIR_K),
        measured=measured,
        expected=zone_heating_setpoint(frames),
    )


FAULTS = tuple(
    Fault(
        id="room_complained_of",
        kind=kind,
        # No reading will do.
        needs=(),
        assess=assess,
        quantity="temperature",
        traces=("zone_air_temperature", "zone_air_temperature_heating_setpoint", "zone_co2"),
        source="complaints of occupants, counted against chance",
        costed=False,
    )
    for kind in ("vav_box", "fan_coil", "rooftop_unit")
)
