"""Faults of rooftop units."""

from typing import Any

import numpy as np

from tests.model.building_of import STEPS, Exactly
from tests.model.faults.case import Case
from tests.model.faults.rooftop_units import USUAL_W, peopled, told, told_empty, trips

# Two hours without a call, and one with a third of what there is.
_CALLED = np.where(np.arange(STEPS) // 12 % 3 == 2, 0.3, 0.0)
_DEAD_SENSOR: dict[str, Any] = {"mixed_air_temperature": Exactly(18.6)}
STILL: dict[str, Any] = {"supply_fan_status": 0.0, "supply_fan_power": 0.0}


CASES = [
    Case(
        "rooftop_furnace_failed",
        "RTU-1",
        told_by=lambda: told(outside=2.0, room=18.0, heat=1.0, heated_k=0.0),
        healthy=lambda: told(outside=2.0, room=20.0, heat=0.7),
        alike=lambda: told(outside=2.0, room=18.0, heat=1.0, heated_k=0.0, **STILL),
        really="a fan that stands",
        cause=("rooftop_fan_failed", "RTU-1"),
    ),
    Case(
        "rooftop_furnace_failed",
        "RTU-1",
        told_by=lambda: told(outside=9.0, room=18.0, heat=1.0, heated_k=0.0, without="mixed_air_temperature"),
        healthy=lambda: told(outside=2.0, room=20.0, heat=0.7, without="mixed_air_temperature"),
        alike=lambda: told(outside=2.0, room=20.0, heat=1.0, heated_k=14.0),
        really="a heat pump's gentle heat",
    ),
    Case(
        "rooftop_furnace_failed",
        "RTU-1",
        told_by=lambda: told(outside=2.0, room=12.0, heat=1.0, heated_k=0.0, **_DEAD_SENSOR),
        healthy=lambda: told(outside=2.0, room=20.0, heat=0.7, **_DEAD_SENSOR),
        alike=lambda: told(outside=2.0, room=20.0, heat=0.7, mixed_air_temperature=Exactly(34.0)),
        really="a mixed-air sensor that stands still at what no mixture has",
    ),
    Case(
        "zone_too_cold_at_limit",
        "RTU-1",
        told_by=lambda: told(outside=-15.0, room=17.0, heat=1.0),
        healthy=lambda: told(outside=2.0, room=21.5, heat=0.5),
        alike=lambda: told(outside=2.0, room=17.0, heat=1.0, heated_k=0.0),
        really="a cold furnace",
        cause=("rooftop_furnace_failed", "RTU-1"),
    ),
    Case(
        "rooftop_heating_stuck_on",
        "RTU-1",
        told_by=lambda: told(outside=12.0, heated_k=14.0),
        healthy=lambda: told(outside=12.0),
        alike=lambda: told(outside=12.0, heated_k=2.0),
        really="a warm fan and roof",
    ),
    Case(
        "rooftop_cooling_stuck_on",
        "RTU-1",
        told_by=lambda: told(outside=15.0, cooled_k=6.0, compressor_power=0.5 * USUAL_W),
        healthy=lambda: told(outside=15.0, compressor_power=0.0),
        alike=lambda: told(outside=15.0, compressor_power=0.02 * USUAL_W),
        really="a crankcase heater",
    ),
    Case(
        "rooftop_cooling_failed",
        "RTU-1",
        told_by=lambda: told(room=27.0, cool=1.0, cooled_k=0.0, compressor_power=0.0),
        healthy=lambda: told(cool=0.8),
        alike=lambda: told(room=27.0, cool=1.0, cooled_k=0.0, compressor_power=0.0, **STILL),
        really="a fan that stands",
        cause=("rooftop_fan_failed", "RTU-1"),
    ),
    Case(
        "rooftop_cooling_failed",
        "RTU-1",
        told_by=lambda: told(room=27.0, cool=1.0, cooled_k=0.0),
        healthy=lambda: told(cool=0.8),
        alike=lambda: told(room=24.0, cool=1.0, heat=0.75),
        really="a unit that is told to heat and to cool at once",
    ),
    Case(
        "rooftop_furnace_failed",
        "RTU-1",
        told_by=lambda: told(outside=2.0, room=18.0, heat=1.0, heated_k=0.0),
        healthy=lambda: told(outside=2.0, room=20.0, heat=0.7),
        alike=lambda: told(outside=2.0, room=20.0, heat=0.5, cool=1.0),
        really="a unit that is told to heat and to cool at once",
    ),
    Case(
        "rooftop_stage_failed",
        "RTU-1",
        told_by=lambda: told(room=26.0, cool=1.0, cooled_k=5.5, compressor_power=0.4 * USUAL_W),
        healthy=lambda: told(cool=1.0),
        alike=lambda: told(cool=0.5),
        really="one stage that is called alone",
    ),
    Case(
        "rooftop_refrigerant_low",
        "RTU-1",
        told_by=lambda: told(room=26.0, cool=1.0, cooled_k=4.4, compressor_power=0.9 * USUAL_W),
        healthy=lambda: told(cool=1.0),
        alike=lambda: told(room=26.0, cool=1.0, cooled_k=5.5, compressor_power=0.4 * USUAL_W),
        really="a dead stage",
        cause=("rooftop_stage_failed", "RTU-1"),
    ),
    Case(
        "rooftop_condenser_fouled",
        "RTU-1",
        told_by=lambda: told(outside=33.0, cool=1.0, cooled_k=6.0, compressor_power=1.9 * USUAL_W),
        healthy=lambda: told(outside=33.0, cool=1.0),
        alike=lambda: told(outside=33.0, cool=1.0, cooled_k=13.0, compressor_power=1.2 * USUAL_W),
        really="a larger unit",
    ),
    Case(
        "rooftop_compressor_cycling",
        "RTU-1",
        told_by=lambda: told(room=26.0, cool=1.0, cooled_k=7.0, compressor_power=trips()),
        healthy=lambda: told(cool=1.0),
        alike=lambda: told(cool=0.3, compressor_power=trips()),
        really="a thermostat at part load",
    ),
    Case(
        "rooftop_fan_failed",
        "RTU-1",
        told_by=lambda: told(**STILL),
        healthy=told,
        alike=lambda: told(supply_fan_command=0.0, **STILL),
        really="a fan that rests",
    ),
    Case(
        "rooftop_fan_failed",
        "RTU-1",
        told_by=lambda: told(without="supply_fan_command", room=27.0, cool=1.0, **STILL),
        healthy=lambda: told(without="supply_fan_command", room=24.8, cool=0.8),
        alike=lambda: told(without="supply_fan_command", room=23.0, **STILL),
        really="a fan that nobody asks for air",
    ),
    Case(
        "rooftop_filter_loaded",
        "RTU-1",
        told_by=lambda: told(filter_differential_pressure=340.0),
        healthy=lambda: told(filter_differential_pressure=110.0),
        alike=lambda: told(filter_differential_pressure=210.0),
        really="filters at their mark",
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "RTU-1",
        told_by=lambda: told(outside=2.0, passes=0.9, heat=0.6),
        healthy=lambda: told(outside=2.0, heat=0.6),
        alike=lambda: told(outside=19.0, passes=0.9),
        really="outdoor air as warm as the room, of which nothing can be told",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "RTU-1",
        told_by=lambda: told(outside=8.0, damper=0.9, passes=0.05, cool=0.3),
        healthy=lambda: told(outside=8.0, damper=0.9),
        alike=lambda: told(outside=8.0, damper=0.2, passes=0.05, heat=0.3),
        really="a damper at its minimum",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "RTU-1",
        told_by=lambda: told(
            outside=8.0, damper=0.9, passes=0.05, cool=_CALLED, without="mixed_air_temperature"
        ),
        healthy=lambda: told(outside=8.0, damper=0.9, cool=_CALLED, without="mixed_air_temperature"),
        alike=lambda: told(outside=14.0, damper=0.9, cool=0.4, cooled_k=0.0, without="mixed_air_temperature"),
        really="a compressor that does nothing when called",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "RTU-1",
        told_by=lambda: peopled(3000.0, outside=24.0, damper=0.6, passes=0.05),
        healthy=lambda: peopled(900.0, outside=8.0, damper=0.6),
        alike=lambda: peopled(3000.0, 3000.0, outside=24.0, damper=0.6),
        really="a house whose rooms are all fuller than they were made for",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "RTU-1",
        told_by=lambda: peopled(2600.0, outside=18.0, room=23.0, damper=0.6, passes=0.05),
        healthy=lambda: peopled(1000.0, outside=8.0, damper=0.6),
        alike=lambda: peopled(1100.0, outside=24.0, damper=0.6),
        really="a room that is full to its design, as warm as the air outdoors",
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "RTU-1",
        told_by=lambda: told(outside=8.0, damper=0.1, passes=0.9, without="mixed_air_temperature"),
        healthy=lambda: told(outside=8.0, damper=0.1, without="mixed_air_temperature"),
        alike=lambda: told(outside=8.0, damper=0.1, heat=0.2, heated_k=0.0, without="mixed_air_temperature"),
        really="a furnace that burnt as much as the damper let in",
    ),
    Case(
        "economizer_not_used",
        "RTU-1",
        told_by=lambda: told(outside=13.0, cool=0.8),
        healthy=lambda: told(outside=13.0, cool=0.3, damper=1.0),
        alike=lambda: told(outside=26.0, cool=0.8),
        really="air too warm to cool with",
    ),
    Case(
        "excess_outdoor_air",
        "RTU-1",
        told_by=lambda: told(outside=0.0, damper=0.95, heat=0.8),
        healthy=lambda: told(outside=0.0, damper=0.2, heat=0.5),
        alike=lambda: told(outside=12.0, damper=0.95),
        really="free cooling",
    ),
    Case(
        "fan_running_unoccupied",
        "RTU-1",
        told_by=told_empty,
        healthy=lambda: told_empty(supply_fan_command=0.0, **STILL),
        alike=lambda: told_empty(
            outside=-5.0, room=15.5, heat=0.6, zone_air_temperature_heating_setpoint=16.0
        ),
        really="a room that is kept at its setback",
    ),
]
