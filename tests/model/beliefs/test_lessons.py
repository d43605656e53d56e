"""What always holds of what a customer's answers teach, whatever they are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.beliefs.answers import Answer, Taught, of_customer
from model.beliefs.lessons import LEAST_SURE, MOST_SURE, NO_LESSONS, lessons_of
from model.beliefs.response import People, Response
from model.causes.causes import probabilities
from model.causes.topology import Topology
from model.round import judge
from model.trained.calibration import mistaken_share
from tests.model.believed import NOW_MS, at_random, believing, site_of, whole_building

DAY_MS = 86_400_000
FAULTS = ("heating_valve_leaking", "zone_reheat_leaking", "box_flow_sensor_wrong", "boiler_failed")
BUILDINGS = ("tower", "annex", "school")
KINDS = ("denied", "fixed", "not_fixed", "done")

responses = st.builds(
    Response,
    manager=st.sampled_from(["ada", "ben"]),
    equipment=st.sampled_from(["one", "two", "three"]),
    fault=st.sampled_from(FAULTS),
    kind=st.sampled_from(KINDS),
    at_ms=st.integers(NOW_MS - 200 * DAY_MS, NOW_MS),
    kept=st.floats(0.1, 1.0),
    building=st.sampled_from(BUILDINGS),
    shown=st.floats(0.5, 0.97),
)
told = st.lists(responses, max_size=30)
quickly = settings(max_examples=60, deadline=None)


def chances(answers: list[Answer], building: str = "tower") -> dict[str, np.ndarray]:
    house = whole_building(building)
    judged = judge(site_of(house), house, at_random(3), answers, NOW_MS)
    return {kind: each.probability for kind, each in judged.chances.items()}


def answer(building: str, equipment: str, kind: str, fault: str = FAULTS[0], shown: float = 0.75) -> Answer:
    said = ("dismissed", "not_real") if kind == "denied" else ("done", None)
    found = kind if kind in {"fixed", "not_fixed"} else None
    return Answer("r", "ada", building, equipment, fault, "any", said[0], NOW_MS - DAY_MS, said[1], None,
                  found, shown)  # fmt: skip


answers = st.lists(
    st.builds(
        answer,
        st.sampled_from(BUILDINGS),
        st.sampled_from(["AHU-1", "AHU-2", "VAV-1"]),
        st.sampled_from(KINDS),
        st.sampled_from(FAULTS),
        st.floats(0.5, 0.97),
    ),
    max_size=12,
)


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return all(np.array_equal(one[kind], other[kind]) for kind in one)


def test_without_answers_nothing_changes_to_the_last_bit() -> None:
    beliefs, house = at_random(3), whole_building()
    topology = Topology(house, {kind: belief.equipment for kind, belief in beliefs.items()})
    plain = {kind: each.probability for kind, each in probabilities(beliefs, topology, {}).items()}
    assert same(chances([]), plain)
    assert same(chances([replace(answer("annex", "AHU-1", "done"), said="snoozed")]), plain)
    assert lessons_of([], People()) == NO_LESSONS


@quickly
@given(answers, answers)
def test_answers_of_another_customer_never_matter(own: list[Answer], others: list[Answer]) -> None:
    site = site_of(whole_building("tower"), whole_building("annex"), whole_building("school"))
    foreign = [replace(each, building=f"foreign {each.building}") for each in others]
    assert of_customer([*foreign, *own], site) == tuple(own)


@quickly
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(own: list[Answer], random: object) -> None:
    mixed = list(own)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert same(chances(own), chances(mixed))


@quickly
@given(told, responses, st.sampled_from(["fixed", "done"]))
def test_a_confirmation_never_lowers_its_fault(some: list[Response], more: Response, kind: str) -> None:
    """Neither in any building, but for some thousandths, nor its share of claims that are so."""
    confirmed = replace(more, kind=kind)
    before, after = (lessons_of(each, People.of(each)) for each in (some, [*some, confirmed]))
    for building in (*BUILDINGS, "another"):
        assert after.logit(building, more.fault) >= before.logit(building, more.fault) - 3e-3
    share_before = 1 / (1 + before.mistaken.get(more.fault, mistaken_share(more.fault)))
    assert 1 / (1 + after.mistaken[more.fault]) >= share_before - 3e-3


@quickly
@given(told)
def test_what_is_learned_stays_within_bounds(some: list[Response]) -> None:
    found = lessons_of(some, People.of(some))
    for share in (1 / (1 + mistaken) for mistaken in found.mistaken.values()):
        assert LEAST_SURE - 1e-9 <= share <= MOST_SURE + 1e-9
    logits = [*found.of_building.values(), *found.of_fault.values(), *found.of_group.values(), found.of_all]
    assert max(map(abs, logits)) < 3.5
    assert abs(found.of_all) < 1.5


# As sure as a claim can be that nobody has answered yet.
SUREST = round(1 / (1 + mistaken_share(FAULTS[0])), 2)


def checked(right: int, wrong: int) -> Taught:
    houses = [f"house {at}" for at in range(right + wrong)]
    kinds = ["fixed"] * right + ["denied"] * wrong
    return Taught.by(
        [answer(house, "AHU-1", kind, shown=SUREST) for house, kind in zip(houses, kinds, strict=True)],
        NOW_MS,
    )


def most(taught: Taught, score: float = 7.0) -> float:
    beliefs, house = believing(heating_valve_leaking=score), whole_building()
    judged = judge(site_of(house), house, beliefs, (), NOW_MS, taught=taught)
    row = beliefs["air_handler"].faults.index(FAULTS[0])
    return float(judged.chances["air_handler"].probability[row].max())


def test_repairs_that_the_data_confirm_make_certainty_deserved() -> None:
    unknown, known, always = most(checked(0, 0)), most(checked(16, 4)), most(checked(30, 0))
    assert unknown == pytest.approx(SUREST, abs=0.01)
    assert abs(known - 16 / 20) < 0.5 * abs(unknown - 16 / 20)
    assert always > unknown + 0.02
    assert checked(16, 4).lessons.like(FAULTS[0], known) == (16, 20)


def test_a_rule_that_never_holds_for_a_customer_is_no_longer_shown() -> None:
    assert most(checked(0, 10)) < 0.5


def test_what_was_nothing_on_one_unit_of_a_house_is_doubted_on_its_next() -> None:
    denied = answer("tower", "AHU-9", "denied", shown=SUREST)
    found = answer("tower", "AHU-8", "fixed", shown=SUREST)
    said = ([], [denied], [denied, found], [replace(denied, building="annex")])
    untaught, here, after_a_real_one, elsewhere = (most(Taught.by(each, NOW_MS)) for each in said)
    assert untaught > 0.8
    assert here < 0.5
    assert elsewhere > 0.7
    assert after_a_real_one > 0.7


def test_a_repair_that_did_not_help_hides_no_other_fault_of_the_house() -> None:
    failed = answer("tower", "AHU-9", "not_fixed", shown=SUREST)
    assert most(Taught.by([failed], NOW_MS)) > 0.7


def test_what_was_learned_is_told_as_what_answers_add_and_not_as_readings() -> None:
    beliefs, house = believing(heating_valve_leaking=7.0), whole_building()
    row = beliefs["air_handler"].faults.index(FAULTS[0]), 0
    plain, taught = (
        judge(site_of(house), house, beliefs, (), NOW_MS, taught=each).chances["air_handler"]
        for each in (checked(0, 0), checked(19, 1))
    )
    assert taught.answered[row] > plain.answered[row] + 0.4
    assert taught.untaught[row] == pytest.approx(plain.probability[row], abs=0.01)
    parts = taught.prior + taught.gathered + taught.answered + taught.explained
    assert parts[row] == pytest.approx(np.log(taught.probability[row] / (1 - taught.probability[row])))
