"""Faults of VAV boxes and their rooms."""

import numpy as np
from numpy.typing import ArrayLike

from tests.model.building_of import (
    NEVER_OCCUPIED,
    STEPS,
    Exactly,
    Roles,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    hot_water_plant,
    swinging,
)
from tests.model.faults.case import Case
from tests.model.faults.zone_units import rooms, unit

_OFTEN = np.arange(STEPS) % 2
_BY_DAY = (np.arange(STEPS) % 288 >= 144).astype(np.float64)


def room(*, ahu: Roles | None = None, arriving: float = 13.5, **roles: ArrayLike | Exactly) -> Told:
    """VAV-1 among five neighbours, under an air handler that gives 13 degC."""
    above = air_handler(cool=0.5, supply_air_temperature=swinging(13.0, 0.3)) if ahu is None else ahu
    return building_of({"AHU-1": above, "VAV-1": box(**roles), **boxes(5, leaves=arriving)})  # type: ignore[arg-type]


def without_flow(room: ArrayLike, *, fan: float) -> Told:
    """VAV-1 with its damper wide open to cold air and no sensor of its flow, its fan turning or not."""
    own = unit("VAV", room=room, air=15.0, cool=0.95, discharge_air_flow=None)
    return rooms("VAV", own, unit("VAV", room=22.5, air=14.0, cool=0.4), fan=fan)


def at_night(**roles: ArrayLike | Exactly) -> Told:
    """VAV-1 under its air handler while nobody is in."""
    above = air_handler(cool=0.5, supply_air_temperature=swinging(13.0, 0.3))
    return building_of({"AHU-1": above, "VAV-1": box(**roles)}, schedule=NEVER_OCCUPIED)  # type: ignore[arg-type]


def under_plant(*, pumped: float, leaves: float = 13.8, room: float = 21.5, outside: float = 12.0) -> Told:
    """VAV-1 calls for heat, and the pump of the hot-water plant runs or stands."""
    above = air_handler(cool=0.5, supply_air_temperature=swinging(13.0, 0.3))
    plant = hot_water_plant(
        hot_water_pump_status=pumped,
        hot_water_pump_speed=0.6 * pumped,
        hot_water_differential_pressure=60_000.0 * pumped,
    )
    return building_of(
        {
            "AHU-1": above,
            "VAV-1": box(room=room, leaves=leaves, reheat_valve_command=1.0),
            "HW-1": plant | {"outdoor_air_temperature": outside},
        },
        fed_by={"VAV-1": ("AHU-1", "HW-1")},
    )


def under_cold_plant() -> Told:
    """VAV-1 calls for heat, and the hot water is cold."""
    above = air_handler(cool=0.5, supply_air_temperature=swinging(13.0, 0.3))
    plant = hot_water_plant(hot_water_supply_temperature=25.0)
    cold = box(room=17.0, leaves=13.8, reheat_valve_command=1.0)
    return building_of({"AHU-1": above, "HW-1": plant, "VAV-1": cold}, fed_by={"VAV-1": ("AHU-1", "HW-1")})


