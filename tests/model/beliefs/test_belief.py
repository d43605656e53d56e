"""Beliefs: folded hour by hour, in any portions and any order of arrival, they are the same."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.attending.carrying_on import carry_on, evidence_of
from model.attending.catching_up import catch_up
from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, aligned, no_belief, pack, set_logit, take_in, unpack
from model.beliefs.evidence import HourEvidence
from model.beliefs.likelihood import log_likelihood_ratio
from model.faults import FAULTS
from model.frames.frames import HOUR_MS
from model.frames.site_time import utc_ms
from tests.model.building_of import (
    HOURS,
    MONDAY_MS,
    STEPS,
    Told,
    air_handler,
    box,
    boxes,
    building_of,
    swinging,
)
from tests.model.hours import hours_of
from tests.model.memory_state import MemoryState

_OFTEN = np.arange(STEPS) % 2
_DAY = list(range(MONDAY_MS, MONDAY_MS + HOURS * HOUR_MS, HOUR_MS))


@cache
def eventful() -> Told:
    """A day with a leak, a silent sensor, a command told only when it changes, and a loop that hunts."""
    # Told again just after the last value has ceased to stand, at the start of an hour.
    told_rarely = np.full(STEPS, np.nan)
    told_rarely[[10, 84, 130, 200]] = 0.1, 0.5, 0.2, 0.2
    silent = np.where(np.arange(STEPS) > STEPS // 3, np.nan, swinging(18.0))
    return building_of(
        {
            "AHU-1": air_handler(
                heated_k=5.0, mixed_air_temperature=silent, outdoor_air_damper_command=told_rarely
            ),
            "VAV-1": box(reheat_valve_command=0.1 + 0.7 * _OFTEN, room=18.0),
            **boxes(4),
        }
    )


def assert_alike(one: dict[str, Belief], other: dict[str, Belief]) -> None:
    assert one.keys() == other.keys()
    for kind, belief in one.items():
        assert belief.equipment == other[kind].equipment
        for name in (
            "score",
            "run",
            "since_ms",
            "hours_for",
            "hours_against",
            "weight",
            "watched",
            "waste",
            "judged_ms",
        ):
            np.testing.assert_allclose(
                getattr(belief, name), getattr(other[kind], name), atol=1e-6, err_msg=f"{kind} {name}"
            )


def caught_up(told: Told, portions: list[list[int]], answers: tuple[Answer, ...] = ()) -> dict[str, Belief]:
    state = MemoryState()
    beliefs: dict[str, Belief] = {}
    for hours in portions:
        beliefs = catch_up(told.site, told.building, told.readings, state, hours, answers=answers)
    return beliefs


def test_packing_and_unpacking_changes_nothing() -> None:
    beliefs = eventful().beliefs()
    assert_alike(unpack(pack(beliefs)), beliefs)


def test_an_hour_judged_alone_is_judged_as_in_its_day() -> None:
    told = eventful()
    day = evidence_of(told.building, "UTC", told.readings, MONDAY_MS, told.end_ms)
    for hour, hour_ms in enumerate(_DAY):
        alone = evidence_of(told.building, "UTC", told.readings, hour_ms, hour_ms + HOUR_MS)
        for kind, evidence in day.items():
            for name in ("share", "said", "deviation", "measured", "waste"):
                np.testing.assert_allclose(
                    getattr(alone[kind], name)[0],
                    getattr(evidence, name)[hour],
                    atol=1e-6,
                    err_msg=f"{kind} {name} in hour {hour}",
                )


def test_hours_judged_one_by_one_and_all_together_say_the_same() -> None:
    told = eventful()
    one_by_one: dict[str, Belief] = {}
    for hour_ms in _DAY:
        carry_on(
            one_by_one, evidence_of(told.building, "UTC", told.readings, hour_ms, hour_ms + HOUR_MS), 0, ()
        )
    assert_alike(one_by_one, told.beliefs())


@settings(max_examples=6)
@given(st.lists(st.integers(1, HOURS - 1), max_size=4))
def test_catching_up_after_each_portion_is_as_catching_up_once(cuts: list[int]) -> None:
    edges = sorted({0, *cuts, HOURS})
    portions = [_DAY[start:end] for start, end in pairwise(edges)]
    assert_alike(caught_up(eventful(), portions), caught_up(eventful(), [_DAY]))


@settings(max_examples=6)
@given(st.permutations(_DAY[:6]))
def test_hours_that_arrive_late_and_out_of_order_are_put_in_their_place(late: list[int]) -> None:
    portions = [_DAY[6:], late[:3], late[3:]]
    assert_alike(caught_up(eventful(), portions), caught_up(eventful(), [_DAY]))


def test_an_hour_heard_again_counts_once() -> None:
    assert_alike(
        caught_up(eventful(), [_DAY, [_DAY[-1]], [_DAY[-1]], _DAY[3:5]]), caught_up(eventful(), [_DAY])
    )


def test_a_reading_of_last_year_does_not_disturb_the_present() -> None:
    last_year = MONDAY_MS - 365 * 24 * HOUR_MS
    assert_alike(caught_up(eventful(), [_DAY, [last_year]]), caught_up(eventful(), [_DAY]))


def test_a_repair_starts_the_fault_anew() -> None:
    done = Answer(
        recommendation="r",
        manager="ada",
        building="tower",
        equipment="AHU-1",
        fault="heating_valve_leaking",
        action="repair",
        said="done",
        answered_ms=_DAY[-1] + 10,
    )
    after, before = caught_up(eventful(), [_DAY], (done,)), caught_up(eventful(), [_DAY])
    row = before["air_handler"].faults.index("heating_valve_leaking"), 0
    assert before["air_handler"].since_ms[row] > 0
    assert after["air_handler"].score[row] == 0.0
    assert after["air_handler"].since_ms[row] == 0.0


def test_without_news_a_belief_fades_by_half_in_ten_days() -> None:
    told = eventful()
    beliefs = told.beliefs()
    strong = beliefs["air_handler"].score.max()
    quiet = evidence_of(
        told.building, "UTC", told.readings, told.end_ms + 24 * HOUR_MS, told.end_ms + 264 * HOUR_MS
    )
    for hour in range(240):
        carry_on(beliefs, quiet, hour, ())
    assert beliefs["air_handler"].score.max() == pytest.approx(strong / 2, rel=0.05)


def test_equipment_that_is_new_starts_without_evidence_and_the_others_keep_theirs() -> None:
    belief = eventful().beliefs()["vav_box"]
    more = aligned(belief, "vav_box", ("VAV-9", *reversed(belief.equipment)))
    assert (more.score[:, 0] == 0).all()
    np.testing.assert_array_equal(more.score[:, 1:], belief.score[:, ::-1])


def test_setting_a_fault_that_nobody_knows_changes_nothing() -> None:
    belief = no_belief("air_handler", ("AHU-1",))
    set_logit(belief, "no_such_fault", "AHU-1", 3.0)
    set_logit(belief, "heating_valve_leaking", "AHU-9", 3.0)
    assert (belief.score == 0).all()


def of_deviations(*deviations: float, since: int = 0) -> HourEvidence:
    """Evidence of hours that are so many tolerances off, every fault of one air handler alike."""
    values = np.array(deviations, dtype=np.float64)
    from_llr = log_likelihood_ratio(values)
    weights = np.array([f.weight for f in FAULTS["air_handler"]])
    evidence = hours_of(list(values), [0.0] * len(values))
    spread = np.repeat(values[:, None, None], len(weights), axis=1)
    return replace(
        evidence,
        hours_ms=evidence.hours_ms + since * HOUR_MS,
        deviation=spread,
        said=from_llr[:, None, None] * weights[None, :, None],
    )


def score_after(*days: float) -> float:
    """Score of the first fault after days on which it was so many tolerances off."""
    belief = no_belief("air_handler", ("AHU-1",))
    evidence = of_deviations(*np.repeat(days, 24))
    for hour in range(24 * len(days)):
        take_in(belief, evidence, hour)
    return float(belief.score[0, 0])


@pytest.mark.parametrize(
    "timezone", ["Europe/Zurich", "America/Chicago", "America/Los_Angeles", "Asia/Tokyo"]
)
def test_an_afternoon_is_one_day_wherever_the_building_stands(timezone: str) -> None:
    noon, evening = utc_ms("2026-03-03T13:00", timezone), utc_ms("2026-03-03T19:00", timezone)
    belief = no_belief("air_handler", ("AHU-1",))
    for start_ms, days in ((noon, 1), (noon + 24 * HOUR_MS, 2)):
        told = hours_of([0.6] * 6, [9000.0] * 6, start_ms=start_ms, timezone=timezone)
        for hour in range((evening - noon) // HOUR_MS):
            take_in(belief, told, hour)
        assert belief.days[0, 0] == days


def test_the_same_on_many_days_says_more_than_on_one_and_never_without_end() -> None:
    one, week, month = score_after(3.0), score_after(*[3.0] * 7), score_after(*[3.0] * 30)
    assert one < week <= month <= 7.0


def test_what_an_equipment_always_was_is_held_against_it_less_than_a_change() -> None:
    always, changed = score_after(*[1.0] * 15, 1.4), score_after(*[-1.0] * 15, 1.4)
    assert changed > always


def test_a_belief_never_falls_overnight() -> None:
    belief = no_belief("air_handler", ("AHU-1",))
    evidence = of_deviations(*[4.0] * 48)
    before = 0.0
    for hour in range(48):
        take_in(belief, evidence, hour)
        assert belief.score[0, 0] >= before - 1e-9
        before = float(belief.score[0, 0])
