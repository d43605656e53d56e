"""Faults of air handlers that a building with its plants, rooms and turned-down boxes can look like."""

import numpy as np

from tests.model.building_of import (
    NEVER_OCCUPIED,
    STEPS,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    chilled_water_plant,
    hot_water_plant,
)
from tests.model.faults.air_handler_cases import empty, one
from tests.model.faults.case import Case

_COLDER = -8.0
_WARM_HALF_THE_TIME = np.where(np.arange(STEPS) % (12 * 12) < 6 * 12, 20.0, 14.0)


def over_rooms(at: float, setback: float, setup: float, **roles: object) -> Told:
    """An air handler on a day when nobody comes, one of its rooms at a temperature of interest."""
    setpoints = {
        "zone_air_temperature_heating_setpoint": setback,
        "zone_air_temperature_cooling_setpoint": setup,
    }
    return building_of(
        {
            "AHU-1": air_handler(**roles),  # type: ignore[arg-type]
            "VAV-1": box(room=at, **setpoints),
            "VAV-2": box(room=22.0, **setpoints),
        },
        schedule=NEVER_OCCUPIED,
    )


def near_chilled_water(leaves: float, **roles: object) -> Told:
    """An air handler in a building whose only chilled water leaves so warm; feeding is not told."""
    plant = chilled_water_plant(chilled_water_supply_temperature=leaves, chiller_status=0.0)
    return building_of({"AHU-1": air_handler(**roles), "CHW-1": plant})  # type: ignore[arg-type]


def over_chilled_water(pumped: float = 1.0, **roles: object) -> Told:
    """An air handler fed by a chilled-water plant, whose pump runs or not."""
    plant = chilled_water_plant(chilled_water_pump_status=pumped, chilled_water_flow=0.02 * pumped)
    return building_of({"AHU-1": air_handler(**roles), "CHW-1": plant}, fed_by={"AHU-1": ("CHW-1",)})  # type: ignore[arg-type]


def over_hot_water(pumped: float = 1.0, **roles: object) -> Told:
    """An air handler fed by a hot-water plant, whose pump runs or not."""
    plant = hot_water_plant(
        hot_water_pump_status=pumped,
        hot_water_pump_speed=0.6 * pumped,
        hot_water_differential_pressure=60_000.0 * pumped,
    )
    return building_of({"AHU-1": air_handler(**roles), "HW-1": plant}, fed_by={"AHU-1": ("HW-1",)})  # type: ignore[arg-type]


def two(**roles: object) -> Told:
    """Two air handlers alike, of which nobody described what feeds them."""
    return building_of({name: air_handler(**roles) for name in ("AHU-1", "AHU-2")})  # type: ignore[arg-type]


def beside(other: dict[str, object], **roles: object) -> Told:
    """An air handler and another one, ``other``, of which nobody described what feeds them."""
    return building_of({"AHU-1": air_handler(**roles), "AHU-2": air_handler(**other)})  # type: ignore[arg-type]


_COOLED = {"outside": 20.0, "damper": 1.0, "cool": 0.5}
_FREE = {"outside": 20.0, "damper": 0.6}
_UNCOOLED = {"outside": 20.0, "damper": 1.0, "cool": 1.0, "cooled_k": 0.0, "short_k": -9.0}

