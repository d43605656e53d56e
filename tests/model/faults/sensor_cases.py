"""Faults of single sensors."""

import numpy as np

from tests.model.building_of import (
    STEPS,
    Exactly,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    hot_water_plant,
    swinging,
)
from tests.model.faults.case import Case
from tests.model.faults.zone_units import rooms as kept_rooms
from tests.model.faults.zone_units import unit

_LATER = np.arange(STEPS) > 4 * 12
_BY_TURNS = (np.arange(STEPS) % 48 < 36).astype(float)
_BY_NIGHT = np.arange(STEPS) % 72 < 36
# Of a room that is kept day and night: now and then one step of a tenth.
_BY_A_STEP = Exactly(21.5 + 0.1 * (np.arange(STEPS) % 40 < 15))
_JUMPS = np.random.default_rng(3).normal(0.0, 1.0, STEPS)
_TURNED = swinging(0.7, 0.2)
_ROOM = "VAV-1/zone_air_temperature"
_SUPPLY = "AHU-1/supply_air_temperature"
_FLOW = "AHU-1/supply_air_flow"


def rooms(first: object, others: object = 21.5) -> Told:
    """Six rooms, of which the first shows ``first`` and the others ``others``."""
    return building_of(
        {"AHU-1": air_handler(), "VAV-1": box(room=first), **boxes(5, room=others)}  # type: ignore[arg-type]
    )


def supplied(air: object) -> Told:
    """An air handler at work with what its supply air reads."""
    return building_of({"AHU-1": air_handler(supply_air_temperature=air), **boxes(5)})  # type: ignore[arg-type]


def returned(water: object) -> Told:
    """A hot-water plant whose supply stands at 70 °C, with what its return reads."""
    return building_of({"HW-1": hot_water_plant(hot_water_return_temperature=water)})  # type: ignore[arg-type]


def kept(prefix: str, others: object = _BY_A_STEP, **own: object) -> Told:
    """Six rooms that are kept day and night, of which the first reads the same all day."""
    first = unit(prefix, room=Exactly(21.5), **own)  # type: ignore[arg-type]
    return kept_rooms(prefix, first, unit(prefix, room=others))  # type: ignore[arg-type]


def moving(flow: object, fan: object) -> Told:
    """An air handler whose fan runs or stands, with what its flow station shows."""
    ahu = air_handler(supply_air_flow=flow, supply_fan_status=fan)  # type: ignore[arg-type]
    return building_of({"AHU-1": ahu, **boxes(5)})


def held(fan: object) -> Told:
    """An air handler whose duct pressure reads the same, whether its fan runs or not."""
    ahu = air_handler(supply_air_static_pressure=Exactly(250.0), supply_fan_status=fan)  # type: ignore[arg-type]
    return building_of({"AHU-1": ahu, **boxes(5)})


def left_on(others: object, fan: object, speed: object = _TURNED) -> Told:
    """Four air handlers: the first runs on at its speed with a constant flow, the others show ``others``."""
    first = air_handler(supply_air_flow=Exactly(1.8), supply_fan_status=1.0, supply_fan_speed=speed)
    beside = air_handler(supply_air_flow=others, supply_fan_status=fan)  # type: ignore[arg-type]
    return building_of({"AHU-1": first, "AHU-2": beside, "AHU-3": beside, "AHU-4": beside})


def blowing(first: object, fan: object = 1.0) -> Told:
    """Six boxes, of which the first moves air as told and the others as their rooms ask."""
    asked = {"discharge_air_flow": swinging(0.25, 0.1)}
    own = box(discharge_air_flow=first)  # type: ignore[arg-type]
    return building_of({"AHU-1": air_handler(supply_fan_status=fan), "VAV-1": own, **boxes(5, **asked)})  # type: ignore[arg-type]


def silent_later() -> Told:
    """A building of which nothing is heard after four hours."""
    ahu = air_handler()
    for role, values in ahu.items():
        assert not isinstance(values, Exactly)
        ahu[role] = np.where(_LATER, np.nan, values)
    return building_of({"AHU-1": ahu})


