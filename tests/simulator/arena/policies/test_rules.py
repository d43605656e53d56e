"""The conditions of Guideline 36 hold where the Guideline says, and are ranked by how severe they are."""

import numpy as np
import pytest

from model.frames.frames import Frames
from model.site.graph import Equipment, Point
from model.site.yaml_lines import SiteError
from simulator.arena.policies.fault_severity import FaultSeverity
from simulator.arena.policies.rules import conditions, load_rules, parse_rules
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import (
    COLD,
    HEALTHY,
    HOUR_MS,
    answer,
    hours,
    said,
    speaking_site,
)

STEPS = 24
HEATING = {
    "supply_fan_status": 1.0,
    "supply_fan_speed": 0.7,
    "outdoor_air_damper_command": 0.2,
    "heating_valve_command": 0.5,
    "cooling_valve_command": 0.0,
    "supply_air_temperature": 25.0,
    "supply_air_temperature_setpoint": 25.0,
    "mixed_air_temperature": 16.0,
    "return_air_temperature": 20.0,
    "outdoor_air_temperature": 0.0,
    "supply_air_static_pressure": 300.0,
    "supply_air_static_pressure_setpoint": 300.0,
}
FREE_COOLING = HEATING | {
    "outdoor_air_damper_command": 0.6,
    "heating_valve_command": 0.0,
    "supply_air_temperature": 13.1,
    "supply_air_temperature_setpoint": 13.1,
    "mixed_air_temperature": 12.0,
    "return_air_temperature": 22.0,
    "outdoor_air_temperature": 5.0,
}
ECONOMIZER = FREE_COOLING | {
    "outdoor_air_damper_command": 1.0,
    "cooling_valve_command": 0.5,
    "mixed_air_temperature": 18.0,
    "outdoor_air_temperature": 18.0,
}
COOLING = ECONOMIZER | {
    "outdoor_air_damper_command": 0.2,
    "mixed_air_temperature": 24.5,
    "return_air_temperature": 23.0,
    "outdoor_air_temperature": 31.0,
}


def frames(said_of: dict[str, float]) -> Frames:
    points = tuple(Point(f"AHU/{role}", role) for role in said_of)
    return Frames(
        kind="air_handler",
        buildings=("b",),
        building_of=np.zeros(1, dtype=np.int64),
        equipment=(Equipment("AHU", "air_handler", "AHU", points),),
        times_ms=START + 300_000 * np.arange(STEPS, dtype=np.int64),
        roles={role: np.full((STEPS, 1), value) for role, value in said_of.items()},
        travel={},
        heard={},
        occupied=np.ones((STEPS, 1)),
        schedule_declared=np.ones(1, dtype=bool),
        borrowed={},
        parents={},
        others={},
    )


def holding(said_of: dict[str, float]) -> set[str]:
    held, _ = conditions(frames(said_of), load_rules())
    return {name for name, holds in held.items() if holds[-1, 0]}


@pytest.mark.parametrize("state", [HEATING, FREE_COOLING, ECONOMIZER, COOLING])
def test_nothing_holds_of_a_healthy_air_handler(state: dict[str, float]) -> None:
    assert holding(state) == set()


@pytest.mark.parametrize(
    ("rule", "state", "change"),
    [
        ("FC1", HEATING, {"supply_air_static_pressure": 200.0, "supply_fan_speed": 1.0}),
        ("FC2", HEATING, {"mixed_air_temperature": -8.0}),
        ("FC3", HEATING, {"mixed_air_temperature": 26.0}),
        ("FC5", HEATING, {"supply_air_temperature": 12.0}),
        ("FC6", HEATING, {"mixed_air_temperature": 8.0}),
        ("FC7", HEATING, {"supply_air_temperature": 20.0, "heating_valve_command": 1.0}),
        ("FC8", FREE_COOLING, {"supply_air_temperature": 20.0}),
        ("FC9", FREE_COOLING, {"outdoor_air_temperature": 21.0}),
        ("FC10", ECONOMIZER, {"mixed_air_temperature": 23.0}),
        ("FC11", ECONOMIZER, {"outdoor_air_temperature": 7.0}),
        ("FC12", COOLING, {"supply_air_temperature": 30.0}),
        ("FC13", COOLING, {"supply_air_temperature": 18.0, "cooling_valve_command": 1.0}),
        ("FC14", FREE_COOLING, {"supply_air_temperature": 7.0}),
        ("FC15", FREE_COOLING, {"supply_air_temperature": 17.0}),
    ],
)
def test_a_condition_holds_beyond_its_tolerance(
    rule: str, state: dict[str, float], change: dict[str, float]
) -> None:
    assert rule in holding(state | change)


def test_many_changes_of_state_are_hunting() -> None:
    of = frames(HEATING)
    valve = of.roles["heating_valve_command"]
    valve[::2] = 0.0
    held, _ = conditions(of, load_rules())
    assert held["FC4"][-1, 0]


def test_nothing_holds_while_the_fan_stands() -> None:
    assert holding(HEATING | {"supply_fan_status": 0.0, "mixed_air_temperature": -8.0}) == set()


def test_what_is_not_known_holds_nothing() -> None:
    unknown = {role: value for role, value in HEATING.items() if role != "mixed_air_temperature"}
    assert holding(unknown) == set()


def ranked(*spoken: tuple[float, float, tuple[float, ...]]) -> FaultSeverity:
    policy = FaultSeverity()
    policy.begin(speaking_site(), ["m1"])
    for first, last, values in spoken:
        policy.take_in(said(hours(first, last), values))
    return policy


def test_a_rule_that_does_not_apply_is_not_told() -> None:
    assert ranked((0, 8, HEALTHY)).choose("m1", START + 8 * HOUR_MS) is None


def test_without_its_points_a_rule_is_silent() -> None:
    assert ranked((0, 4, HEALTHY), (4, 9, COLD)).choose("m1", START + 9 * HOUR_MS) is None


def test_an_unknown_rule_is_refused_by_its_line() -> None:
    whole = "tolerances: {supply_air: 1}\nrules: {FC99: {level: 1, means: control_hunting}}\n"
    with pytest.raises(SiteError, match="line 1: tolerances: lacks"):
        parse_rules(whole)


def test_a_dismissed_rule_rests() -> None:
    policy = ranked((0, 8, HEALTHY))
    policy.choose("m1", START + 8 * HOUR_MS)
    tally = policy._tallies["b1"]
    tally.held[:, 0] = tally.ran[0]
    first = policy.choose("m1", START + 8 * HOUR_MS)
    assert first is not None
    policy.hear("m1", answer(first, "dismissed", START + 8 * HOUR_MS, "not_real"))
    second = policy.choose("m1", START + 9 * HOUR_MS)
    assert second is not None
    assert (first.fault, second.fault) == ("cooling_valve_stuck", "heating_valve_stuck")
