"""Points that are described and never speak are set apart, and tell by their silence."""

from dataclasses import replace

import numpy as np

from model.site.heard import only_heard, sources_of
from tests.model.building_of import Told, air_handler, box, boxes, building_of

_NEVER = np.nan
_ROOM = "VAV-1/zone_air_temperature"


def _heard(told: Told) -> Told:
    """The building as it is known once some of its points have never spoken."""
    never = told.readings.never_heard(told.end_ms)
    return replace(told, building=only_heard(told.site, never).buildings[0])


def test_a_point_that_never_spoke_is_set_apart_until_it_speaks() -> None:
    told = building_of({"AHU-1": air_handler(), "VAV-1": box(room=_NEVER), **boxes(5)})
    apart = _heard(told).building
    [one] = [e for e in apart.equipment if e.id == "VAV-1"]
    assert [point.role for point in one.unheard] == ["zone_air_temperature"]
    assert "zone_air_temperature" not in {point.role for point in one.points}
    whole = only_heard(replace(told.site, buildings=(apart,)), frozenset())
    assert set(sources_of(whole)) == set(sources_of(told.site))


def test_a_room_that_was_never_heard_among_rooms_that_speak_is_told_of() -> None:
    told = _heard(building_of({"AHU-1": air_handler(), "VAV-1": box(room=_NEVER), **boxes(5)}))
    assert told.probability("sensor_stale", _ROOM) > 0.5
    assert (_ROOM, "sensor_stale") in {(p.equipment.id, p.fault.id) for p in told.judged().proposals}


def test_where_no_room_was_ever_heard_it_is_a_blind_spot() -> None:
    rooms = {f"VAV-{n}": box(room=_NEVER) for n in range(1, 7)}
    told = _heard(building_of({"AHU-1": air_handler(), **rooms}))
    assert told.probability("sensor_stale", _ROOM) < 0.05


def test_what_was_never_heard_and_steers_nothing_is_no_candidate() -> None:
    told = _heard(building_of({"AHU-1": air_handler(), "VAV-1": box(discharge_air_flow=_NEVER), **boxes(5)}))
    assert "VAV-1/discharge_air_flow" not in {p.equipment.id for p in told.judged().proposals}
