"""How faults begin and end."""

from itertools import pairwise

import pytest

from simulator.clock import DAY_MS, HOUR_MS
from tests.simulator.faults.yard import fault


def test_a_sudden_fault_is_full_from_its_onset_to_its_healing():
    one = fault("belt_slipping", "AHU-1", 0.6, onset_ms=HOUR_MS, healed_ms=2 * HOUR_MS)
    assert [one.severity_at(at) for at in (HOUR_MS - 1, HOUR_MS, 2 * HOUR_MS - 1, 2 * HOUR_MS)] == [
        0.0,
        0.6,
        0.6,
        0.0,
    ]


def test_a_drifting_fault_grows_and_stays():
    one = fault("belt_slipping", "AHU-1", 0.8, onset="drifting", ramp_days=10.0)
    assert one.severity_at(0) < 0.02
    assert one.severity_at(5 * DAY_MS) == pytest.approx(0.4, abs=0.02)
    assert one.severity_at(50 * DAY_MS) == pytest.approx(0.8)


def test_an_intermittent_fault_is_there_for_its_share_of_the_time_in_spells():
    one = fault("belt_slipping", "AHU-1", onset="intermittent", duty=0.4)
    hours = [one.severity_at(hour * HOUR_MS) > 0 for hour in range(24 * 365)]
    assert sum(hours) / len(hours) == pytest.approx(0.4, abs=0.03)
    changes = sum(a != b for a, b in pairwise(hours))
    assert 0.3 * len(hours) / 4 < changes < 0.6 * len(hours) / 4


def test_an_intermittent_fault_begins_with_being_there():
    assert all(
        fault("belt_slipping", "AHU-1", name=f"n{number}", onset="intermittent", duty=0.1).severity_at(0)
        for number in range(40)
    )


def test_between_two_spells_a_fault_is_active_still():
    one = fault("belt_slipping", "AHU-1", onset="intermittent", duty=0.3)
    gone = next(hour for hour in range(500) if one.severity_at(hour * HOUR_MS) == 0)
    assert one.active(gone * HOUR_MS)


def test_two_intermittent_faults_come_and_go_apart_but_twins_together():
    one, other, twin = (
        fault("belt_slipping", "AHU-1", name=name, onset="intermittent", duty=0.5)
        for name in ("one", "other", "one~3")
    )
    times = [hour * HOUR_MS for hour in range(0, 2000, 4)]
    assert [one.severity_at(at) for at in times] != [other.severity_at(at) for at in times]
    assert [one.severity_at(at) for at in times] == [twin.severity_at(at) for at in times]


@pytest.mark.parametrize(
    "wrong",
    [{"onset": "slow"}, {"onset": "drifting"}, {"ramp_days": 2.0}, {"onset": "intermittent"}, {"duty": 0.5}],
)
def test_an_onset_that_does_not_fit_its_shape_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match="fault one"):
        fault("belt_slipping", "AHU-1", **wrong)
