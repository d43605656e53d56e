"""What people feel is kept once, whoever sends it how often."""

from dataclasses import replace

import pytest

from store.complaints import ComplaintRecord, Complaints
from store.database import Database
from store.ledger_records import ConflictError

COLD = ComplaintRecord("c1", "maria", "tower", "VAV-1", "cold", 100, 200, "Süd, 3. OG")


@pytest.fixture
def complaints(database: Database) -> Complaints:
    return Complaints(database)


def test_a_complaint_comes_back_with_everything_that_was_said(complaints: Complaints) -> None:
    assert complaints.record(COLD) is None
    assert complaints.since(0) == [COLD]


def test_the_same_complaint_again_is_one_row_with_its_first_time(complaints: Complaints) -> None:
    complaints.record(COLD)

    assert complaints.record(replace(COLD, heard_ms=500)) == COLD
    assert complaints.since(0) == [COLD]


def test_one_that_is_felt_as_it_is_heard_is_the_same_when_it_is_sent_later(complaints: Complaints) -> None:
    now = replace(COLD, felt_ms=200)
    complaints.record(now)

    assert complaints.record(replace(COLD, felt_ms=900, heard_ms=900)) == now
    assert complaints.record(replace(COLD, felt_ms=200, heard_ms=900)) == now


@pytest.mark.parametrize("other", [{"felt": "hot"}, {"felt_ms": 101}, {"note": None}, {"manager": "jonas"}])
def test_the_same_id_with_other_content_is_a_conflict(
    complaints: Complaints, other: dict[str, object]
) -> None:
    complaints.record(COLD)

    with pytest.raises(ConflictError, match="c1 was already recorded"):
        complaints.record(replace(COLD, **other))  # type: ignore[arg-type]
    assert complaints.since(0) == [COLD]


def test_those_felt_since_come_oldest_first_whenever_they_were_heard(complaints: Complaints) -> None:
    for id_, felt_ms in (("c3", 300), ("c0", 99), ("c1", 100), ("c2", 300)):
        complaints.record(replace(COLD, complaint=id_, felt_ms=felt_ms, heard_ms=1000 - felt_ms))

    assert [each.complaint for each in complaints.since(100)] == ["c1", "c2", "c3"]


def test_a_manager_has_those_that_she_handed_on(complaints: Complaints) -> None:
    complaints.record(COLD)
    complaints.record(replace(COLD, complaint="c2", manager="jonas"))

    assert complaints.of_manager("maria", 100) == [COLD]
    assert complaints.of_manager("maria", 101) == []
