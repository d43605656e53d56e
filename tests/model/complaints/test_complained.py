"""People tell of what no reading shows; what is explained already, or by chance, they tell little of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import fsum, log

import numpy as np
import pytest

from model.beliefs.belief import Belief, no_belief
from model.cards.explanation import Teller, explain
from model.catalogue import CatalogueError, load_costs, load_faults
from model.complaints.complained import felt_of
from model.complaints.complaints import Complaint
from model.faults import FAULTS
from model.frames.site_time import iso
from model.recommendation import Recommendation
from model.round import Judged, judge
from model.site.graph import Building, Equipment
from tests.model.believed import NOW_MS, believing, proposal_of, site_of, whole_building
from tests.model.unlearned import nothing_learned  # noqa: F401

pytestmark = pytest.mark.usefixtures("nothing_learned")

_DAY_MS = 86_400_000
_SENSOR = "zone_temperature_sensor_wrong"


def complaints(count: int, equipment: str = "VAV-1", felt: str = "unsaid") -> list[Complaint]:
    return [
        Complaint(f"{equipment} {at}", "tower", equipment, felt, NOW_MS - at * _DAY_MS // 2)
        for at in range(count)
    ]


def judged_with(said: Sequence[Complaint], *, people: float = 40.0, **scores: float) -> Judged:
    building = replace(whole_building(), people=people)
    return judge(site_of(building), building, _cleared(**scores), (), NOW_MS, complaints=said)


def _cleared(**scores: float) -> dict[str, Belief]:
    """Beliefs in which readings clear everything but what is named, and room sensors."""
    untold = {_SENSOR, "thermostat_in_draught"}
    silent = {fault.id: -2.5 for kind in FAULTS for fault in FAULTS[kind] if fault.id not in untold}
    return believing(**silent | scores)


def probability(judged: Judged, fault: str, kind: str = "vav_box") -> float:
    belief = judged.beliefs[kind]
    return float(judged.chances[kind].probability[belief.faults.index(fault), 0])


def test_a_room_of_which_people_complain_again_and_again_has_a_sensor_that_lies() -> None:
    found = [probability(judged_with(complaints(count)), _SENSOR) for count in range(6)]
    assert found == sorted(found)
    assert found[0] < 0.05
    assert found[1] < 0.5, "one complaint alone may be by chance"
    assert found[4] > 5 * found[0]


def test_another_room_is_not_complained_of() -> None:
    alone, beside = judged_with(()), judged_with(complaints(5))
    assert probability(beside, _SENSOR, "fan_coil") == probability(alone, _SENSOR, "fan_coil")


def test_what_readings_show_already_explains_the_complaints() -> None:
    alone = probability(judged_with(complaints(4)), _SENSOR)
    explained = probability(judged_with(complaints(4), zone_reheat_stuck_closed=7.0), _SENSOR)
    assert explained < alone / 3


def test_a_dead_plant_explains_them_too() -> None:
    explained = judged_with(complaints(4), hot_water_supply_short=7.0)
    assert probability(explained, _SENSOR) < probability(judged_with(complaints(4)), _SENSOR) / 3


def test_who_is_cold_tells_nothing_of_stale_air_and_who_says_nothing_tells_of_both() -> None:
    stale = "room_air_stale"
    assert felt_of(stale)[1] == {"stuffy"} or "stuffy" in felt_of(stale)[1]

    def gained(felt: str) -> float:
        judged = judged_with(complaints(3, felt=felt), room_air_stale=0.0)
        row = judged.beliefs["vav_box"].faults.index(stale), 0
        return float(judged.chances["vav_box"].complained[row])

    assert gained("cold") == 0.0
    assert gained("stuffy") > 0.5
    assert gained("unsaid") > 0.5


def test_nobody_feels_a_meter_or_a_gateway() -> None:
    judged = judged_with(complaints(5))
    for kind in ("electricity_meter", "lighting", "building", "controller"):
        assert not np.any(judged.chances[kind].complained)


@pytest.mark.parametrize("fault", sorted(load_faults()))
def test_every_fault_is_felt_somehow_or_not_at_all(fault: str) -> None:
    surely, felt = felt_of(fault)
    assert (surely > 0) == bool(felt)
    assert felt <= {"cold", "hot", "stuffy"}


def explained(judged: Judged, fault: str) -> Recommendation:
    site = site_of(judged.building)
    return explain(
        proposal_of(fault, judged),
        None,
        identifier="r",
        teller=Teller.of(site, judged.building, load_costs(site.tariff)),
        now_ms=NOW_MS,
    )


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Somebody complained of VAV-1 on"), (6, "VAV-1 6 times since")]
)
def test_the_card_says_who_told_and_its_terms_still_add_up(count: int, words: str) -> None:
    # Three people in each of its three rooms.
    found = explained(judged_with(complaints(count), people=9.0), _SENSOR)
    assert words in found.because
    assert not re.search(r"[{}]|\bnan\b|\bNone\b", found.because)
    assert found.since <= iso(NOW_MS)
    terms = {term.id: term.logit for term in found.evidence}
    assert terms["complaints"] > 0.5
    p = found.probability
    assert abs(fsum(terms.values()) - log(p / (1 - p))) <= 1e-12


def test_people_who_say_it_are_counted_in_what_it_costs() -> None:
    told = proposal_of(_SENSOR, judged_with(complaints(6)))
    assert told.impact.people > 0
    assert told.impact.kelvin > 0


def test_what_readings_show_is_told_by_them_and_not_by_the_people() -> None:
    believed = believing(zone_reheat_stuck_closed=6.0)
    building = whole_building()
    judged = judge(site_of(building), building, believed, (), NOW_MS, complaints=complaints(3))
    assert "complained" not in explained(judged, "zone_reheat_stuck_closed").because


def test_many_rooms_of_one_machine_tell_of_the_machine() -> None:
    boxes = tuple(
        Equipment(f"VAV-{at}", "vav_box", f"VAV-{at}", (), fed_by=("AHU-1",), design={"people": 5.0})
        for at in range(12)
    )
    fan = Equipment("AHU-1", "air_handler", "AHU-1", ())
    house = Building("tower", "Tower", (fan, *boxes))
    beliefs = {
        "air_handler": no_belief("air_handler", ("AHU-1",)),
        "vav_box": no_belief("vav_box", tuple(box.id for box in boxes)),
    }

    def gained(said: list[Complaint]) -> float:
        judged = judge(site_of(house), house, beliefs, (), NOW_MS, complaints=said)
        row = beliefs["air_handler"].faults.index("fan_failed"), 0
        return float(judged.chances["air_handler"].complained[row])

    assert gained(complaints(9, "VAV-3")) == 0.0, "one room is one room, however often it complains"
    assert gained([c for at in range(10) for c in complaints(2, f"VAV-{at}")]) > 0.5


_RATES = ["complaints_by_chance_per_person_day", "complaints_of_fault_per_person_day"]


@pytest.mark.parametrize("rate", [1e-5, 1.0])
@pytest.mark.parametrize("name", _RATES)
def test_however_seldom_or_often_people_are_held_to_complain_all_is_judged(name: str, rate: float) -> None:
    building = whole_building()
    site = replace(site_of(building), tariff={name: rate})
    for count in (1, 100):
        judged = judge(site, building, _cleared(), (), NOW_MS, complaints=complaints(count))
        assert all(np.isfinite(each.probability).all() for each in judged.chances.values())


@pytest.mark.parametrize("name", _RATES)
def test_that_nobody_ever_complains_is_no_price_that_can_be_set(name: str) -> None:
    with pytest.raises(CatalogueError, match=name):
        load_costs({name: 0.0})
