"""What was learned of rules that do not hold takes from certainty, and from nothing else."""

from collections.abc import Iterator

import numpy as np
import pytest

from model.causes import causes
from model.causes.causes import logit, probabilities
from tests.model.believed import at_random, believing, judged_of
from tests.model.causes.test_causes_together import COLD, chance, rooms_on_a_plant


@pytest.fixture(autouse=True)
def _often_mistaken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It was learned that for each one with a fault another shows it for good without having it."""
    monkeypatch.setattr(causes, "mistaken_share", lambda _: 0.5)
    monkeypatch.setattr(causes, "claim_slope", lambda: 1.0)
    causes._knowledge.cache_clear()
    yield
    causes._knowledge.cache_clear()


def test_what_was_learned_takes_from_certainty_and_not_from_the_first_sight() -> None:
    sure, hint = (
        judged_of(believing(heating_valve_leaking=score)).chances["air_handler"] for score in (7.0, 2.0)
    )
    assert 0.6 < sure.probability.max() < 0.7
    assert hint.gathered.max() == pytest.approx(2.0, abs=0.1)


def test_what_stands_behind_a_signature_explains_symptoms_as_before() -> None:
    beliefs, topology = rooms_on_a_plant(1, plant=7.0)
    chances = probabilities(beliefs, topology, {})
    assert chance(chances, beliefs, "hot_water_supply_short")[0] < 0.7
    assert chance(chances, beliefs, COLD).max() < 0.2


def test_the_parts_still_sum_to_the_logit() -> None:
    for seed in range(5):
        for chances in judged_of(at_random(seed)).chances.values():
            parts = chances.prior + chances.gathered + chances.answered + chances.explained
            np.testing.assert_allclose(parts, logit(chances.probability), atol=1e-9)
            assert (chances.probability < 0.7).all()


def test_what_is_over_the_floor_is_surer_and_what_is_under_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    beliefs = [judged_of(believing(heating_valve_leaking=score)) for score in (2.0, 4.0)]
    monkeypatch.setattr(causes, "claim_slope", lambda: 2.0)
    causes._knowledge.cache_clear()
    steeper = [judged_of(believing(heating_valve_leaking=score)) for score in (2.0, 4.0)]
    (under, over), (same, surer) = (
        [judged.chances["air_handler"].probability.max() for judged in each] for each in (beliefs, steeper)
    )
    assert (same, under < 0.5) == (under, True)
    assert 0.5 < over < surer < 2 / 3


def test_a_claim_that_answers_bring_over_the_floor_is_as_sure_as_one_that_its_hours_bring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def held(score: float, lesson: float) -> tuple[float, float]:
        beliefs = believing(heating_valve_leaking=score)
        air_handler = beliefs["air_handler"]
        lessons = {"air_handler": np.full(air_handler.score.shape, lesson)}
        topology = judged_of(beliefs).topology
        chances = probabilities(beliefs, topology, lessons, lessons=lessons)["air_handler"]
        at = air_handler.faults.index("heating_valve_leaking"), 0
        parts = chances.prior + chances.gathered + chances.answered + chances.explained
        np.testing.assert_allclose(parts, logit(chances.probability), atol=1e-9)
        return float(chances.probability[at]), float(chances.untaught[at])

    monkeypatch.setattr(causes, "mistaken_share", lambda _: 0.05)
    causes._knowledge.cache_clear()
    plain = {lesson: held(2.5, lesson) for lesson in (-1.0, 0.0, 1.0)}
    monkeypatch.setattr(causes, "claim_slope", lambda: 2.0)
    causes._knowledge.cache_clear()
    steep = {lesson: held(2.5, lesson) for lesson in (-1.0, 0.0, 1.0)}

    assert plain[0.0][0] < 0.5 < plain[1.0][0] < steep[1.0][0], "taught over the floor"
    assert steep[1.0][1] == plain[1.0][1] < 0.5, "by its hours alone it stays under it"
    assert [steep[lesson] for lesson in (-1.0, 0.0)] == [plain[lesson] for lesson in (-1.0, 0.0)]
