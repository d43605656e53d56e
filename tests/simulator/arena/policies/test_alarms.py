"""Limit alarms: raised on readings after their minutes, listed by level, and checked when they are read."""

import pytest

from model.site.yaml_lines import SiteError
from simulator.arena.policies.alarm_priority import AlarmPriority
from simulator.arena.policies.alarms import load_alarms, parse_alarms
from simulator.arena.policies.first_come import FirstCome
from simulator.arena.policies.panel import Panel
from simulator.arena.policy import LOOK_CLOSER, Complaint, Policy
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import HEALTHY, HOUR_MS, answer, hours, said, speaking_site

COLD = (60.0, 75.2, 100.0, 1.0)
FREEZING = (37.0, 75.2, 100.0, 1.0)
STOPPED = (60.0, 75.2, 100.0, 0.0)
WHOLE = """
late:
  "on": air_handler
  reads: supply_air_temperature
  below: 4.4
  minutes: 30
  level: 2
  means: supply_air_short_of_heating
  source: somebody
"""


def raised(*spoken: tuple[float, float, tuple[float, ...]], at: float) -> list[str]:
    panel = Panel(speaking_site(), load_alarms())
    for first, last, values in spoken:
        panel.take_in(said(hours(first, last), values))
    return [each.alarm.id for each in panel.standing("b1", START + round(at * HOUR_MS))]


def test_healthy_readings_raise_nothing() -> None:
    assert raised((0, 8, HEALTHY), at=8) == []


def test_an_alarm_waits_for_its_minutes() -> None:
    assert raised((0, 4, HEALTHY), (4, 4.4, COLD), at=4.4) == []
    assert raised((0, 4, HEALTHY), (4, 5, COLD), at=5) == ["supply_air_cold"]


def test_an_alarm_says_nothing_of_a_fan_that_stands() -> None:
    assert raised((0, 4, HEALTHY), (4, 6, STOPPED), at=6) == []


def test_silence_is_an_alarm_after_an_hour() -> None:
    assert "air_handler_silent" in raised((0, 4, HEALTHY), at=6)
    assert raised((0, 4, HEALTHY), at=4.5) == []


def test_what_came_and_went_is_listed_for_a_day() -> None:
    spoken = ((0, 4, HEALTHY), (4, 6, COLD), (6, 32, HEALTHY))
    assert raised(*spoken[:2], (6, 20, HEALTHY), at=20) == ["supply_air_cold"]
    assert raised(*spoken, at=32) == []


def test_an_alarm_keeps_the_time_when_it_was_raised() -> None:
    panel = Panel(speaking_site(), load_alarms())
    panel.take_in(said(hours(0, 4), HEALTHY))
    panel.take_in(said(hours(4, 6), COLD))
    first = panel.standing("b1", START + 6 * HOUR_MS)
    panel.take_in(said(hours(6, 9), COLD))
    assert panel.standing("b1", START + 9 * HOUR_MS) == first


def told(policy: Policy, *spoken: tuple[float, float, tuple[float, ...]]) -> Policy:
    policy.begin(speaking_site(), ["m1"])
    for first, last, values in spoken:
        policy.take_in(said(hours(first, last), values))
    return policy


def test_the_higher_level_comes_before_the_older_alarm() -> None:
    policy = told(AlarmPriority(), (0, 4, HEALTHY), (4, 6, COLD), (6, 7, FREEZING))
    shown = policy.choose("m1", START + 7 * HOUR_MS)
    assert shown is not None
    assert "/freeze/" in shown.id


def test_in_the_queue_the_older_comes_first() -> None:
    policy = told(FirstCome(), (0, 4, HEALTHY), (4, 6, COLD), (6, 7, FREEZING))
    shown = policy.choose("m1", START + 7 * HOUR_MS)
    assert shown is not None
    assert "/supply_air_cold/" in shown.id


def complaint(at_hour: int, building: str = "b1") -> Complaint:
    at_ms = START + at_hour * HOUR_MS
    return Complaint(f"c{at_hour}", building, "AHU-1", at_ms, at_ms)


def test_a_complaint_that_came_before_the_alarm_comes_first() -> None:
    policy = told(FirstCome(), (0, 4, HEALTHY), (4, 6, COLD))
    policy.hear_complaint(complaint(3))
    shown = policy.choose("m1", START + 6 * HOUR_MS)
    assert shown is not None
    assert (shown.fault, shown.action) == ("", LOOK_CLOSER)


def test_a_complaint_is_dealt_with_once() -> None:
    policy = told(FirstCome(), (0, 6, HEALTHY))
    policy.hear_complaint(complaint(3))
    shown = policy.choose("m1", START + 6 * HOUR_MS)
    assert shown is not None
    policy.hear("m1", answer(shown, "done", START + 7 * HOUR_MS))
    assert policy.choose("m1", START + 7 * HOUR_MS) is None


def test_nobody_goes_for_a_complaint_of_another_s_building() -> None:
    policy = told(FirstCome(), (0, 6, HEALTHY))
    policy.hear_complaint(complaint(3, "elsewhere"))
    assert policy.choose("m1", START + 6 * HOUR_MS) is None


def test_an_alarm_that_was_dealt_with_rests() -> None:
    policy = told(AlarmPriority(), (0, 4, HEALTHY), (4, 6, COLD))
    shown = policy.choose("m1", START + 6 * HOUR_MS)
    assert shown is not None
    policy.hear("m1", answer(shown, "done", START + 7 * HOUR_MS))
    assert policy.choose("m1", START + 7 * HOUR_MS) is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("reads: supply_air_temperature", "reads: hot_water_supply_temperature"), "line 4: late.reads"),
        (("below: 4.4", "below: lukewarm"), "line 5: late.below"),
        (("level: 2", "level: 9"), "line 7: late.level"),
        (("means: supply_air_short_of_heating", "means: gremlins"), "line 8: late.means"),
        (("  below: 4.4\n", ""), "late: must have reads with either above or below"),
        (("minutes: 30", "minutes: 30\n  colour: red"), "line 7: late.colour"),
    ],
)
def test_a_wrong_entry_is_named_by_line_and_key(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(SiteError, match=complaint):
        parse_alarms(WHOLE.replace(*change))
