"""The history that a manager reads, and its totals."""

from dataclasses import replace

from store.ledger import Ledger
from tests.store.looks import RECOMMENDATION, found, look, said


def test_history_pages_newest_first_without_gap_or_repeat(ledger: Ledger) -> None:
    for number, shown_ms in enumerate((10, 20, 20, 30, 40)):
        ledger.record_choice("maria", shown_ms, look(RECOMMENDATION | {"id": f"r{number}"}))

    pages, before = [], None
    while page := ledger.history("maria", 2, before):
        pages.append([entry.recommendation for entry in page])
        before = (page[-1].shown_ms, page[-1].recommendation)

    assert pages == [["r4", "r3"], ["r2", "r1"], ["r0"]]


def test_history_is_as_first_shown_with_all_answers_and_the_newest_outcome(shown: Ledger) -> None:
    shown.record_choice("maria", 60, look(RECOMMENDATION | {"probability": 0.99}))
    shown.record_answer(said("a1", "snoozed", 100))
    shown.record_answer(said("a2", "done", 110))
    shown.record_outcome(found("not_fixed", 200))
    shown.record_outcome(found("fixed", 300))

    [entry] = shown.history("maria", 10)
    assert entry.document["probability"] == 0.95
    assert [answer.said for answer in entry.answers] == ["snoozed", "done"]
    assert entry.outcome == found("fixed", 300)


def test_history_and_totals_leave_out_buildings_that_are_not_asked_for(shown: Ledger) -> None:
    assert shown.history("maria", 10, buildings=["mill"]) == []
    assert shown.totals("maria", ["mill"]).shown == 0
    assert shown.totals("maria", ["tower", "mill"]).shown == 1
    assert shown.history("jonas", 10) == []


def test_totals_count_each_recommendation_once_by_its_newest_outcome(ledger: Ledger) -> None:
    stories = {
        "r1": (["accepted", "done"], ["not_fixed", "fixed"]),
        "r2": (["done"], ["not_fixed"]),
        "r3": (["dismissed"], ["fixed"]),
        "r4": (["handed_over"], ["cannot_tell"]),
        "r5": ([], []),
    }
    for id_, (answers, outcomes) in stories.items():
        ledger.record_choice("maria", 50, look(RECOMMENDATION | {"id": id_}))
        for number, word in enumerate(answers):
            answer = said(f"{id_}-{number}", word, 100 + number)
            ledger.record_answer(replace(answer, recommendation=id_))
        for number, what in enumerate(outcomes):
            ledger.record_outcome(replace(found(what, 200 + number), recommendation=id_))

    totals = ledger.totals("maria")
    assert (totals.shown, totals.taken_on) == (5, 3)
    assert (totals.fixed, totals.not_fixed, totals.cannot_tell) == (2, 1, 1)
    assert totals.trusted == 1
    assert totals.saving_per_day == {"USD": 88.0}


def test_a_fix_that_saves_no_money_counts_as_fixed(shown: Ledger) -> None:
    shown.record_outcome(found("fixed", likely=None))

    totals = shown.totals("maria")
    assert (totals.fixed, totals.saving_per_day) == (1, {})