CASES = [
    Case(
        "zone_reheat_leaking",
        "VAV-1",
        told_by=lambda: room(leaves=22.0),
        healthy=lambda: room(leaves=14.0),
        alike=lambda: room(
            leaves=21.5, box_damper_command=0.0, discharge_air_flow=0.0, discharge_air_flow_setpoint=0.0
        ),
        really="a box without air, that shows the room's",
    ),
    Case(
        "zone_reheat_leaking",
        "VAV-1",
        told_by=lambda: room(leaves=19.0),
        healthy=lambda: room(leaves=15.0),
        alike=lambda: room(leaves=30.0, reheat_valve_command=0.4),
        really="reheat that was asked for",
    ),
    Case(
        "zone_reheat_leaking",
        "VAV-1",
        told_by=lambda: room(leaves=19.5),
        healthy=lambda: room(leaves=14.5),
        alike=lambda: room(leaves=19.5, arriving=19.5),
        really="a supply sensor that reads too cold for all boxes",
        cause=("supply_air_temperature_sensor_wrong", "AHU-1"),
    ),
    Case(
        "zone_reheat_leaking",
        "VAV-1",
        told_by=lambda: room(leaves=24.0),
        healthy=lambda: room(leaves=14.0),
        alike=lambda: room(
            room=19.0,
            leaves=26.0,
            box_damper_command=0.3,
            discharge_air_flow=0.005,
            discharge_air_flow_setpoint=0.0,
        ),
        really="a coil that stays warm in still air",
    ),
    Case(
        "zone_reheat_stuck_closed",
        "VAV-1",
        told_by=lambda: room(leaves=14.0, reheat_valve_command=1.0),
        healthy=lambda: room(leaves=35.0, reheat_valve_command=1.0),
        alike=under_cold_plant,
        really="a plant that gives cold water",
        cause=("hot_water_supply_short", "HW-1"),
    ),
    Case(
        "zone_reheat_stuck_closed",
        "VAV-1",
        told_by=lambda: room(leaves=13.5, reheat_valve_command=1.0),
        healthy=lambda: room(leaves=30.0, reheat_valve_command=1.0),
        alike=lambda: room(
            leaves=31.0, reheat_valve_command=1.0, ahu=air_handler(heat=0.7, supply_air_temperature=30.0)
        ),
        really="warm air in the morning",
    ),
    Case(
        "zone_reheat_stuck_closed",
        "VAV-1",
        told_by=lambda: under_plant(pumped=1.0),
        healthy=lambda: under_plant(pumped=1.0, leaves=32.0),
        alike=lambda: under_plant(pumped=0.0),
        really="a hot-water plant that rests in mild weather",
    ),
    Case(
        "zone_too_cold_at_limit",
        "VAV-1",
        told_by=lambda: room(room=17.0, leaves=35.0, reheat_valve_command=1.0),
        healthy=lambda: room(room=20.8, leaves=35.0, reheat_valve_command=1.0),
        alike=lambda: room(room=17.0, leaves=14.0, reheat_valve_command=1.0),
        really="reheat that does not come",
        cause=("zone_reheat_stuck_closed", "VAV-1"),
    ),
    Case(
        "zone_too_cold_at_limit",
        "VAV-1",
        told_by=lambda: room(room=16.5, leaves=35.0, reheat_valve_command=1.0),
        healthy=lambda: room(room=21.0, leaves=33.0, reheat_valve_command=1.0),
        alike=lambda: at_night(room=16.5, leaves=35.0, reheat_valve_command=1.0),
        really="a night with nobody in",
    ),
    Case(
        "zone_too_cold_at_limit",
        "VAV-1",
        told_by=lambda: under_plant(pumped=1.0, leaves=32.0, room=17.0),
        healthy=lambda: under_plant(pumped=1.0, leaves=32.0, room=21.0),
        alike=lambda: under_plant(pumped=0.0, room=18.0, outside=22.0),
        really="cold supply air in summer, when boilers rest",
    ),
    Case(
        "zone_too_hot_at_limit",
        "VAV-1",
        told_by=lambda: room(room=26.8, box_damper_command=1.0),
        healthy=lambda: room(room=23.9, box_damper_command=1.0),
        alike=lambda: room(room=28.0, box_damper_command=0.5),
        really="a box that has more to give",
    ),
    Case(
        "zone_too_hot_at_limit",
        "VAV-1",
        told_by=lambda: room(room=27.5, box_damper_command=1.0),
        healthy=lambda: room(room=24.2, box_damper_command=1.0),
        alike=lambda: room(
            room=28.0,
            leaves=20.0,
            arriving=20.0,
            box_damper_command=1.0,
            ahu=air_handler(outside=32.0, cool=1.0, cooled_k=6.0, short_k=-6.0),
        ),
        really="air that the air handler cannot cool",
        cause=("supply_air_short_of_cooling", "AHU-1"),
    ),
    Case(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        told_by=lambda: room(room=15.0, leaves=35.0, reheat_valve_command=1.0),
        healthy=lambda: room(room=21.5, leaves=32.0, reheat_valve_command=1.0),
        alike=lambda: room(
            room=15.0, leaves=35.0, reheat_valve_command=1.0, discharge_air_flow=0.0, box_damper_command=0.0
        ),
        really="a room that no air reaches",
    ),
    Case(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        told_by=lambda: without_flow(36.0, fan=1.0),
        healthy=lambda: without_flow(23.0, fan=1.0),
        alike=lambda: without_flow(36.0, fan=0.0),
        really="an open damper behind a fan that stands",
    ),
    Case(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        told_by=lambda: without_flow(36.0, fan=1.0),
        healthy=lambda: without_flow(23.0, fan=1.0),
        alike=lambda: without_flow(28.5, fan=1.0),
        really="a room behind a damper that is told to open and stands, of which no sensor tells",
    ),
    Case(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        told_by=lambda: room(room=15.0, leaves=35.0, reheat_valve_command=1.0),
        healthy=lambda: room(room=21.5, leaves=32.0, reheat_valve_command=1.0),
        alike=lambda: room(room=-40.0, leaves=35.0, reheat_valve_command=1.0),
        really="a wire that is open",
    ),
    Case(
        "zone_temperature_sensor_wrong",
        "VAV-1",
        told_by=lambda: without_flow(32.0, fan=1.0),
        healthy=lambda: without_flow(23.0, fan=1.0),
        alike=lambda: without_flow(np.linspace(44.0, 30.0, STEPS), fan=1.0),
        really="a room that was left hot and cools down",
    ),
    Case(
        "box_damper_stuck",
        "VAV-1",
        told_by=lambda: room(
            box_damper_command=1.0, discharge_air_flow=0.08, discharge_air_flow_setpoint=0.3
        ),
        healthy=lambda: room(
            box_damper_command=1.0, discharge_air_flow=0.29, discharge_air_flow_setpoint=0.3
        ),
        alike=lambda: room(
            box_damper_command=1.0,
            discharge_air_flow=0.02,
            discharge_air_flow_setpoint=0.3,
            ahu=air_handler(supply_fan_status=0.0, supply_fan_speed=0.0, supply_air_static_pressure=1.0),
        ),
        really="a fan that stands",
    ),
    Case(
        "box_damper_stuck",
        "VAV-1",
        told_by=lambda: room(box_damper_command=0.0, discharge_air_flow=0.3, discharge_air_flow_setpoint=0.1),
        healthy=lambda: room(
            box_damper_command=0.0, discharge_air_flow=0.02, discharge_air_flow_setpoint=0.02
        ),
        alike=lambda: room(
            box_damper_command=1.0,
            discharge_air_flow=0.12,
            discharge_air_flow_setpoint=0.3,
            ahu=air_handler(supply_fan_speed=1.0, supply_air_static_pressure=60.0),
        ),
        really="a duct without pressure",
        cause=("static_pressure_not_met", "AHU-1"),
    ),
    Case(
        "control_hunting",
        "VAV-1",
        told_by=lambda: room(reheat_valve_command=0.1 + 0.7 * _OFTEN),
        healthy=lambda: room(reheat_valve_command=swinging(0.4, 0.2)),
        alike=lambda: room(reheat_valve_command=(np.arange(STEPS) >= STEPS // 2).astype(float)),
        really="one stroke in a day",
    ),
    Case(
        "control_hunting",
        "VAV-1",
        # By day alone, as the fan above stands by night.
        told_by=lambda: room(
            ahu=air_handler(cool=0.5, supply_fan_status=_BY_DAY),
            reheat_valve_command=np.where(_BY_DAY > 0, 0.1 + 0.4 * _OFTEN, 0.0),
        ),
        healthy=lambda: room(reheat_valve_command=swinging(0.4, 0.2)),
        alike=lambda: room(
            ahu=air_handler(cool=0.5, supply_fan_status=_BY_DAY),
            reheat_valve_command=np.where(_BY_DAY > 0, 0.4 + 0.02 * _OFTEN, 0.0),
        ),
        really="control that trembles by day",
    ),
]
