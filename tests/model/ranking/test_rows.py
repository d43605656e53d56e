"""What a row costs that no reading has told yet."""

from model.beliefs.belief import no_belief
from model.beliefs.evidence import WASTES
from model.catalogue import load_costs
from model.ranking.craft import craft_of
from model.round import judge
from model.site.graph import Building, Equipment, Point
from tests.model.believed import NOW_MS, believing, judged_of, site_of

_DISCOMFORT = WASTES.index("discomfort")


def _felt(
    fault: str, *, hours: float, present: float = 0.0, score: float = 4.0, outdoor_c: float = float("nan")
) -> float:
    """People x kelvin of a fault whose waste of nothing was seen for so many hours, some with people in."""
    beliefs = believing(**{fault: score})
    for belief in beliefs.values():
        belief.waste[:] = 0.0
        belief.waste_hours[:], belief.present[:] = hours, present
    judged = judged_of(beliefs, outdoor_c=outdoor_c)
    craft = craft_of(load_costs({}))
    [row] = [at for at in range(len(judged.rows)) if judged.rows.key(at, craft)[2] == fault]
    return float(judged.rows.waste[row, _DISCOMFORT])


def test_a_boiler_that_failed_by_night_is_felt_before_anybody_is_in() -> None:
    assert _felt("boiler_failed", hours=6.0) > _felt("boiler_failed", hours=18.0, present=5.0) > 0.0


def test_a_weekend_without_anybody_says_nothing_of_what_is_felt_on_monday() -> None:
    assert _felt("boiler_failed", hours=60.0) > 0.9 * _felt("boiler_failed", hours=6.0)


def test_a_boiler_that_failed_is_felt_in_the_cold_and_a_chiller_in_the_heat() -> None:
    cold, usual, warm = (_felt("boiler_failed", hours=6.0, outdoor_c=at) for at in (-5.0, 8.0, 20.0))
    assert cold > 2 * usual > 4 * warm > 0.0
    hot, mild = (_felt("chiller_failed", hours=6.0, outdoor_c=at) for at in (30.0, 12.0))
    assert hot > 5 * mild > 0.0


def test_a_fan_that_stands_is_felt_in_the_cold_and_in_the_heat() -> None:
    cold, mild, hot = (_felt("fan_failed", hours=6.0, outdoor_c=at) for at in (-5.0, 15.0, 30.0))
    assert min(cold, hot) > 2 * mild


def test_after_a_working_day_the_readings_alone_say_what_is_felt() -> None:
    assert _felt("boiler_failed", hours=30.0, present=10.0) == 0.0


def test_what_wastes_energy_is_not_taken_to_be_felt() -> None:
    assert _felt("heating_valve_leaking", hours=6.0) == 0.0


def test_a_supply_sensor_that_reads_what_cannot_be_is_felt_and_one_that_fell_silent_less() -> None:
    lies, silent = _felt("sensor_out_of_range", hours=30.0), _felt("sensor_stale", hours=30.0)
    assert lies > 3 * silent > 0.0
    assert _felt("sensor_noisy", hours=30.0) == 0.0


def _standing_still(kind: str, role: str) -> float:
    """People x kelvin of a sensor that stands still, and of which no reading has told what it does."""
    unit = Equipment("U-1", kind, "U-1", (Point("p", role),), design={"people": 10.0})
    building = Building("tower", "Tower", (unit,))
    belief = no_belief("sensor", (f"U-1/{role}",))
    belief.score[belief.faults.index("sensor_flat")] = 5.0
    judged = judge(site_of(building), building, {"sensor": belief}, (), NOW_MS)
    return float(judged.rows.waste[:, _DISCOMFORT].max())


def test_a_box_that_does_not_feel_its_flow_is_felt_as_its_damper_has_nothing_to_go_by() -> None:
    room, flow = (_standing_still("vav_box", role) for role in ("zone_air_temperature", "discharge_air_flow"))
    assert room > flow > 0.0
    assert _standing_still("vav_box", "discharge_air_temperature") == 0.0


def test_a_fan_that_does_not_feel_its_pressure_is_felt_and_one_whose_return_air_nobody_knows_is_not() -> None:
    assert _standing_still("air_handler", "supply_air_static_pressure") > 0.0
    assert _standing_still("air_handler", "return_air_temperature") == 0.0
