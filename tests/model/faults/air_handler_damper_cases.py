"""Dampers that do not follow, seen by how the outdoor air goes with the command."""

from tests.model.building_of import Told, air_handler, building_of, swinging
from tests.model.faults.case import Case

_MOVING = swinging(0.5, 0.4)


def moved(passes: object, **roles: object) -> Told:
    """An air handler whose damper is told to move over the whole day."""
    return building_of({"AHU-1": air_handler(damper=_MOVING, passes=passes, **roles)})  # type: ignore[arg-type]


CASES = [
    Case(
        "outdoor_air_damper_reversed",
        "AHU-1",
        told_by=lambda: moved(1.0 - _MOVING),
        healthy=lambda: moved(_MOVING),
        alike=lambda: moved(0.75),
        really="a damper that stands still",
        cause=("outdoor_air_damper_stuck_open", "AHU-1"),
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "AHU-1",
        told_by=lambda: moved(0.6, outside=10.0),
        healthy=lambda: moved(_MOVING, outside=10.0),
        alike=lambda: moved(_MOVING**1.6, outside=10.0),
        really="blades that open late",
    ),
    Case(
        "outdoor_air_damper_stuck_closed",
        "AHU-1",
        told_by=lambda: moved(0.2, outside=12.0, mixed_air_temperature=None),
        healthy=lambda: moved(_MOVING, outside=12.0, mixed_air_temperature=None),
        alike=lambda: moved(_MOVING, outside=21.5),
        really="air that is alike outside and inside",
    ),
    Case(
        "outdoor_air_damper_stuck_open",
        "AHU-1",
        told_by=lambda: moved(_MOVING, outside=21.0, outdoor_air_damper_position=0.9),
        healthy=lambda: moved(_MOVING, outside=12.0, outdoor_air_damper_position=_MOVING),
        alike=lambda: moved(_MOVING, outside=12.0, outdoor_air_damper_position=0.2 + 0.8 * _MOVING),
        really="a position that is read on the wrong scale",
    ),
]
