"""Without faults rooms are comfortable, and units do what real ones do."""

import numpy as np
import pytest

from simulator.layout import Shape
from simulator.physics.moist_air import relative_humidity
from tests.simulator.physics.air_rig import SPRING, SUMMER, WINTER, Air, Season, Values, plan

PLANS = [
    plan(10, Shape(boxes=(8, 8))),
    plan(11, Shape(boxes=(10,)), kind="laboratory"),
    plan(12, Shape(fan_coils=8)),
    plan(13, Shape(rooftops=6), kind="shop"),
    plan(14, Shape(boxes=(6,)), kind="school"),
]
PATHS = (
    "zones.air",
    "zones.humidity",
    "zones.co2",
    "control_zones.heating_setpoint",
    "control_zones.cooling_setpoint",
    "air_handlers.supply_air",
    "air_handlers.damper_position",
    "air_handlers.cooling_position",
    "air_handlers.fan_speed",
    "control_air_handlers.supply_setpoint",
    "control_air_handlers.mode",
)


@pytest.fixture(scope="module", params=[WINTER, SPRING, SUMMER], ids=["winter", "spring", "summer"])
def day(request: pytest.FixtureRequest) -> dict[str, Values]:
    air = Air(PLANS, request.param, hour=16.0)
    air.live(8.0)
    lived = air.live(24.0, *PATHS)
    lived["work"] = (lived["hour"] >= 9.0) & (lived["hour"] < 17.5)
    lived["season"] = np.array([(WINTER, SPRING, SUMMER).index(request.param)])
    return lived


def at_work(day: dict[str, Values], path: str) -> Values:
    values: Values = day[path][day["work"]]
    return values


def test_rooms_are_within_their_setpoints_while_people_are_there(day: dict[str, Values]) -> None:
    air = at_work(day, "zones.air")
    assert (air > at_work(day, "control_zones.heating_setpoint") - 0.7).all()
    assert (air < at_work(day, "control_zones.cooling_setpoint") + 1.0).all()


def test_supply_air_is_at_its_setpoint(day: dict[str, Values]) -> None:
    error = at_work(day, "air_handlers.supply_air") - at_work(day, "control_air_handlers.supply_setpoint")
    assert np.abs(error).mean() < 0.5


def test_no_actuator_hunts(day: dict[str, Values]) -> None:
    for path in ("air_handlers.damper_position", "air_handlers.cooling_position", "air_handlers.fan_speed"):
        travel = np.abs(np.diff(at_work(day, path), axis=0)).sum(axis=0)
        assert travel.max() < 2.0, path


def test_air_is_fresh(day: dict[str, Values]) -> None:
    fresh = at_work(day, "zones.co2")
    assert 430 < np.median(fresh) < 1000
    assert fresh.max() < 1700


def test_air_is_as_moist_as_the_season_lets_it_be(day: dict[str, Values]) -> None:
    moist = relative_humidity(at_work(day, "zones.air"), at_work(day, "zones.humidity"))
    least, most = ((0.08, 0.35), (0.2, 0.55), (0.35, 0.75))[day["season"][0]]
    assert least < moist.min()
    assert moist.max() < most


def test_fans_rest_at_night_but_for_warm_ups_and_setbacks(day: dict[str, Values]) -> None:
    night = day["hour"] >= 19.0
    running = day["air_handlers.fan_speed"][night] > 0
    assert running.mean() < 0.1


def test_rooms_drift_at_night_and_are_ready_in_the_morning(day: dict[str, Values]) -> None:
    before = (day["hour"] >= 2.0) & (day["hour"] < 3.0)
    start = (day["hour"] >= 7.25) & (day["hour"] < 7.75)
    heating, cooling = day["control_zones.heating_setpoint"], day["control_zones.cooling_setpoint"]
    assert (day["zones.air"][start] > heating[start] - 1.0).mean() > 0.95
    assert (day["zones.air"][start] < cooling[start] + 1.0).mean() > 0.95
    if day["season"][0] == 0:
        assert day["zones.air"][before].mean() < day["zones.air"][start].mean() - 1.0


def test_the_economizer_modulates_in_spring() -> None:
    air = Air([plan(10, Shape(boxes=(8, 8)))], Season(8.0, 5.0, 1.0, 1.0), hour=16.0)
    air.live(8.0)
    lived = air.live(24.0, "air_handlers.damper_position", "air_handlers.cooling_position")
    work = (lived["hour"] >= 9.0) & (lived["hour"] < 17.5)
    damper = lived["air_handlers.damper_position"][work]
    cooling = lived["air_handlers.cooling_position"][work]
    assert ((damper > 0.5) & (damper < 0.98)).any()
    assert cooling[damper < 0.9].max() < 0.05
