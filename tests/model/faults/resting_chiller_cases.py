"""Chillers that rest: dead, locked out, or by a sensor that has them think they are done."""

from numpy.typing import ArrayLike

from tests.model.building_of import Exactly, Told, swinging
from tests.model.faults.case import Case
from tests.model.faults.chilled_water_cases import UNCOOLED, cooled


def without_supply(back: float, **roles: ArrayLike | Exactly | None) -> Told:
    """The same with water that comes back at ``back``, and no sensor where it leaves."""
    return cooled(chilled_water_supply_temperature=None, chilled_water_return_temperature=back, **roles)


def uncooled() -> Told:
    """Rooms that are too warm, and a chiller that stands while its water goes round."""
    return cooled(valve=1.0, room=27.0, chiller_status=0.0, **UNCOOLED)  # type: ignore[arg-type]


_WARM_BACK: dict[str, ArrayLike | Exactly | None] = {
    "chilled_water_supply_temperature": 8.5,
    "chilled_water_return_temperature": swinging(32.0),
}

CASES = [
    Case(
        "chiller_failed",
        "CHW-1",
        told_by=lambda: without_supply(valve=1.0, room=29.0, chiller_status=0.0, back=35.0),
        healthy=lambda: cooled(chilled_water_return_temperature=None),
        alike=lambda: without_supply(valve=0.6, chiller_status=0.0, back=13.0),
        really="a chiller that rests at its setpoint, where its supply is not measured",
    ),
    Case(
        "chiller_failed",
        "CHW-1",
        told_by=uncooled,
        healthy=lambda: cooled(outside=10.0),
        alike=lambda: cooled(valve=0.5, outside=10.0, chiller_status=0.0, **UNCOOLED),
        really="a chiller that is locked out in cool weather, its pump left on",
    ),
    Case(
        "chilled_water_supply_short",
        "CHW-1",
        told_by=lambda: cooled(valve=1.0, room=27.0, **UNCOOLED),
        healthy=lambda: cooled(outside=10.0),
        alike=lambda: cooled(valve=0.5, outside=10.0, chiller_status=0.0, **UNCOOLED),
        really="a chiller that is locked out in cool weather, its pump left on",
    ),
    Case(
        "plant_temperature_sensor_wrong",
        "CHW-1",
        told_by=lambda: cooled(valve=1.0, room=29.0, chiller_status=0.0, **_WARM_BACK),
        healthy=lambda: cooled(valve=0.0, chiller_status=0.0, **UNCOOLED),
        alike=lambda: cooled(valve=0.6, chiller_status=0.0, chilled_water_return_temperature=16.0),
        really="cold that was stored, and is drawn while the chiller rests",
    ),
    Case(
        "chiller_failed",
        "CHW-1",
        told_by=uncooled,
        healthy=cooled,
        alike=lambda: cooled(valve=1.0, room=29.0, chiller_status=0.0, **_WARM_BACK),
        really="a sensor that stands at its setpoint, and has the chiller rest",
        cause=("plant_temperature_sensor_wrong", "CHW-1"),
    ),
]
