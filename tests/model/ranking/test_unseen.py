"""What it is worth to hear from a silent building or controller again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from model.catalogue import load_costs
from model.causes.topology import Topology
from model.frames.places import whole_building as as_equipment
from model.ranking.unseen import unseen_per_day
from model.site.graph import Building, Equipment, Point
from model.site.roles import ROLES
from tests.model.believed import believing, judged_of, whole_building

COSTS = load_costs({})


def _of(building: Building) -> float:
    return unseen_per_day(as_equipment(building), building, COSTS)


def test_a_silent_building_hides_what_its_points_would_show() -> None:
    assert _of(whole_building()) > 1.0


def test_points_that_are_not_described_hide_nothing() -> None:
    bare = replace(
        whole_building(), equipment=tuple(replace(e, points=()) for e in whole_building().equipment)
    )
    assert _of(bare) == 0.0


def test_points_never_heard_count_as_described() -> None:
    told = whole_building()
    never = replace(told, equipment=tuple(replace(e, points=(), unheard=e.points) for e in told.equipment))
    assert _of(never) == pytest.approx(_of(told))


def test_a_silent_building_of_many_people_comes_before_a_small_repair() -> None:
    few, many = (_of(replace(whole_building(), people=number)) for number in (10.0, 1000.0))
    assert many > 30.0
    assert few < 0.1 * many


def test_a_silent_meter_hides_nothing_that_people_feel() -> None:
    counts = replace(
        whole_building(),
        equipment=tuple(e for e in whole_building().equipment if e.kind == "electricity_meter"),
    )
    assert _of(replace(counts, people=1000.0)) == pytest.approx(_of(replace(counts, people=10.0)))


def test_what_may_be_the_doing_of_another_fault_is_not_counted_twice() -> None:
    """A room too cold behind a fan coil whose fan stands is one thing that people feel."""
    building = whole_building()
    coils = tuple(e for e in building.equipment if e.kind == "fan_coil")
    [coil] = coils
    blind = replace(
        coil, points=tuple(p for p in coil.points if p.role not in {"fan_command", "fan_status", "fan_speed"})
    )
    fan, bare = (_of(replace(building, people=400.0, equipment=(each,))) for each in (coil, blind))
    assert bare < 0.7 * fan


def test_a_controller_hides_no_more_than_what_it_controls() -> None:
    building = whole_building()
    box = Equipment("box controller", "controller", "box controller", fed_by=("VAV-1",))
    both = Equipment("floor controller", "controller", "floor controller", fed_by=("VAV-1", "AHU-1"))
    one, more = (unseen_per_day(each, building, COSTS) for each in (box, both))
    assert 0.0 < one < more < _of(building)


def test_a_building_that_fell_silent_is_worth_a_restart_of_its_gateway() -> None:
    judged = judged_of(believing(gateway_offline=7.0))
    [silent] = [each for each in judged.proposals if each.fault.id == "gateway_offline"]
    assert dict(silent.impact.by_consequence)["blindness"] > 1.0
    assert silent.score > 0.0


def test_what_talks_hides_nothing() -> None:
    judged = judged_of(believing(fan_failed=7.0))
    [fan] = [each for each in judged.proposals if each.fault.id == "fan_failed"]
    assert "blindness" not in dict(fan.impact.by_consequence)


def _behind_controllers(device: Callable[[str], str]) -> Building:
    """A plant, an air handler and forty boxes, each behind a controller of its own."""

    def unit(identifier: str, kind: str, fed_by: tuple[str, ...] = ()) -> Equipment:
        roles = [role for role in ROLES.values() if kind in role.kinds]
        points = tuple(Point(f"{device(identifier)}/{identifier}-{role.id}", role.id) for role in roles)
        return Equipment(identifier, kind, identifier, points, fed_by)

    boxes = (unit(f"VAV-{number}", "vav_box", ("AHU", "HW")) for number in range(40))
    units = unit("HW", "hot_water_plant"), unit("AHU", "air_handler", ("HW",)), *boxes
    return Building("tower", "Tower", units)


@pytest.mark.parametrize("unit", ["HW", "AHU", "VAV-0"])
def test_a_silent_controller_hides_the_same_whatever_it_is_called(unit: str) -> None:
    alike, apart = _behind_controllers(lambda name: name), _behind_controllers(lambda name: f"DDC {name}")
    of_alike = Topology(alike, {}).owner_of("controller", unit)
    of_apart = Topology(apart, {}).owner_of("controller", f"DDC {unit}")
    assert of_alike.kind == of_apart.kind == "controller"
    assert unseen_per_day(of_alike, alike, COSTS) == unseen_per_day(of_apart, apart, COSTS) > 0.0
