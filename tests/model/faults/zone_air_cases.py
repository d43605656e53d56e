"""Rooms in which the air is stale, and rooms in which it is only used."""

import numpy as np

from tests.model.building_of import STEPS, Told, air_handler, box, boxes, building_of
from tests.model.faults.case import Case
from tests.model.faults.rooftop_units import told as unit_told

_WORKING = (np.arange(STEPS) >= 2 * 12) & (np.arange(STEPS) < 20 * 12)


def room(co2: float, *, fan: float = 1.0) -> Told:
    """VAV-1 with people in it all day, and five rooms beside it."""
    ppm = np.where(_WORKING, co2, 0.5 * (co2 + 450.0))
    ahu = air_handler(supply_fan_status=fan)
    return building_of({"AHU-1": ahu, "VAV-1": box(zone_co2=ppm), **boxes(5, zone_co2=900.0)})


def rooftop_room(co2: float) -> Told:
    """The room of a rooftop unit with people in it all day."""
    return unit_told(zone_co2=np.where(_WORKING, co2, 0.5 * (co2 + 450.0)))


CASES = [
    Case(
        "room_air_stale",
        "VAV-1",
        told_by=lambda: room(3000.0),
        healthy=lambda: room(1000.0),
        alike=lambda: room(1750.0),
        really="a lecture hall that is full to its design",
    ),
    Case(
        "room_air_stale",
        "VAV-1",
        told_by=lambda: room(3400.0),
        healthy=lambda: room(800.0),
        alike=lambda: room(3000.0, fan=0.0),
        really="a room whose fan stands",
    ),
    Case(
        "room_air_stale",
        "RTU-1",
        told_by=lambda: rooftop_room(3400.0),
        healthy=lambda: rooftop_room(900.0),
        alike=lambda: rooftop_room(1750.0),
        really="a lecture hall that is full to its design",
    ),
]
