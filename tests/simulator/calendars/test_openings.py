import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.calendars.openings import occupied_by, openings
from tests.simulator.calendars.made import ALWAYS, ms, plan, steps

BERLIN = {"timezone": "Europe/Berlin", "holidays": "de"}


def schedule(plans: list[Plan], times: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    return occupied_by(openings(plans, int(times[0]), int(times[-1])), times)


def quiet(number: int = 0, **changes: object) -> Plan:
    """A plan whose tenants never ask for odd hours: of the kind that has none, kept by an office's hours."""
    return plan(number, **({"kind": "hotel"} | changes))


def test_a_working_day_is_occupied_by_its_hours():
    occupied, wait = schedule([quiet(**BERLIN)], steps(ms("2026-06-10", "Europe/Berlin")))
    assert occupied[:, 0].sum() == 120
    assert np.flatnonzero(occupied[:, 0])[0] == 96
    assert wait[0, 0] == pytest.approx(8.0)
    assert wait[95, 0] == pytest.approx(1 / 12)
    assert (wait[occupied] == 0).all()
    assert wait[216, 0] == pytest.approx(14.0)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-07", 24)])
def test_a_day_on_which_clocks_change_keeps_its_hours_on_the_wall(day: str, hours: int):
    sunday = {6: (8.0, 18.0)}
    times = steps(ms(day, "Europe/Berlin"), hours)
    occupied, wait = schedule([quiet(hours=sunday, **BERLIN)], times)
    opened = times[occupied[:, 0]]
    assert opened[0] == ms(f"{day}T08:00", "Europe/Berlin")
    assert len(opened) == 120
    assert wait[0, 0] == pytest.approx(8 + hours - 24)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 48 + 23), ("2026-10-24", 48 + 25)])
def test_a_building_that_never_closes_is_open_while_clocks_change(day: str, hours: int):
    occupied, wait = schedule([quiet(hours=ALWAYS, **BERLIN)], steps(ms(day, "Europe/Berlin"), hours))
    assert occupied.all()
    assert not wait.any()


def test_a_holiday_is_closed_for_an_office_and_open_for_a_hotel():
    christmas = steps(ms("2026-12-25", "America/Chicago"))
    occupied, wait = schedule([plan(), quiet(1)], christmas)
    assert not occupied[:, 0].any()
    assert occupied[:, 1].any()
    assert wait[0, 0] == pytest.approx(3 * 24 + 8, abs=4.1)


def test_a_school_rests_while_an_office_works():
    july = steps(ms("2026-07-15", "America/Chicago"))
    occupied, wait = schedule([plan(kind="school"), plan(1)], july)
    assert not occupied[:, 0].any()
    assert occupied[:, 1].any()
    assert (wait[:, 0] == 168).all()


def test_a_shop_keeps_the_hours_of_a_sunday_on_a_holiday():
    hours = dict.fromkeys(range(6), (9.0, 20.0)) | {6: (11.0, 17.0)}
    plans = [plan(number, kind="shop", hours=hours) for number in range(40)]
    times = steps(ms("2026-05-25", "America/Chicago"))
    occupied, _ = schedule(plans, times)
    assert np.median(occupied.sum(axis=0)) == 6 * 12


def test_a_weekend_waits_for_monday():
    _, wait = schedule([quiet(**BERLIN)], steps(ms("2026-06-13", "Europe/Berlin")))
    assert wait[0, 0] == pytest.approx(56.0)


def test_tenants_ask_for_a_long_evening_now_and_then_and_some_never():
    plans = [plan(number, hours={2: (8.0, 18.0)}) for number in range(60)]
    weeks = [steps(ms("2026-01-07", "America/Chicago") + week * 7 * 86_400_000, 24, 900) for week in range(8)]
    opened = np.array([schedule(plans, times)[0].sum(axis=0) / 4 for times in weeks])
    assert 0.01 < (opened > 10).mean() < 0.12
    assert opened.max() <= 10 + 4 + 2
    assert opened.min() == 10


@settings(max_examples=25, deadline=None)
@given(first=st.integers(0, 700), hours=st.integers(1, 30), cut=st.floats(0.05, 0.95))
def test_schedules_are_the_same_however_time_is_cut(first: int, hours: int, cut: float):
    plans = [plan(3), plan(4, kind="school"), plan(5, kind="laboratory", **BERLIN)]
    times = steps(ms("2026-01-01") + first * 3_600_000 * 13, hours)
    middle = max(1, round(len(times) * cut))
    whole, parts = schedule(plans, times), [schedule(plans, times[:middle])]
    if middle < len(times):
        parts.append(schedule(plans, times[middle:]))
    for number in range(2):
        assert whole[number].tobytes() == b"".join(part[number].tobytes() for part in parts)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 365), st.sampled_from(["office", "school", "shop", "laboratory"]))
def test_the_wait_ends_when_the_building_opens(day: int, kind: str):
    times = steps(ms("2026-01-01") + day * 86_400_000, 48)
    occupied, wait = schedule([plan(8, kind=kind)], times)
    opens = np.flatnonzero(occupied[1:, 0] & ~occupied[:-1, 0])
    assert (wait[opens, 0] <= 1 / 12 + 1e-6).all()
    assert (wait[opens, 0] > 0).all()
    assert (wait[~occupied] > 0).all()
