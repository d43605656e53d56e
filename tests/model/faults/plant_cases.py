"""Faults of plants."""

from numpy.typing import ArrayLike

from tests.model.building_of import Told, building_of, chilled_water_plant, hot_water_plant
from tests.model.faults.case import Case


def hot(**roles: ArrayLike) -> Told:
    """A hot-water plant alone."""
    return building_of({"HW-1": hot_water_plant(**roles)})


def chilled(**roles: ArrayLike) -> Told:
    """A chilled-water plant alone, its design flow known."""
    return building_of(
        {"CHW-1": chilled_water_plant(**roles)}, design={"CHW-1": {"chilled_water_flow": 0.03}}
    )


CASES = [
    Case(
        "hot_water_supply_short",
        "HW-1",
        told_by=lambda: hot(hot_water_supply_temperature=48.0),
        healthy=lambda: hot(hot_water_supply_temperature=69.0),
        alike=lambda: hot(
            hot_water_supply_temperature=25.0,
            hot_water_pump_status=0.0,
            hot_water_pump_speed=0.0,
            hot_water_differential_pressure=0.0,
        ),
        really="a plant that rests in summer",
    ),
    Case(
        "hot_water_pressure_not_met",
        "HW-1",
        told_by=lambda: hot(hot_water_pump_speed=1.0, hot_water_differential_pressure=30_000.0),
        healthy=lambda: hot(hot_water_pump_speed=1.0),
        alike=lambda: hot(
            hot_water_pump_status=0.0, hot_water_pump_speed=0.0, hot_water_differential_pressure=0.0
        ),
        really="a pump that rests",
    ),
    Case(
        "hot_water_pressure_not_met",
        "HW-1",
        told_by=lambda: hot(hot_water_pump_speed=0.98, hot_water_differential_pressure=20_000.0),
        healthy=hot,
        alike=lambda: hot(hot_water_pump_speed=0.6, hot_water_differential_pressure=40_000.0),
        really="control on its way up",
    ),
    Case(
        "pump_status_contradicts",
        "HW-1",
        told_by=lambda: hot(hot_water_pump_status=0.0),
        healthy=hot,
        alike=lambda: hot(hot_water_pump_status=0.0, hot_water_differential_pressure=2_000.0),
        really="a pump that stands in spite of its speed command",
    ),
    Case(
        "chilled_water_supply_short",
        "CHW-1",
        told_by=lambda: chilled(chilled_water_supply_temperature=12.0, chilled_water_return_temperature=16.0),
        healthy=lambda: chilled(chilled_water_supply_temperature=7.4),
        alike=lambda: chilled(
            chilled_water_supply_temperature=18.0, chilled_water_flow=0.0, chilled_water_pump_status=0.0
        ),
        really="water that stands",
    ),
    Case(
        "chilled_water_low_delta_t",
        "CHW-1",
        told_by=lambda: chilled(chilled_water_return_temperature=8.0, chilled_water_flow=0.028),
        healthy=lambda: chilled(chilled_water_flow=0.028),
        alike=lambda: chilled(chilled_water_return_temperature=8.0, chilled_water_flow=0.004),
        really="a small load at a small flow",
    ),
]
