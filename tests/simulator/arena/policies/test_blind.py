"""Policies that look at no reading: chance, and the calendar."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model.faults import FAULT_IDS
from model.site.graph import Building, Equipment
from model.site.yaml_lines import SiteError
from simulator.arena.policies import POLICIES, UnknownPolicyError, make_policy
from simulator.arena.policies.by_chance import ByChance
from simulator.arena.policies.yearly_calendar import YearlyCalendar, load_tasks, parse_tasks
from simulator.arena.policy import LOOK_CLOSER, Suggestion
from tests.simulator.arena.fakes import START
from tests.simulator.arena.policies.speaking import HOUR_MS, answer, speaking_site

DAY_MS = 24 * HOUR_MS


def ms(day: str) -> int:
    return round(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC).timestamp() * 1000)


def drawn(seed: int) -> list[Suggestion]:
    policy = ByChance(seed)
    policy.begin(speaking_site(3), ["m1"])
    found = []
    for day in range(6):
        shown = policy.choose("m1", START + day * DAY_MS)
        assert shown is not None
        found.append(shown)
        policy.hear("m1", answer(shown, "done", START + day * DAY_MS))
    return found


def test_chance_draws_what_can_be_and_the_same_from_the_same_seed() -> None:
    assert drawn(4) == drawn(4)
    assert {each.fault for each in drawn(4)} <= set(FAULT_IDS["air_handler"])


def test_chance_draws_otherwise_from_another_seed() -> None:
    assert drawn(4) != drawn(5)


def test_chance_holds_to_what_it_drew_until_it_is_answered() -> None:
    policy = ByChance(1)
    policy.begin(speaking_site(), ["m1"])
    first = policy.choose("m1", START)
    assert first is not None
    policy.hear("m1", answer(first, "accepted", START))
    assert policy.choose("m1", START + HOUR_MS) == first


def calendar(*kinds: str) -> YearlyCalendar:
    site = speaking_site()
    equipment = tuple(Equipment(f"{kind}-1", kind, kind) for kind in kinds)
    policy = YearlyCalendar()
    policy.begin(replace(site, buildings=(Building("b1", "B1", equipment),)), ["m1"])
    return policy


def test_before_its_day_nothing_is_due() -> None:
    policy = calendar("air_handler")
    assert policy.choose("m1", ms("2026-04-10")) is None


def test_on_its_day_somebody_looks_after_the_kind() -> None:
    policy = calendar("air_handler", "vav_box")
    policy.choose("m1", ms("2026-04-10"))
    shown = policy.choose("m1", ms("2026-04-13"))
    assert shown is not None
    assert (shown.equipment, shown.fault, shown.action) == ("air_handler-1", "", LOOK_CLOSER)


def test_what_is_done_is_not_due_again_until_its_next_day() -> None:
    policy = calendar("air_handler")
    policy.choose("m1", ms("2026-04-10"))
    shown = policy.choose("m1", ms("2026-04-13"))
    assert shown is not None
    policy.hear("m1", answer(shown, "done", ms("2026-04-13")))
    assert policy.choose("m1", ms("2026-05-13")) is None
    assert policy.choose("m1", ms("2026-07-13")) is not None


def test_every_task_is_on_a_kind_that_there_is() -> None:
    assert {task.kind for task in load_tasks()} >= {"air_handler", "vav_box", "hot_water_plant"}


def test_a_day_that_does_not_exist_is_refused_by_its_line() -> None:
    text = 'a:\n  "on": vav_box\n  days: ["02-30"]\n  work: w\n  source: s\n'
    with pytest.raises(SiteError, match=r"line 3: a\.days\[1\]: must be month-day"):
        parse_tasks(text)


def test_an_unknown_policy_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownPolicyError, match=r"no policy 'guru'; known: oracle, product"):
        make_policy("guru", 1)


def test_each_policy_bears_the_name_that_it_is_asked_by() -> None:
    assert [make_policy(name, 1).name for name in POLICIES] == list(POLICIES)
