"""Air handlers built otherwise than most: nothing is claimed of what is only how they are."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from tests.model.building_of import STEPS, Exactly, Roles, air_handler, building_of

CLAIMED = 0.35
_DAYS = 3
_HOUR = np.arange(STEPS) / 12
_BY_DAY = ((_HOUR >= 6) & (_HOUR < 19)).astype(float)
_CYCLING = (np.arange(STEPS) % 12 < 8).astype(float)
_PEOPLE = np.clip(np.sin(np.pi * (_HOUR - 8) / 9), 0, 1) * ((_HOUR > 8) & (_HOUR < 17))
_SWINGING_SETPOINT = 21.0 + 9.0 * np.sin(2 * np.pi * _HOUR / 6)
_STROKE = 0.5 - 0.4 * np.cos(2 * np.pi * _HOUR / 24)
_STATUS_ALONE: dict[str, None] = {
    "supply_fan_speed": None,
    "supply_air_static_pressure": None,
    "supply_air_static_pressure_setpoint": None,
}

UNUSUAL: dict[str, Roles] = {
    "constant volume, known by its fan's status alone": air_handler(
        damper=0.2, heat=0.3, outside=0.0, **_STATUS_ALONE
    ),
    "a fan that cycles with its valve": air_handler(
        damper=0.2 * _CYCLING, heat=0.4 * _CYCLING, outside=0.0, supply_fan_status=_CYCLING, **_STATUS_ALONE
    ),
    "one zone, whose supply setpoint swings with its load": air_handler(
        damper=0.2,
        outside=3.0,
        heat=np.clip((_SWINGING_SETPOINT - 17.0) / 20.0, 0.0, 1.0),
        heated_k=np.maximum(_SWINGING_SETPOINT - 19.3, 0.0),
        supply_air_temperature_setpoint=_SWINGING_SETPOINT,
    ),
    "without a mixed-air sensor, passing more than its command": air_handler(
        damper=0.2, passes=0.4, heat=0.4, outside=-5.0, mixed_air_temperature=None
    ),
    "an actuator's position of a hundred": air_handler(
        damper=0.2, outside=5.0, outdoor_air_damper_position=Exactly(np.full(STEPS, 20.0))
    ),
    "outdoor air alone, in the cold": air_handler(damper=1.0, heat=0.6, heated_k=19.0, outside=-2.0),
    "outdoor air alone, in the heat": air_handler(damper=1.0, cool=0.8, cooled_k=18.0, outside=32.0),
    "a wheel that recovers heat before the mixed-air sensor": air_handler(
        damper=1.0, passes=0.3, heat=0.2, heated_k=4.0, outside=-5.0
    ),
    "a wheel, and no sensor behind it": air_handler(
        damper=1.0, passes=0.3, outside=5.0, mixed_air_temperature=None
    ),
    "a preheat coil before the mixed-air sensor": air_handler(
        damper=0.4, heat=0.5, outside=-5.0, mixed_air_temperature=15.0, supply_air_temperature=16.1
    ),
    "face and bypass: an open valve, and little heat": air_handler(
        damper=0.2, heat=1.0, heated_k=3.0, outside=-5.0
    ),
    "an intake that is opened and shut, for little outdoor air": air_handler(
        damper=_BY_DAY, passes=0.15 * _BY_DAY + 0.02, heat=0.3 * _BY_DAY, outside=-3.0
    ),
    "ventilation by demand": air_handler(
        damper=(0.1 + 0.7 * _PEOPLE) * _BY_DAY,
        heat=0.5 * _BY_DAY,
        outside=-2.0,
        supply_fan_status=_BY_DAY,
        return_air_co2=400.0 + 700.0 * _PEOPLE,
    ),
    "a damper of its own for the least outdoor air": air_handler(
        damper=0.0, passes=0.2, heat=0.3, outside=-5.0
    ),
    "blades that open early": air_handler(damper=_STROKE, passes=_STROKE**0.45, outside=3.0),
    "blades that open late": air_handler(damper=_STROKE, passes=_STROKE**2.2, outside=3.0),
    "sun on the outdoor-air sensor": air_handler(
        damper=1.0, outside=12.0, outdoor_air_temperature=12.0 + 5.0 * _PEOPLE
    ),
    "a fan that adds much heat": air_handler(damper=0.2, outside=5.0, fan_k=2.5),
    "mixed air that is stratified": air_handler(
        damper=0.2, outside=2.0, mixed_air_temperature=16.0, supply_air_temperature=19.1
    ),
}


def for_days(values: ArrayLike | Exactly) -> ArrayLike | Exactly:
    if isinstance(values, Exactly):
        return Exactly(np.tile(values.values, _DAYS))
    return np.tile(np.broadcast_to(np.asarray(values, dtype=np.float64), (STEPS,)), _DAYS)


@pytest.mark.parametrize("roles", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_an_unusual_air_handler_is_not_taken_for_a_broken_one(roles: Roles) -> None:
    days = {role: for_days(values) for role, values in roles.items()}
    judged = building_of({"AHU-1": days}).judged()
    claimed = {
        (belief.faults[fault], belief.equipment[column])
        for kind, belief in judged.beliefs.items()
        for fault, column in np.argwhere(judged.chances[kind].probability > CLAIMED)
    }
    assert claimed == set()
