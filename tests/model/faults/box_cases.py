"""Faults of VAV boxes beside those of their rooms."""

import numpy as np
from numpy.typing import ArrayLike

from tests.model.building_of import STEPS, Exactly, Told, air_handler, box, boxes, building_of
from tests.model.faults.case import Case
from tests.model.faults.zone_units import rooms, unit


def boxed(**roles: ArrayLike | Exactly | None) -> Told:
    """VAV-1 as told among five content neighbours, under air of 13 degC and water of 70 degC."""
    return rooms("VAV", unit("VAV", **{"air": 14.0, **roles}), unit("VAV", air=14.0))  # type: ignore[arg-type]


def blowing(flow: float, asked: float | None = None, **roles: ArrayLike | Exactly | None) -> Told:
    """VAV-1 with so much air [m3/s] of its design of 0.5."""
    due = flow if asked is None else asked
    return boxed(discharge_air_flow=flow, discharge_air_flow_setpoint=due, **roles)


def unasked(flow: float, room: float) -> Told:
    """VAV-1 wide open with so much air of its design of 0.5 m3/s, and no setpoint of it."""
    return boxed(discharge_air_flow=flow, discharge_air_flow_setpoint=None, cool=0.97, room=room)


def stuck_where_the_minimum_is() -> Told:
    """VAV-1 with its damper stuck at its least flow: that is kept at any command, and more does not come."""
    asked = np.where(np.arange(STEPS) // 24 % 2, 0.05, 0.4)
    own = {"box_damper_command": np.where(asked < 0.1, 0.8, 1.0), "room": np.where(asked < 0.1, 24.0, 26.5)}
    return boxed(discharge_air_flow=0.05, discharge_air_flow_setpoint=Exactly(asked), **own)  # type: ignore[arg-type]


def under_pressure(pascals: ArrayLike, flow: float = 0.02) -> Told:
    """VAV-1 with its damper open, behind a sensor of the duct's pressure."""
    own = unit("VAV", cool=0.8, discharge_air_flow=flow, discharge_air_flow_setpoint=flow)
    return building_of(
        {"AHU-1": air_handler(supply_air_static_pressure=pascals), "VAV-1": own},
        design={"VAV-1": {"supply_air_flow": 0.5}},
    )


def short_of_air(beside: float) -> Told:
    """VAV-1 wide open with a third of its air, the same asked by two boxes beside it that get ``beside``."""
    asks = {"box_damper_command": 1.0, "discharge_air_flow_setpoint": 0.3}
    others = boxes(2, discharge_air_flow=beside, **asks)
    return building_of(
        {"AHU-1": air_handler(), "VAV-1": box(discharge_air_flow=0.1, **asks), **others},
    )


def without_discharge(room: float, others: float) -> Told:
    """VAV-1 at full reheat, seen by its room alone."""
    own = unit("VAV", room=room, heat=1.0, discharge_air_temperature=None)
    return rooms("VAV", own, unit("VAV", room=others, heat=0.6, discharge_air_temperature=None))


def in_the_tropics(room: float, others: float = 22.0) -> Told:
    """VAV-1 at full reheat where nothing heats water, and nothing needs to."""
    own = unit("VAV", room=room, heat=1.0, air=14.0)
    return rooms("VAV", own, unit("VAV", room=others, air=14.0), outside=27.0, hot={})


_ENOUGH, _LITTLE = 0.29, 0.12
_KNOWN = np.full(STEPS, 250.0)
# One reading, and nothing ever since.
_SILENT = np.where(np.arange(STEPS) < 1, 250.0, np.nan)

CASES = [
    Case(
        "zone_reheat_stuck_open",
        "VAV-1",
        told_by=lambda: boxed(air=38.0),
        healthy=lambda: boxed(air=14.0),
        alike=lambda: boxed(air=18.5),
        really="a valve that leaks",
        cause=("zone_reheat_leaking", "VAV-1"),
    ),
    Case(
        "zone_reheat_stuck_closed",
        "VAV-1",
        told_by=lambda: without_discharge(16.0, others=21.0),
        healthy=lambda: without_discharge(20.9, others=21.0),
        alike=lambda: without_discharge(17.0, others=17.2),
        really="a cold day that all rooms feel",
    ),
    Case(
        "zone_reheat_stuck_closed",
        "VAV-1",
        told_by=lambda: boxed(room=19.0, heat=1.0, air=14.0),
        healthy=lambda: boxed(room=21.0, heat=1.0, air=35.0),
        alike=lambda: in_the_tropics(room=19.0),
        really="a climate in which nothing heats water",
    ),
    Case(
        "zone_too_cold_at_limit",
        "VAV-1",
        told_by=lambda: boxed(room=17.5, heat=1.0, air=36.0),
        healthy=lambda: boxed(room=21.0, heat=1.0, air=36.0),
        alike=lambda: in_the_tropics(room=17.5),
        really="a climate in which nothing heats water",
    ),
    Case(
        "reheat_coil_fouled",
        "VAV-1",
        told_by=lambda: boxed(room=19.0, heat=1.0, air=20.0),
        healthy=lambda: boxed(room=21.0, heat=1.0, air=40.0),
        alike=lambda: boxed(room=19.0, heat=1.0, air=14.0),
        really="a valve that stays shut",
        cause=("zone_reheat_stuck_closed", "VAV-1"),
    ),
    Case(
        "box_minimum_too_high",
        "VAV-1",
        told_by=lambda: blowing(0.42, room=22.0, heat=0.2),
        healthy=lambda: blowing(0.12, room=22.0),
        alike=lambda: blowing(0.42, room=24.3, cool=0.8),
        really="a room to be cooled",
    ),
    Case(
        "box_minimum_too_high",
        "VAV-1",
        told_by=lambda: blowing(0.5, room=17.5, heat=1.0, cool=0.98),
        healthy=lambda: blowing(0.22, room=19.0, heat=1.0),
        alike=lambda: blowing(0.22, room=17.5, heat=1.0),
        really="reheat that does not come",
        cause=("zone_reheat_stuck_closed", "VAV-1"),
    ),
    Case(
        "box_flow_sensor_wrong",
        "VAV-1",
        told_by=lambda: blowing(0.02, cool=0.8),
        healthy=lambda: blowing(0.2, cool=0.42),
        alike=lambda: blowing(0.4, cool=0.8),
        really="a damper that opens",
    ),
    Case(
        "box_flow_sensor_wrong",
        "VAV-1",
        told_by=lambda: blowing(0.02, cool=0.8),
        healthy=lambda: blowing(0.2, cool=0.42),
        alike=lambda: blowing(0.05, 0.4, room=26.5, cool=1.0),
        really="a damper that does not open",
        cause=("box_damper_stuck", "VAV-1"),
    ),
    Case(
        "box_flow_sensor_wrong",
        "VAV-1",
        told_by=lambda: blowing(0.02, cool=0.8),
        healthy=lambda: blowing(0.2, cool=0.42),
        alike=stuck_where_the_minimum_is,
        really="a damper that is stuck where its least flow is kept",
    ),
    Case(
        "box_flow_sensor_wrong",
        "VAV-1",
        told_by=lambda: unasked(0.02, room=22.0),
        healthy=lambda: unasked(0.45, room=22.0),
        alike=lambda: unasked(0.02, room=27.0),
        really="a damper that does not open, in a room that gets too warm",
        cause=("box_damper_stuck", "VAV-1"),
    ),
    Case(
        "box_flow_sensor_wrong",
        "VAV-1",
        told_by=lambda: under_pressure(_KNOWN),
        healthy=lambda: under_pressure(_KNOWN, flow=0.4),
        alike=lambda: under_pressure(_SILENT),
        really="a fan that blows less, and a pressure that nobody hears of any more",
    ),
    Case(
        "box_damper_stuck",
        "VAV-1",
        told_by=lambda: short_of_air(_ENOUGH),
        healthy=lambda: blowing(0.3, cool=1.0),
        alike=lambda: short_of_air(_LITTLE),
        really="a fan whose pressure sensor or belt lets all boxes down",
    ),
    Case(
        "box_damper_stuck",
        "VAV-1",
        told_by=lambda: blowing(0.3, cool=0.3, box_damper_position=Exactly(0.75)),
        healthy=lambda: blowing(0.2, cool=0.4, box_damper_position=Exactly(0.41)),
        alike=lambda: blowing(0.2, cool=0.4, box_damper_position=Exactly(0.44)),
        really="feedback that is a little off",
    ),
]
