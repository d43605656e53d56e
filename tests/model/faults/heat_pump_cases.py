"""Faults of heat pumps that make hot water."""

import numpy as np
from numpy.typing import ArrayLike

from tests.model.building_of import Exactly, Told
from tests.model.faults.case import Case
from tests.model.faults.hot_water_plants import plant

MACHINE = {
    "hot_water_supply_temperature": 45.0,
    "hot_water_supply_temperature_setpoint": 45.0,
    "hot_water_return_temperature": 40.0,
    "hot_water_flow": 0.002,
    "heat_pump_status": 1.0,
    "heat_pump_power": 14_000.0,
    "evaporating_temperature": -5.0,
}


def machine(**roles: ArrayLike | Exactly) -> Told:
    """A plant with a heat pump."""
    return plant(**{**MACHINE, **roles})  # type: ignore[arg-type]


CASES = [
    Case(
        "heat_pump_failed",
        "HW-1",
        told_by=lambda: machine(
            valve=1.0,
            heat_pump_status=0.0,
            heat_pump_power=80.0,
            hot_water_supply_temperature=25.0,
            hot_water_return_temperature=24.5,
        ),
        healthy=machine,
        alike=lambda: machine(heat_pump_status=0.0, heat_pump_power=80.0, hot_water_supply_temperature=46.0),
        really="a machine between two starts",
    ),
    Case(
        "heat_pump_stuck",
        "HW-1",
        told_by=lambda: machine(
            valve=1.0, hot_water_supply_temperature=28.0, hot_water_return_temperature=28.0
        ),
        healthy=machine,
        alike=lambda: machine(heat_pump_power=22_000.0),
        really="a machine with little heat for its power",
    ),
    Case(
        "heat_pump_stuck",
        "HW-1",
        told_by=lambda: machine(
            hot_water_supply_temperature=28.0, hot_water_return_temperature=28.0, heat_pump_power=np.nan
        ),
        healthy=lambda: machine(heat_pump_power=np.nan),
        alike=lambda: machine(
            hot_water_supply_temperature=36.0, hot_water_return_temperature=16.0, heat_pump_power=np.nan
        ),
        really="a machine at its limit in a cold snap, whose power nobody measures",
    ),
    Case(
        "heat_pump_stuck",
        "HW-1",
        # Its electric backup warms the water, and the flow of it is not measured.
        told_by=lambda: machine(
            hot_water_supply_temperature=42.4,
            hot_water_return_temperature=39.0,
            hot_water_flow=np.nan,
            heat_pump_power=48_000.0,
        ),
        healthy=lambda: machine(hot_water_flow=np.nan),
        alike=lambda: machine(
            outside=-12.0,
            hot_water_supply_temperature=42.4,
            hot_water_flow=np.nan,
            heat_pump_power=48_000.0,
        ),
        really="a machine whose backup helps in frost",
    ),
    Case(
        "heat_pump_refrigerant_low",
        "HW-1",
        told_by=lambda: machine(outside=12.0, evaporating_temperature=-8.0),
        healthy=lambda: machine(outside=12.0, evaporating_temperature=4.0),
        alike=lambda: machine(outside=0.0, evaporating_temperature=-18.0),
        really="ice on the coil",
        cause=("heat_pump_outdoor_coil_iced", "HW-1"),
    ),
    Case(
        "heat_pump_outdoor_coil_iced",
        "HW-1",
        told_by=lambda: machine(outside=0.0, evaporating_temperature=-20.0),
        healthy=lambda: machine(outside=0.0, evaporating_temperature=-8.0),
        alike=lambda: machine(outside=12.0, evaporating_temperature=-8.0),
        really="lost refrigerant, as it does not freeze",
        cause=("heat_pump_refrigerant_low", "HW-1"),
    ),
    Case(
        "heat_pump_performance_low",
        "HW-1",
        told_by=lambda: machine(heat_pump_power=29_000.0),
        healthy=machine,
        alike=lambda: machine(heat_pump_power=29_000.0, evaporating_temperature=-22.0, outside=0.0),
        really="ice on the coil",
        cause=("heat_pump_outdoor_coil_iced", "HW-1"),
    ),
]
