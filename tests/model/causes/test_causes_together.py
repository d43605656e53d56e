"""Rivals share one whole, many symptoms point to one cause, and the parts of a logit sum to it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.beliefs.belief import Belief, no_belief
from model.catalogue import load_faults
from model.causes import causes
from model.causes.causes import Probabilities, logit, probabilities
from model.causes.topology import Topology
from model.site.graph import Building, Equipment
from tests.model.believed import NOW_MS, at_random, believing, judged_of
from tests.model.unlearned import nothing_learned  # noqa: F401

pytestmark = pytest.mark.usefixtures("nothing_learned")
ROOMS = 40
COLD = "zone_too_cold_at_limit"


def chance(chances: Mapping[str, Probabilities], beliefs: Mapping[str, Belief], fault: str) -> np.ndarray:
    kind = next(kind for kind, belief in beliefs.items() if fault in belief.faults)
    return chances[kind].probability[beliefs[kind].faults.index(fault)]


@pytest.fixture
def _rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two faults of an air handler that explain the same symptoms."""
    facts = dict(load_faults())
    for fault in ("heating_valve_leaking", "supply_air_temperature_sensor_wrong"):
        facts[fault] = replace(facts[fault], rivals="warm air", leans_on=(), explained_by=())
    monkeypatch.setattr(causes, "load_faults", lambda: facts)
    causes._knowledge.cache_clear()
    yield
    causes._knowledge.cache_clear()


@pytest.mark.usefixtures("_rivals")
def test_rivals_share_one_whole() -> None:
    scores = {"heating_valve_leaking": 6.5, "supply_air_temperature_sensor_wrong": 6.5}
    judged = judged_of(believing(**scores))
    p = [float(chance(judged.chances, judged.beliefs, fault)[0]) for fault in scores]
    assert 0.8 < sum(p) < 1.0


@pytest.mark.usefixtures("_rivals")
def test_a_rival_with_no_evidence_takes_little_from_the_other() -> None:
    judged = judged_of(believing(heating_valve_leaking=6.0, supply_air_temperature_sensor_wrong=-2.0))
    assert chance(judged.chances, judged.beliefs, "heating_valve_leaking")[0] > 0.85


@given(st.integers(0, 40))
def test_the_parts_sum_to_the_logit_and_what_can_be_wrong_to_no_more_than_one(seed: int) -> None:
    for chances in judged_of(at_random(seed)).chances.values():
        parts = chances.prior + chances.gathered + chances.answered + chances.explained
        np.testing.assert_allclose(parts, logit(chances.probability), atol=1e-12)
        assert (chances.shared <= 1e-9).all()
        whole = chances.healthy + chances.something_else
        assert ((whole >= 0) & (whole <= 1)).all()
        assert (chances.healthy <= 1 - chances.probability.max(axis=0) + 1e-9).all()


def rooms_on_a_plant(cold: int, rooms: int = ROOMS, plant: float = 0.0) -> tuple[dict[str, Belief], Topology]:
    """Rooms of which some are cold at the limit, all heated by one plant that says ``plant`` of itself."""
    boxes = tuple(f"VAV-{number}" for number in range(rooms))
    beliefs = {
        "vav_box": no_belief("vav_box", boxes),
        "hot_water_plant": no_belief("hot_water_plant", ("HW-1",)),
    }
    beliefs["vav_box"].judged_ms[:] = NOW_MS
    row = beliefs["vav_box"].faults.index(COLD)
    beliefs["vav_box"].score[row] = np.where(np.arange(rooms) < cold, 6.0, -2.0)
    beliefs["hot_water_plant"].score[beliefs["hot_water_plant"].faults.index("hot_water_supply_short")] = (
        plant
    )
    pieces = (
        Equipment(id="HW-1", kind="hot_water_plant", name="HW-1"),
        *(Equipment(id=box, kind="vav_box", name=box, fed_by=("HW-1",)) for box in boxes),
    )
    topology = Topology(Building("tower", "Tower", pieces), {k: b.equipment for k, b in beliefs.items()})
    return beliefs, topology


