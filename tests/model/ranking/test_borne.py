"""What people bear of a symptom is worth to whatever causes it."""

import numpy as np
import pytest

from model.beliefs.belief import Belief
from model.beliefs.evidence import WASTES
from model.ranking.borne import wasted_with_symptoms
from tests.model.believed import believing, judged_of
from tests.model.unlearned import nothing_learned  # noqa: F401

pytestmark = pytest.mark.usefixtures("nothing_learned")
_IN = 0.25


def _suffering(fault: str, waste: str, much: float, **scores: float) -> dict[str, Belief]:
    """Beliefs of ``scores``; so much of a waste, and no other, goes with a fault while people are in."""
    beliefs = believing(**scores)
    for belief in beliefs.values():
        belief.waste[:] = 0.0
        if fault in belief.faults:
            row = belief.faults.index(fault)
            belief.waste_hours[row], belief.present[row] = 48.0, 16.0
            belief.waste[row, :, WASTES.index(waste)] = 16.0 * much
    return beliefs


def _discomfort(beliefs: dict[str, Belief], kind: str, fault: str, waste: str = "discomfort") -> float:
    judged = judged_of(beliefs)
    wasted = wasted_with_symptoms(judged.beliefs.keys(), judged.beliefs, judged.chances, judged.topology, _IN)
    return float(wasted[kind][beliefs[kind].faults.index(fault), 0, WASTES.index(waste)])


def _alone(beliefs: dict[str, Belief], kind: str, fault: str) -> float:
    row = beliefs[kind].faults.index(fault)
    return float(beliefs[kind].wasted(_IN)[row, 0, WASTES.index("discomfort")])


def test_a_valve_that_leaks_is_worth_what_people_bear_in_the_hot_room_behind_it() -> None:
    beliefs = _suffering(
        "zone_too_hot_at_limit", "discomfort", 9.0, zone_reheat_leaking=7.0, zone_too_hot_at_limit=7.0
    )
    hot = _alone(beliefs, "vav_box", "zone_too_hot_at_limit")
    assert hot > 0.0
    assert _alone(beliefs, "vav_box", "zone_reheat_leaking") == 0.0
    assert _discomfort(beliefs, "vav_box", "zone_reheat_leaking") == pytest.approx(hot, rel=0.05)


def test_a_dead_plant_is_worth_what_people_bear_in_the_cold_rooms_that_it_feeds() -> None:
    beliefs = _suffering(
        "zone_too_cold_at_limit", "discomfort", 9.0, boiler_failed=7.0, zone_too_cold_at_limit=7.0
    )
    cold = _alone(beliefs, "vav_box", "zone_too_cold_at_limit")
    assert _discomfort(beliefs, "hot_water_plant", "boiler_failed") >= 0.9 * cold


def test_what_is_hardly_seen_adds_hardly_anything() -> None:
    beliefs = _suffering("zone_too_hot_at_limit", "discomfort", 9.0, zone_reheat_leaking=7.0)
    hot = _alone(beliefs, "vav_box", "zone_too_hot_at_limit")
    assert _discomfort(beliefs, "vav_box", "zone_reheat_leaking") < 0.1 * hot


def test_what_explains_nothing_of_it_gets_nothing_of_it() -> None:
    beliefs = _suffering(
        "zone_too_hot_at_limit", "discomfort", 9.0, zone_too_hot_at_limit=7.0, reheat_coil_fouled=7.0
    )
    assert _discomfort(beliefs, "vav_box", "reheat_coil_fouled") == 0.0


def test_energy_that_a_symptom_wastes_stays_its_own() -> None:
    beliefs = _suffering(
        "zone_too_hot_at_limit", "cooling_w", 900.0, zone_too_hot_at_limit=7.0, zone_reheat_leaking=7.0
    )
    assert _discomfort(beliefs, "vav_box", "zone_reheat_leaking", "cooling_w") == 0.0


def test_nobody_feels_what_a_sensor_would_hide_were_it_wrong() -> None:
    beliefs = _suffering(
        "zone_temperature_sensor_wrong",
        "discomfort",
        9.0,
        box_damper_stuck=7.0,
        zone_temperature_sensor_wrong=7.0,
    )
    assert _discomfort(beliefs, "vav_box", "box_damper_stuck") == 0.0


def test_nothing_that_is_wasted_grows_less() -> None:
    beliefs = _suffering(
        "zone_too_cold_at_limit", "discomfort", 9.0, boiler_failed=5.0, zone_too_cold_at_limit=5.0
    )
    judged = judged_of(beliefs)
    wasted = wasted_with_symptoms(judged.beliefs.keys(), judged.beliefs, judged.chances, judged.topology, _IN)
    assert all(np.all(wasted[kind] >= belief.wasted(_IN)) for kind, belief in beliefs.items())
