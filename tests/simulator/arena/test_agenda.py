from simulator.arena.agenda import sure
from simulator.buildings.devices import list_devices
from simulator.buildings.draw import draw_plans
from simulator.faults import Chance, Scenario
from simulator.layout import Layout
from simulator.people.grounds import roles_of
from tests.simulator.arena.fakes import DAY_MS, START

PLANS = draw_plans(5, 4)
PLACES = list_devices(PLANS, Layout.of([plan.shape for plan in PLANS]))


def agenda(days: int, start_ms: int = START) -> Scenario:
    return sure(Scenario(mean_gap_days=5.0, oddities=False), PLANS, PLACES, start_ms, days)


def test_what_chance_would_bring_is_a_list_that_nothing_changes():
    scenario = agenda(40)
    assert len(scenario.first) > 8
    assert (scenario.intensity, scenario.mean_gap_days, scenario.oddities) == (0.0, None, False)
    arisen = Chance(scenario, PLANS, PLACES, START).until(START + 40 * DAY_MS, [])
    broken = Chance(scenario, PLANS, PLACES, START).until(START + 40 * DAY_MS, arisen)
    assert broken == arisen
    assert [each.onset_ms - START for each in arisen] == [each.onset_ms for each in scenario.first]


def test_a_longer_run_begins_as_a_shorter_one():
    short, long = agenda(20).first, agenda(40).first
    assert long[: len(short)] == short


def test_sensors_have_the_roles_that_the_model_knows_them_by():
    roles = roles_of(PLACES)
    box = next(each for each in PLACES if each.kind == "vav_box" and "readings.zone_air" in each.paths)
    assert roles[box.building, box.id, "readings.zone_air"] == "zone_air_temperature"
    assert None not in roles.values()
