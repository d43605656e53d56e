"""Room sensors on which the supply air blows, beside rooms that warm up when their air stops."""

import numpy as np

from tests.model.building_of import STEPS, Exactly, Roles, Told
from tests.model.faults.case import Case
from tests.model.faults.zone_units import rooms, unit

_HOURS_ON, _HOURS_OFF = 4, 2
_AT = np.arange(STEPS) % ((_HOURS_ON + _HOURS_OFF) * 12) / 12.0
_ON = (_AT < _HOURS_ON).astype(float)
# Of the way to its new place, with a time constant of a quarter of an hour.
_LEAPT = np.where(_ON > 0, np.exp(-_AT / 0.25), 1.0 - np.exp(-(_AT - _HOURS_ON) / 0.25))


def draught(prefix: str, alike: tuple[float, float], really: str) -> Case:
    """Rooms whose air comes and goes."""

    def room(leap: float) -> Roles:
        reading = Exactly(22.5 + leap * _LEAPT)
        return unit(prefix, room=reading, cool=0.6 * _ON, air=13.0, blows=_ON)  # type: ignore[arg-type]

    def told(own: float, others: float = 0.4) -> Told:
        return rooms(prefix, room(own), room(others), fan=_ON)  # type: ignore[arg-type]

    return Case(
        "thermostat_in_draught",
        f"{prefix}-1",
        told_by=lambda: told(6.0),
        healthy=lambda: told(0.5),
        alike=lambda: told(*alike),
        really=really,
    )


CASES = [
    *(
        draught(prefix, (2.5, 2.3), "rooms in the sun, which all warm up when their air stops")
        for prefix in ("VAV", "FC")
    ),
    draught("VAV", (4.7, 1.9), "a room in the evening sun, from which much heat was carried away"),
]
