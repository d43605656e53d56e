"""The balance of a room's carbon dioxide tells a damper that is shut from people who come and go."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from model.frames.frames import late
from model.healthy.breath.odds import breath_odds
from model.site.graph import Schedule
from tests.model.building_of import STEPS, Roles, Told, building_of
from tests.model.faults.rooftop_units import unit

_AREA_M2, _HEIGHT_M, _MADE_FOR, _FLOW_M3_S = 150.0, 3.0, 30, 0.8
_HOUR = np.arange(STEPS) / 12.0
_RUNS = (_HOUR >= 7.0) & (_HOUR < 18.0)
_DAY = np.clip((_HOUR - 8.0) / 0.75, 0.0, 1.0) * np.clip((17.0 - _HOUR) / 0.75, 0.0, 1.0)
_DAY *= np.where((_HOUR > 12.0) & (_HOUR < 13.0), 0.6, 1.0)
_SCHEDULE = Schedule(dict.fromkeys(range(7), (7.5, 18.0)))


def _ppm(
    people: NDArray[np.float64], *, passes: float = 0.3, breath: float = 5.2e-6, leaks: float = 0.2
) -> NDArray[np.float64]:
    """Carbon dioxide of a room [ppm] by the balance of its air, every five minutes of a day."""
    volume, ppm, told = _AREA_M2 * _HEIGHT_M, 520.0, []
    for share, running in zip(people, _RUNS, strict=True):
        fresh = passes * _FLOW_M3_S * running + leaks * volume / 3600.0
        settles = 425.0 + share * _MADE_FOR * breath * 1e6 / fresh
        ppm = settles + (ppm - settles) * np.exp(-fresh * 300.0 / volume)
        told.append(ppm)
    return np.array(told) + np.random.default_rng(3).normal(0.0, 8.0, STEPS)


def _room(
    people: NDArray[np.float64],
    *,
    passes: float = 0.3,
    breath: float = 5.2e-6,
    role: str = "zone_co2",
    **instead: float,
) -> Told:
    """RTU-1 whose damper is told 0.3 and ``passes`` so much, while so many of the people it is for are in."""
    fan = {"supply_fan_command": np.where(_RUNS, 1.0, 0.0), "supply_fan_status": np.where(_RUNS, 1.0, 0.0)}
    roles: dict[str, Any] = {"outside": 23.0, "damper": 0.3, "passes": passes}
    roles |= {role: _ppm(people, passes=passes, breath=breath), **fan, **instead}
    design = {"supply_air_flow": _FLOW_M3_S, "people": float(_MADE_FOR), "area": _AREA_M2}
    return building_of({"RTU-1": unit(**roles)}, design={"RTU-1": design}, schedule=_SCHEDULE)


def _said(told: Told, since: float = 11.0, until: float = 18.0) -> NDArray[np.float64]:
    """Odds of each hour of the day from ``since`` to ``until``."""
    odds: NDArray[np.float64] = breath_odds(told.frames()["rooftop_unit"])[:, 0]
    return odds[::12][int(since) : int(until)]


@pytest.mark.parametrize("full", [0.5, 0.8])
def test_a_room_that_gets_no_outdoor_air_says_so_within_a_day(full: float) -> None:
    assert np.median(_said(_room(full * _DAY, passes=0.03))) > 2.0


@pytest.mark.parametrize("full", [0.3, 0.6])
def test_a_room_whose_air_is_changed_speaks_against_it(full: float) -> None:
    assert np.median(_said(_room(full * _DAY))) < -0.3


def test_a_crowd_says_far_less_than_a_shut_damper() -> None:
    crowd, shut = _said(_room(1.3 * _DAY)), _said(_room(0.8 * _DAY, passes=0.03))
    assert np.median(crowd) < np.median(shut) / 2


def test_people_who_breathe_twice_as_hard_are_no_shut_damper() -> None:
    assert np.median(_said(_room(0.6 * _DAY, breath=1.1e-5))) < 1.8


def test_an_evening_full_of_people_in_well_changed_air_speaks_against_it() -> None:
    stay = np.where((_HOUR >= 8.0) & (_HOUR < 20.0), 0.6, 0.0)
    assert _said(_room(stay), 20.0, 21.0) < -1.0


def test_a_room_in_which_nobody_was_says_nothing() -> None:
    for passes in (0.3, 0.03):
        assert (_said(_room(np.zeros(STEPS), passes=passes), 18.0) == 0).all()


def test_a_day_of_it_is_believed_where_temperatures_tell_nothing() -> None:
    fault = "outdoor_air_damper_stuck_closed"
    shut, healthy = _room(0.6 * _DAY, passes=0.03), _room(0.6 * _DAY)
    assert shut.probability(fault, "RTU-1") > 0.5
    assert healthy.probability(fault, "RTU-1") < 0.04


def test_a_day_without_people_and_area_is_not_judged() -> None:
    told = building_of({"RTU-1": unit(zone_co2=900.0)}, design={"RTU-1": {"supply_air_flow": 1.0}})
    assert np.isnan(breath_odds(told.frames()["rooftop_unit"])).all()


def test_a_sensor_in_a_duct_without_air_is_no_witness() -> None:
    told = _room(0.6 * _DAY, passes=0.03, role="return_air_co2", supply_fan_status=0.0)
    assert np.isnan(_said(told)).all()


def test_rooms_tell_of_the_damper_that_serves_them_where_nearly_all_of_them_do() -> None:
    ppm = _ppm(0.8 * _DAY, passes=0.03)
    fan: Roles = {"supply_fan_status": np.where(_RUNS, 1.0, 0.0), "outdoor_air_damper_command": 0.3}
    design = {"supply_air_flow": _FLOW_M3_S, "people": float(_MADE_FOR), "area": _AREA_M2}
    rooms: dict[str, Roles] = {f"VAV-{number}": {"zone_co2": ppm} for number in (1, 2, 3)}
    silent: tuple[dict[str, Roles], ...] = ({}, {"VAV-4": {"zone_air_temperature": 22.0}})
    for deaf in silent:
        told = building_of({"AHU-1": fan} | rooms | deaf, design={"AHU-1": design}, schedule=_SCHEDULE)
        said = breath_odds(told.frames()["air_handler"])[11 * 12 : 18 * 12, 0]
        assert np.isnan(said).all() if deaf else np.median(said) > 2.0


def test_as_much_is_said_of_an_hour_wherever_its_frames_begin() -> None:
    kinds = _room(0.8 * _DAY, passes=0.03).frames()
    cut = late(kinds, 5 * 12)["rooftop_unit"]
    whole = breath_odds(kinds["rooftop_unit"])[5 * 12 :]
    known = ~np.isnan(breath_odds(cut))
    assert known.any()
    np.testing.assert_allclose(breath_odds(cut)[known], whole[known])
