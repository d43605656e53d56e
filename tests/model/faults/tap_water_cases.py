"""Faults of tap water."""

from numpy.typing import ArrayLike

from tests.model.building_of import Exactly, Told, building_of, swinging
from tests.model.faults.case import Case


def tank(**roles: ArrayLike | Exactly) -> Told:
    """A tank of tap water."""
    usual: dict[str, ArrayLike | Exactly] = {"domestic_hot_water_temperature": swinging(59.0, 2.0)}
    return building_of({"DHW-1": {**usual, **roles}})


CASES = [
    Case(
        "domestic_water_too_hot",
        "DHW-1",
        told_by=lambda: tank(domestic_hot_water_temperature=swinging(74.0, 2.0)),
        healthy=tank,
        alike=lambda: tank(domestic_hot_water_temperature=64.5),
        really="a tank that is set a little higher",
    ),
    Case(
        "domestic_water_too_cold",
        "DHW-1",
        told_by=lambda: tank(domestic_hot_water_temperature=swinging(42.0, 2.0)),
        healthy=tank,
        alike=lambda: tank(domestic_hot_water_temperature=swinging(52.0, 4.0)),
        really="a tank that much is drawn from",
    ),
]
