"""Faults of a whole building."""

import numpy as np

from model.site.graph import Schedule
from tests.model.building_of import STEPS, Told, air_handler, box, boxes, building_of
from tests.model.faults.air_handler_habits import Habit, accustomed
from tests.model.faults.case import Case

_OFFICE = Schedule(dict.fromkeys(range(7), (7.0, 18.0)))
_HOUR = np.arange(STEPS) / 12.0
_BY_DAY = (_HOUR >= 7) & (_HOUR < 18)


def drawing(at_night_w: float, fan_at_night: float = 0.0, usual_w: float = 1_500.0) -> Told:
    """An office of sixty people that draws so much by night, and usually drew ``usual_w``."""
    told = building_of(
        {
            "EM-1": {"electric_power": np.where(_BY_DAY, 20_000.0, at_night_w)},
            "AHU-1": air_handler(supply_fan_status=np.where(_BY_DAY, 1.0, fan_at_night)),
            "VAV-1": box(),
            **boxes(19),
        },
        schedule=_OFFICE,
    )
    usual = Habit((float(np.log(usual_w / 60.0)),), 0.1)
    return accustomed(told, "building", electricity_by_night=usual)


CASES = [
    Case(
        "electricity_up_at_night",
        "tower",
        told_by=lambda: drawing(40_000.0),
        healthy=lambda: drawing(1_500.0),
        alike=lambda: drawing(40_000.0, fan_at_night=1.0),
        really="a night on which the fans are needed",
    ),
    Case(
        "electricity_up_at_night",
        "tower",
        told_by=lambda: drawing(4_000.0),
        healthy=lambda: drawing(1_500.0),
        alike=lambda: drawing(15_000.0, usual_w=15_000.0),
        really="a house of servers, which always drew as much",
    ),
]
