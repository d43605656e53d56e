"""Faults of air handlers' coils and their valves."""

import numpy as np

from tests.model.building_of import STEPS
from tests.model.faults.air_handler_cases import one
from tests.model.faults.case import Case

_COLDER = -8.0
# Shut for eight hours, and wide open for the rest of the day.
_THEN_OPEN = np.where(np.arange(STEPS) < 8 * 12, 0.0, 1.0)

CASES = [
    Case(
        "supply_air_short_of_heating",
        "AHU-1",
        told_by=lambda: one(outside=_COLDER, damper=0.3, heat=1.0, heated_k=10.0, short_k=6.0),
        healthy=lambda: one(outside=_COLDER, damper=0.3, heat=1.0, heated_k=16.0, short_k=0.5),
        alike=lambda: one(
            outside=_COLDER,
            heat=1.0,
            heated_k=0.0,
            short_k=10.0,
            supply_fan_status=0.0,
            supply_fan_speed=0.0,
            supply_air_static_pressure=0.0,
        ),
        really="a fan that stands with the valve open against frost",
    ),
    Case(
        "supply_air_short_of_cooling",
        "AHU-1",
        told_by=lambda: one(outside=32.0, cool=1.0, cooled_k=7.0, short_k=-5.0),
        healthy=lambda: one(outside=32.0, cool=1.0, cooled_k=12.0, short_k=-0.5),
        alike=lambda: one(outside=_COLDER, cool=1.0, cooled_k=0.0, heat=0.3, short_k=3.0),
        really="protection against frost, that opens the cooling valve",
    ),
    Case(
        "heating_valve_leaking",
        "AHU-1",
        told_by=lambda: one(heated_k=5.0),
        healthy=one,
        alike=lambda: one(fan_k=2.2),
        really="the heat of a large fan",
    ),
    Case(
        "heating_valve_leaking",
        "AHU-1",
        told_by=lambda: one(outside=28.0, cool=0.2, heated_k=6.0, cooled_k=0.0),
        healthy=lambda: one(outside=28.0, cool=0.5),
        alike=lambda: one(mixed_air_temperature=12.0, supply_air_temperature=19.7, outside=16.0),
        really="a wrong mixed-air sensor",
        cause=("mixed_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "cooling_valve_leaking",
        "AHU-1",
        told_by=lambda: one(outside=18.0, cooled_k=4.0),
        healthy=lambda: one(outside=18.0),
        alike=lambda: one(outside=18.0, cooled_k=1.3),
        really="mixed air read a little warm",
    ),
    Case(
        "heating_valve_stuck",
        "AHU-1",
        told_by=lambda: one(heat=1.0, heated_k=0.0, short_k=8.0),
        healthy=lambda: one(heat=1.0, heated_k=20.0),
        alike=lambda: one(outside=_COLDER, damper=0.4, heat=1.0, heated_k=14.0, short_k=5.0),
        really="a coil that gives all it has in hard weather",
    ),
    Case(
        "heating_valve_stuck",
        "AHU-1",
        told_by=lambda: one(outside=12.0, heat=0.0, heated_k=14.0, cool=0.5, cooled_k=0.0),
        healthy=lambda: one(outside=12.0, heat=0.0),
        alike=lambda: one(heated_k=4.0),
        really="a valve that leaks",
        cause=("heating_valve_leaking", "AHU-1"),
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: one(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        healthy=lambda: one(outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: one(outside=30.0, cool=1.0, cooled_k=8.0, heated_k=16.0, short_k=-16.0),
        really="a heating valve stuck open under full cooling",
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: one(outside=20.0, cool=0.0, cooled_k=9.0, heat=0.4, heated_k=3.0),
        healthy=lambda: one(outside=20.0, cool=0.0),
        alike=lambda: one(outside=30.0, cool=1.0, cooled_k=9.0, short_k=-3.0),
        really="a coil that gives all it has on a hot day",
        cause=("supply_air_short_of_cooling", "AHU-1"),
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: one(
            outside=30.0, cool=_THEN_OPEN, cooled_k=6.0, supply_air_temperature_setpoint=13.0
        ),
        healthy=lambda: one(outside=30.0, cool=_THEN_OPEN),
        alike=lambda: one(outside=30.0, cool=_THEN_OPEN, cooled_k=2.0 + 9.0 * _THEN_OPEN, short_k=-3.0),
        really="a valve that leaks and opens",
    ),
    Case(
        "heating_valve_stuck",
        "AHU-1",
        told_by=lambda: one(heat=_THEN_OPEN, heated_k=9.0, supply_air_temperature_setpoint=36.0),
        healthy=lambda: one(heat=_THEN_OPEN),
        alike=lambda: one(heat=_THEN_OPEN, heated_k=3.0 + 14.0 * _THEN_OPEN, short_k=4.0),
        really="a valve that leaks and opens",
    ),
]