CASES = [
    Case(
        "sensor_flat",
        _ROOM,
        told_by=lambda: rooms(Exactly(21.3)),
        healthy=lambda: rooms(21.3),
        alike=lambda: rooms(Exactly(21.3), Exactly(21.0)),
        really="a holiday, with every room at rest",
    ),
    Case(
        "sensor_flat",
        "FC-1/zone_air_temperature",
        told_by=lambda: kept("FC", air=31.0),
        healthy=lambda: kept_rooms("FC", unit("FC", room=_BY_A_STEP, air=31.0), unit("FC", room=_BY_A_STEP)),
        alike=lambda: kept("FC", air=21.0),
        really="a room that needs nothing",
    ),
    Case(
        "sensor_flat",
        _ROOM,
        told_by=lambda: kept("VAV", heat=1.0),
        healthy=lambda: kept_rooms("VAV", unit("VAV", room=_BY_A_STEP, heat=1.0), unit("VAV")),
        alike=lambda: kept("VAV", heat=0.4),
        really="a room that is kept well",
    ),
    Case(
        "sensor_flat",
        _ROOM,
        told_by=lambda: kept("VAV", cool=1.0),
        healthy=lambda: kept("VAV", heat=swinging(0.4, 0.3), cool=1.0),
        alike=lambda: kept("VAV", others=Exactly(21.5), heat=1.0),
        really="sensors of a coarse resolution",
    ),
    Case(
        "sensor_flat",
        _FLOW,
        told_by=lambda: moving(Exactly(1.8), fan=_BY_TURNS),
        healthy=lambda: moving(1.8, fan=_BY_TURNS),
        alike=lambda: moving(Exactly(0.06), fan=0.0),
        really="the offset of a flow station in still air",
    ),
    Case(
        "sensor_flat",
        _FLOW,
        told_by=lambda: left_on(swinging(1.8, 0.4), 1.0),
        healthy=lambda: moving(1.8, fan=1.0),
        alike=lambda: left_on(np.where(_BY_NIGHT, 0.0, swinging(1.8, 0.4)), np.where(_BY_NIGHT, 0.0, 1.0)),
        really="a fan that was left on, at the least flow that its boxes take, while others stop and start",
    ),
    Case(
        "sensor_flat",
        _FLOW,
        told_by=lambda: left_on(swinging(1.8, 0.4), 1.0),
        healthy=lambda: moving(1.8, fan=1.0),
        alike=lambda: left_on(swinging(1.8, 0.4), 1.0, speed=0.68),
        really="a ward's fan of one speed beside fans that follow their rooms",
    ),
    Case(
        "sensor_flat",
        "AHU-1/supply_air_static_pressure",
        told_by=lambda: held(_BY_TURNS),
        healthy=lambda: moving(1.8, fan=1.0),
        alike=lambda: held(1.0),
        really="a pressure that its loop holds to a coarse unit",
    ),
    Case(
        "sensor_flat",
        "VAV-1/discharge_air_flow",
        told_by=lambda: blowing(Exactly(0.08), fan=_BY_TURNS),
        healthy=lambda: blowing(swinging(0.25, 0.1), fan=_BY_TURNS),
        alike=lambda: blowing(Exactly(0.08)),
        really="a box that stands on its minimum for a night",
    ),
    Case(
        "sensor_noisy",
        _ROOM,
        told_by=lambda: rooms(21.5 + 1.5 * _JUMPS),
        healthy=lambda: rooms(21.5),
        alike=lambda: rooms(21.5 + 1.5 * np.sin(2 * np.pi * np.arange(STEPS) / 12)),
        really="a room that swings with its control",
    ),
    Case(
        "sensor_noisy",
        _SUPPLY,
        told_by=lambda: supplied(13.0 + 4.0 * _JUMPS),
        healthy=lambda: supplied(13.0 + 0.2 * _JUMPS),
        alike=lambda: supplied(16.0 + 8.0 * np.sin(2 * np.pi * np.arange(STEPS) / 4.5)),
        really="supply air that its valve drives up and down",
    ),
    Case(
        "sensor_noisy",
        "HW-1/hot_water_return_temperature",
        told_by=lambda: returned(65.0 + 9.0 * _JUMPS),
        healthy=lambda: returned(65.0 + 0.3 * _JUMPS),
        alike=lambda: returned(52.0 + 6.0 * _JUMPS),
        really="the return of a few valves that come and go",
    ),
    Case(
        "sensor_stale",
        _ROOM,
        told_by=lambda: rooms(np.where(_LATER, np.nan, swinging(21.0))),
        healthy=lambda: rooms(21.0),
        alike=lambda: rooms(np.where(np.arange(STEPS) % 10, np.nan, swinging(21.0))),
        really="a sensor that reports every fifty minutes",
    ),
    Case(
        "sensor_stale",
        "AHU-1/supply_air_temperature",
        told_by=lambda: building_of(
            {"AHU-1": air_handler(supply_air_temperature=np.where(_LATER, np.nan, swinging(18.0)))}
        ),
        healthy=lambda: building_of({"AHU-1": air_handler()}),
        alike=silent_later,
        really="a building that has fallen silent",
    ),
    Case(
        "sensor_out_of_range",
        _ROOM,
        told_by=lambda: rooms(130.0),
        healthy=lambda: rooms(22.0),
        alike=lambda: rooms(38.0),
        really="a hot room",
    ),
    Case(
        "sensor_out_of_range",
        _ROOM,
        told_by=lambda: rooms(np.where(_LATER, 130.0, 22.0)),
        healthy=lambda: rooms(22.0),
        alike=lambda: rooms(np.linspace(46.0, 54.0, STEPS)),
        really="a room behind a dead fan that heats up past what anybody thought of",
    ),
]
