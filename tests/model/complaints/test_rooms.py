"""A room that people complain of is looked at, though none of its faults is believed by name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from math import fsum, log

import numpy as np
import pytest

from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, no_belief
from model.cards.explanation import Teller, explain
from model.catalogue import load_costs
from model.causes.causes import Probabilities
from model.complaints.complaints import Complaint, Told, told_of
from model.faults import FAULTS
from model.ranking.table import table_of
from model.recommendation import Choice, Coverage
from model.round import Judged, judge, look
from model.site.graph import Building, Equipment
from tests.model.believed import NOW_MS, believing, site_of, whole_building
from tests.model.unlearned import nothing_learned  # noqa: F401

pytestmark = pytest.mark.usefixtures("nothing_learned")

_DAY_MS = 86_400_000
_ROOM = "room_complained_of"
_SENSOR = "zone_temperature_sensor_wrong"
_ALL_HEARD = Coverage(10, 10, 60, None, 3, 3)


def complaints(count: int, equipment: str = "FC-1", days: float = 14.0) -> list[Complaint]:
    """So many, spread over the last ``days``."""
    apart = days / max(count, 1)
    return [
        Complaint(f"{equipment} {at}", "tower", equipment, "unsaid", NOW_MS - round(at * apart * _DAY_MS))
        for at in range(count)
    ]


def house(rooms: int = 1, people: float = 10.0) -> Building:
    """Boxes behind one fan, and a fan coil by itself."""
    boxes = tuple(
        Equipment(f"VAV-{at}", "vav_box", f"VAV-{at}", (), fed_by=("AHU-1",), design={"people": people})
        for at in range(rooms)
    )
    coil = Equipment("FC-1", "fan_coil", "FC-1", (), design={"people": people})
    return Building("tower", "Tower", (Equipment("AHU-1", "air_handler", "AHU-1", ()), *boxes, coil))


def unseen(building: Building) -> dict[str, Belief]:
    """Beliefs before any reading."""
    kinds = dict.fromkeys(e.kind for e in building.equipment)
    return {
        kind: no_belief(kind, tuple(e.id for e in building.equipment if e.kind == kind)) for kind in kinds
    }


def judged_with(
    said: Iterable[Complaint],
    building: Building,
    *,
    answers: Iterable[Answer] = (),
    **scores: float,
) -> Judged:
    beliefs = unseen(building)
    for belief in beliefs.values():
        for fault, score in scores.items():
            if fault in belief.faults:
                belief.score[belief.faults.index(fault), 0] = score
    return judge(site_of(building), building, beliefs, tuple(answers), NOW_MS, complaints=tuple(said))


def chance(judged: Judged, fault: str = _ROOM, at: str = "FC-1") -> float:
    kind = judged.topology.by_id[at].kind
    belief, chances = judged.beliefs[kind], judged.chances[kind]
    return float(chances.probability[belief.faults.index(fault), belief.equipment.index(at)])


def shown(judged: Judged, *answers: Answer) -> Choice:
    site = site_of(judged.building)
    return look(
        site.managers[0],
        site,
        [judged],
        before=None,
        answers=answers,
        coverage=_ALL_HEARD,
        outcome=None,
        blind=(),
        now_ms=NOW_MS,
        newest_ms=NOW_MS,
    ).choice


def test_seventeen_complaints_of_one_room_bring_somebody_to_look_at_it() -> None:
    judged = judged_with(complaints(17, days=25), house(people=43.0))
    card = shown(judged).recommendation
    assert card is not None
    assert (card.fault, card.equipment, card.action) == (_ROOM, "FC-1", "visit_room_complained_of")
    assert card.action_kind == "check"
    named = [f.id for f in FAULTS["fan_coil"] if f.id != _ROOM]
    assert max(chance(judged, fault) for fault in named) < 0.5, "no cause is believed by its name"


def test_the_card_says_what_people_said_first_and_its_terms_still_add_up() -> None:
    judged = judged_with(complaints(17, days=25), house(people=43.0))
    site, proposal = site_of(judged.building), next(p for p in judged.proposals if p.fault.id == _ROOM)
    teller = Teller.of(site, judged.building, load_costs(site.tariff))
    card = explain(proposal, None, identifier="r", teller=teller, now_ms=NOW_MS)
    assert "complained of FC-1 17 times since" in card.because
    assert not re.search(
        r"[{}]|\bnan\b|\bNone\b", " ".join([card.because, *card.against, *card.would_change])
    )
    assert card.evidence[0].id == "complaints"
    assert abs(fsum(t.logit for t in card.evidence) - log(card.probability / (1 - card.probability))) < 1e-9
    assert not card.against
    assert proposal.impact.people > 0
    assert proposal.impact.kelvin > 0


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_complaints_may_be_by_chance(count: int) -> None:
    judged = judged_with(complaints(count), house())
    assert chance(judged) == pytest.approx(chance(judged_with((), house())))
    assert shown(judged).recommendation is None


def test_three_within_days_in_a_small_room_are_more_than_chance_and_three_of_last_month_are_not() -> None:
    assert chance(judged_with(complaints(3, days=6), house())) > 0.5
    old = [replace(one, felt_ms=one.felt_ms - 25 * _DAY_MS) for one in complaints(3, days=6)]
    assert chance(judged_with(old, house())) < 0.3


def test_where_many_sit_as_many_complain_by_chance() -> None:
    few, many = (chance(judged_with(complaints(4), house(people=people))) for people in (10.0, 300.0))
    assert many < few / 2


@pytest.mark.parametrize("people", [0.0, 1.0])
def test_however_many_complain_of_however_small_a_room_it_is_no_more_than_likely(people: float) -> None:
    assert 0.8 < chance(judged_with(complaints(2000), house(people=people))) < 0.97


def test_it_takes_nothing_from_the_faults_that_have_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(judged: Judged) -> list[np.ndarray]:
        return [
            np.delete(found.probability, judged.beliefs[kind].faults.index(_ROOM), axis=0)
            if _ROOM in judged.beliefs[kind].faults
            else found.probability
            for kind, found in _sorted(judged)
        ]

    told = complaints(9)
    now = judged_with(told, house(), zone_temperature_sensor_wrong=1.0)
    monkeypatch.setattr("model.complaints.complained.something_felt", lambda *_: 0.0)
    without = judged_with(told, house(), zone_temperature_sensor_wrong=1.0)
    assert chance(now) > 0.5 > chance(without)
    for here, there in zip(named(now), named(without), strict=True):
        np.testing.assert_array_equal(here, there)


def _sorted(judged: Judged) -> list[tuple[str, Probabilities]]:
    return sorted(judged.chances.items())


@pytest.mark.parametrize("cause", [_SENSOR, "fan_coil_fan_failed", "zone_too_cold_at_limit"])
def test_a_cause_that_is_believed_by_name_takes_its_place(cause: str) -> None:
    judged = judged_with(complaints(9), house(), **{cause: 6.0})
    assert chance(judged, cause) > 0.8
    assert chance(judged) < 0.3


def test_rooms_that_complain_together_complain_of_what_feeds_them() -> None:
    building = house(rooms=6)
    said = [one for at in range(6) for one in complaints(4, f"VAV-{at}")]
    judged = judged_with(said, building)
    assert all(chance(judged, at=f"VAV-{at}") < 0.1 for at in range(6))
    row = judged.beliefs["air_handler"].faults.index("fan_failed"), 0
    assert judged.chances["air_handler"].complained[row] > 0


def test_one_room_of_twelve_that_complains_is_that_room_though_another_said_something_once() -> None:
    said = [*complaints(6, "VAV-0"), *complaints(1, "VAV-1"), *complaints(1, "VAV-2")]
    assert chance(judged_with(said, house(rooms=12)), at="VAV-0") > 0.5


def test_a_believed_fault_of_what_feeds_it_explains_the_complaints_of_a_room() -> None:
    said = complaints(6, "VAV-0")
    judged = judged_with(said, house(rooms=2), fan_failed=6.0)
    assert chance(judged, "fan_failed", "AHU-1") > 0.7
    assert chance(judged, at="VAV-0") < 0.1


def test_no_reading_says_anything_of_it() -> None:
    silent = whole_building()
    loud = judge(site_of(silent), silent, believing(zone_reheat_leaking=5.0), (), NOW_MS)
    assert chance(loud, at="VAV-1") < 0.05
    for kind in ("vav_box", "fan_coil", "rooftop_unit"):
        assert next(f for f in FAULTS[kind] if f.id == _ROOM).needs == ()


def test_nobody_replaces_a_sensor_by_guess_before_somebody_looked() -> None:
    judged = judged_with(complaints(17, days=25), house(people=43.0))
    row = next(r for r in range(len(judged.rows)) if judged.rows.key(r, judged.craft)[2] == _ROOM)
    looked = frozenset({(row, judged.craft.action_number["visit_room_complained_of"])})

    def doable(tried: frozenset[tuple[int, int]]) -> set[str]:
        ways = table_of(judged.rows, judged.impacts, judged.craft, tried=tried).ways
        return {
            judged.craft.actions[int(ways.action[way])].id
            for way in range(int(ways.first[row]), int(ways.first[row + 1]))
            if np.isfinite(ways.score[way])
        }

    assert doable(frozenset()) == {"visit_room_complained_of"}
    assert "replace_room_sensor" in doable(looked)


def answer(said: str, reason: str | None = None, fault: str = _ROOM) -> Answer:
    return Answer(
        "r", "ada", "tower", "FC-1", fault, "visit_room_complained_of", said, NOW_MS - _DAY_MS, reason=reason
    )


def test_nobody_is_sent_to_a_room_that_somebody_is_on_the_way_to() -> None:
    judged = judged_with(complaints(9), house())
    choice = shown(judged, answer("accepted", fault="fan_coil_clogged"))
    assert choice.recommendation is None
    assert {c.held_back_by for c in choice.candidates if c.fault == _ROOM} == {"in_work"}


@pytest.mark.parametrize("given", [answer("done"), answer("dismissed", "not_real")], ids=lambda a: a.said)
def test_after_somebody_looked_only_what_is_said_since_counts(given: Answer) -> None:
    before = [replace(one, felt_ms=one.felt_ms - 2 * _DAY_MS) for one in complaints(9)]
    judged = judged_with(before, house(), answers=[given])
    assert judged.felt is not None
    assert not judged.felt.told
    assert chance(judged) < 0.1
    topology = judged.topology
    again = [*before, *complaints(1)]
    assert told_of(again, topology, [given], NOW_MS)["FC-1"].times == 1


def test_what_is_complained_of_after_a_look_that_was_done_starts_anew() -> None:
    since = [replace(one, id=f"again {one.id}") for one in complaints(5, days=0.9)]
    judged = judged_with([*since], house(), answers=[answer("done")])
    assert chance(judged) > 0.5


@pytest.mark.parametrize(
    "given",
    [answer("dismissed", "cannot_now"), answer("dismissed", "not_real", _SENSOR), answer("accepted")],
)
def test_other_answers_leave_the_complaints_as_they_are(given: Answer) -> None:
    before = [replace(one, felt_ms=one.felt_ms - 2 * _DAY_MS) for one in complaints(9)]
    told: Told = told_of(before, judged_with((), house()).topology, [given], NOW_MS)["FC-1"]
    assert told.times == 9