CASES = [
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: near_chilled_water(7.0, outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        healthy=lambda: near_chilled_water(7.0, outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: near_chilled_water(18.0, outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a chiller that has failed while its pump runs",
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: beside(_COOLED, **_UNCOOLED),
        healthy=lambda: beside(_COOLED, outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: beside(_FREE, **_UNCOOLED),
        really="chillers that rest while one unit calls alone",
    ),
    Case(
        "supply_air_short_of_cooling",
        "AHU-1",
        told_by=lambda: beside(_COOLED, outside=32.0, cool=1.0, cooled_k=7.0, short_k=-5.0),
        healthy=lambda: beside(_COOLED, outside=32.0, cool=1.0, cooled_k=12.0, short_k=-0.5),
        alike=lambda: beside(_FREE, **_UNCOOLED),
        really="chillers that rest while one unit calls alone",
    ),
    Case(
        "cooling_valve_leaking",
        "AHU-1",
        told_by=lambda: one(damper=0.1, outside=12.0, heat=0.4, heated_k=8.0, cooled_k=10.0),
        healthy=lambda: one(damper=0.1, outside=12.0),
        alike=lambda: one(damper=0.1, outside=12.0, heat=0.4, heated_k=0.5),
        really="water that is hardly warm",
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: one(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        healthy=lambda: two(outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: two(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a building without chilled water",
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: one(**_UNCOOLED),
        healthy=lambda: over_hot_water(outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: over_hot_water(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a building of which a boiler is described and no chiller, as many in mild climates are",
    ),
    Case(
        "supply_air_short_of_cooling",
        "AHU-1",
        told_by=lambda: two(outside=32.0, cool=1.0, cooled_k=7.0, short_k=-5.0),
        healthy=lambda: two(outside=32.0, cool=1.0, cooled_k=12.0, short_k=-0.5),
        alike=lambda: two(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a building without chilled water",
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: over_chilled_water(outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        healthy=lambda: over_chilled_water(outside=30.0, cool=1.0, cooled_k=12.0),
        alike=lambda: over_chilled_water(pumped=0.0, outside=30.0, cool=1.0, cooled_k=0.0, short_k=-9.0),
        really="a chilled-water pump that stands",
        cause=("supply_air_short_of_cooling", "AHU-1"),
    ),
    Case(
        "cooling_valve_stuck",
        "AHU-1",
        told_by=lambda: over_chilled_water(outside=12.0, cooled_k=9.0),
        healthy=lambda: over_chilled_water(outside=12.0),
        alike=lambda: over_chilled_water(pumped=0.0, outside=12.0, cooled_k=9.0),
        really="a mixed-air sensor that reads too warm while no chilled water moves",
        cause=("mixed_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "supply_air_short_of_cooling",
        "AHU-1",
        told_by=lambda: over_chilled_water(outside=32.0, cool=1.0, cooled_k=7.0, short_k=-5.0),
        healthy=lambda: over_chilled_water(outside=32.0, cool=1.0, cooled_k=12.0, short_k=-0.5),
        alike=lambda: over_chilled_water(pumped=0.0, outside=8.0, cool=1.0, cooled_k=0.0, short_k=-5.0),
        really="a chiller locked out in cool weather",
    ),
    Case(
        "supply_air_short_of_cooling",
        "AHU-1",
        told_by=lambda: one(outside=36.0, damper=0.3, cool=1.0, cooled_k=6.0, short_k=-5.0),
        healthy=lambda: one(outside=36.0, damper=0.3, cool=1.0, cooled_k=12.0, short_k=-0.5),
        alike=lambda: one(outside=36.0, damper=0.95, cool=1.0, cooled_k=9.0, short_k=-8.0),
        really="a damper held open by hand in the heat",
    ),
    Case(
        "heating_valve_stuck",
        "AHU-1",
        told_by=lambda: over_hot_water(heat=1.0, heated_k=0.0, short_k=8.0),
        healthy=lambda: over_hot_water(heat=1.0, heated_k=20.0),
        alike=lambda: over_hot_water(pumped=0.0, heat=1.0, heated_k=0.0, short_k=8.0),
        really="a hot-water pump that stands",
        cause=("hot_water_pump_failed", "HW-1"),
    ),
    Case(
        "supply_air_short_of_heating",
        "AHU-1",
        told_by=lambda: over_hot_water(outside=_COLDER, heat=1.0, heated_k=10.0, short_k=6.0),
        healthy=lambda: over_hot_water(outside=_COLDER, heat=1.0, heated_k=16.0, short_k=0.5),
        alike=lambda: over_hot_water(pumped=0.0, outside=20.0, heat=1.0, heated_k=0.0, short_k=6.0),
        really="boilers that rest in summer",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=12.0, damper=0.2, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: building_of(
            {"AHU-1": air_handler(outside=12.0, damper=0.2, cool=0.5)},
            design={"AHU-1": {"economizer": 0.0}},
        ),
        really="a unit built without an economizer",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: over_chilled_water(pumped=0.0, outside=10.0, cool=1.0, cooled_k=0.0, short_k=-4.0),
        healthy=lambda: over_chilled_water(pumped=0.0, outside=10.0, damper=1.0, cool=0.0),
        alike=lambda: over_chilled_water(pumped=0.0, outside=10.0, damper=0.3, cool=0.0),
        really="a chiller locked out in cool weather, and nobody too hot",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=4.0, damper=0.2, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: one(outside=-2.0, damper=0.45, cool=0.3, supply_air_temperature_setpoint=11.0),
        really="mixed air as cold as it may get",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=14.0, damper=0.2, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: one(outside=14.0, damper=0.0, cool=0.5),
        really="a damper shut by hand, as for smoke outside",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=14.0, damper=0.1, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: building_of(
            {"AHU-1": air_handler(outside=14.0, damper=0.1, cool=0.5)}, schedule=NEVER_OCCUPIED
        ),
        really="a unit that cools by night with its outdoor air held back",
    ),
    Case(
        "economizer_not_used",
        "AHU-1",
        told_by=lambda: one(outside=14.0, damper=0.2, cool=0.5),
        healthy=lambda: one(outside=12.0, damper=1.0, cool=0.2),
        alike=lambda: one(outside=_WARM_HALF_THE_TIME, damper=0.2, cool=0.4),
        really="a coil that closes before the damper opens, some hours after it was too warm outside",
    ),
    Case(
        "excess_outdoor_air",
        "AHU-1",
        told_by=lambda: one(outside=-5.0, damper=0.9, heat=0.6, supply_fan_speed=0.6),
        healthy=lambda: one(outside=-5.0, damper=0.45, heat=0.2, supply_fan_speed=0.6),
        alike=lambda: one(outside=-5.0, damper=0.8, heat=0.6, supply_fan_speed=0.36),
        really="the same flow of outdoor air in little supply air",
    ),
    Case(
        "excess_outdoor_air",
        "AHU-1",
        told_by=lambda: one(outside=34.0, damper=1.0, cool=0.8, supply_fan_speed=1.0),
        healthy=lambda: one(outside=34.0, damper=0.3, cool=0.8),
        alike=lambda: building_of(
            {
                "AHU-1": {
                    role: values
                    for role, values in air_handler(outside=34.0, damper=0.8, cool=0.8).items()
                    if role != "supply_fan_speed"
                },
                **boxes(5),
            },
            design={"AHU-1": {"minimum_outdoor_air_fraction": 0.3}},
        ),
        really="boxes turned down, which nothing measures",
    ),
    Case(
        "fan_running_unoccupied",
        "AHU-1",
        told_by=lambda: over_rooms(at=22.0, setback=18.0, setup=27.0),
        healthy=lambda: over_rooms(
            at=22.0,
            setback=18.0,
            setup=27.0,
            supply_fan_status=0.0,
            supply_fan_speed=0.0,
            supply_air_static_pressure=0.0,
        ),
        alike=lambda: over_rooms(at=26.5, setback=18.0, setup=27.0),
        really="a room kept from its set-up by night",
    ),
    Case(
        "fan_running_unoccupied",
        "AHU-1",
        told_by=lambda: empty(occupied=1.0),
        healthy=lambda: empty(
            occupied=0.0, supply_fan_status=0.0, supply_fan_speed=0.0, supply_air_static_pressure=0.0
        ),
        alike=lambda: over_rooms(at=18.5, setback=18.0, setup=27.0, heat=0.8),
        really="rooms on their way back from the setback",
    ),
]
