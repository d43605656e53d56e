"""Faults of what connects the points."""

import numpy as np

from tests.model.building_of import STEPS, Roles, Told, air_handler, box, boxes, building_of, swinging
from tests.model.faults.case import Case

_LATER = np.arange(STEPS) > 4 * 12
_AGAIN = np.arange(STEPS) > 10 * 12


def heard(room: Roles, air: Roles | None = None) -> Told:
    """An air handler and six boxes, of which the first tells ``room``."""
    return building_of({"AHU-1": air or air_handler(), "VAV-1": room, **boxes(5)})


def until(roles: Roles, silent: object = _LATER) -> Roles:
    """The same, silent from the fourth hour on."""
    return {role: np.where(silent, np.nan, values) for role, values in roles.items()}  # type: ignore[call-overload]


CASES = [
    Case(
        "controller_offline",
        "VAV-1",
        told_by=lambda: heard(until(box())),
        healthy=lambda: heard(box()),
        alike=lambda: heard(box() | {"zone_air_temperature": np.where(_LATER, np.nan, swinging(21.0))}),
        really="one sensor that is silent",
        cause=("sensor_stale", "VAV-1/zone_air_temperature"),
    ),
    Case(
        "gateway_offline",
        "tower",
        told_by=lambda: building_of(
            {"AHU-1": until(air_handler()), **{name: until(roles) for name, roles in boxes(5).items()}}
        ),
        healthy=lambda: heard(box()),
        alike=lambda: building_of(
            {
                "AHU-1": until(air_handler(), _LATER & ~_AGAIN),
                **{name: until(roles, _LATER & ~_AGAIN) for name, roles in boxes(5).items()},
            }
        ),
        really="an outage that has ended",
    ),
]