def test_one_cold_room_of_forty_is_its_own_fault() -> None:
    beliefs, topology = rooms_on_a_plant(1)
    assert chance(probabilities(beliefs, topology, {}), beliefs, COLD)[0] > 0.8


def test_a_few_cold_rooms_of_four_hundred_are_faults_of_their_own() -> None:
    beliefs, topology = rooms_on_a_plant(5, rooms=400)
    cold = chance(probabilities(beliefs, topology, {}), beliefs, COLD)[:5]
    assert cold.min() > 0.8


def test_forty_cold_rooms_are_not_forty_faults_and_point_to_the_plant() -> None:
    beliefs, topology = rooms_on_a_plant(ROOMS)
    chances = probabilities(beliefs, topology, {})
    assert chance(chances, beliefs, COLD).max() < 0.2
    lone, where = rooms_on_a_plant(0)
    before = chance(probabilities(lone, where, {}), lone, "hot_water_supply_short")[0]
    assert chance(chances, beliefs, "hot_water_supply_short")[0] > 5 * before


def test_a_plant_that_hints_at_it_and_cold_rooms_everywhere_is_believed() -> None:
    hint, topology = rooms_on_a_plant(ROOMS, plant=2.0)
    assert chance(probabilities(hint, topology, {}), hint, "hot_water_supply_short")[0] > 0.5
    alone, topology = rooms_on_a_plant(1, plant=2.0)
    assert chance(probabilities(alone, topology, {}), alone, "hot_water_supply_short")[0] < 0.4


def test_a_plant_that_works_is_not_blamed_for_cold_rooms() -> None:
    beliefs, topology = rooms_on_a_plant(ROOMS, plant=-2.5)
    assert chance(probabilities(beliefs, topology, {}), beliefs, "hot_water_supply_short")[0] < 0.3


def test_what_is_odd_and_fits_no_fault_is_something_else() -> None:
    beliefs = believing()
    beliefs["air_handler"].unusual[:] = 4.5
    odd = judged_of(beliefs).chances["air_handler"]
    usual = judged_of(believing()).chances["air_handler"]
    assert odd.something_else[0] > 5 * usual.something_else[0]
    assert odd.healthy[0] < usual.healthy[0]


def test_a_fault_that_fits_leaves_little_for_something_else() -> None:
    beliefs = believing(heating_valve_leaking=7.0)
    beliefs["air_handler"].unusual[:] = 4.5
    known = judged_of(beliefs).chances["air_handler"].something_else[0]
    beliefs = believing()
    beliefs["air_handler"].unusual[:] = 4.5
    assert known < 0.2 * judged_of(beliefs).chances["air_handler"].something_else[0]


@pytest.mark.parametrize("dead", ["HW-1", "HW-2"])
def test_any_of_several_plants_behind_a_room_may_be_its_cause(dead: str) -> None:
    plants = ("HW-1", "HW-2")
    beliefs = {
        "vav_box": no_belief("vav_box", ("VAV-1",)),
        "hot_water_plant": no_belief("hot_water_plant", plants),
    }
    for kind, fault, column in (
        ("vav_box", COLD, 0),
        ("hot_water_plant", "hot_water_pump_failed", plants.index(dead)),
    ):
        beliefs[kind].judged_ms[:] = NOW_MS
        beliefs[kind].score[beliefs[kind].faults.index(fault), column] = 6.0
    pieces = (
        *(Equipment(id=plant, kind="hot_water_plant", name=plant) for plant in plants),
        Equipment(id="VAV-1", kind="vav_box", name="VAV-1", fed_by=plants),
    )
    topology = Topology(Building("tower", "Tower", pieces), {k: b.equipment for k, b in beliefs.items()})
    assert chance(probabilities(beliefs, topology, {}), beliefs, COLD)[0] < 0.3
