"""What all of a kind show alike is the way of the house; what one of many shows is its own."""

import numpy as np
import pytest

from model.beliefs.belief import Belief, no_belief
from model.catalogue import load_faults
from model.causes.alike import alike
from model.causes.topology import Topology
from model.frames.windows import Floats
from model.site.graph import Building, Equipment
from tests.model.believed import NOW_MS

NIGHT = "fan_running_unoccupied"


def units(shown: list[float]) -> tuple[dict[str, Belief], dict[str, Floats], Topology]:
    """Air handlers of a building, each with its own probability of running at night."""
    names = tuple(f"AHU-{number}" for number in range(len(shown)))
    belief = no_belief("air_handler", names)
    belief.judged_ms[:] = NOW_MS
    p = np.full(belief.score.shape, 0.01)
    p[belief.faults.index(NIGHT)] = shown
    pieces = tuple(Equipment(id=name, kind="air_handler", name=name) for name in names)
    building = Building(id="house", name="House", equipment=pieces)
    return {"air_handler": belief}, {"air_handler": p}, Topology(building, {"air_handler": names})


def chance(shown: list[float]) -> Floats:
    beliefs, p, topology = units(shown)
    found = alike(beliefs, p, topology)
    none = np.zeros(p["air_handler"].shape)
    return found.get("air_handler", none)[beliefs["air_handler"].faults.index(NIGHT)]


def test_all_units_of_a_house_that_run_at_night_do_so_on_purpose_more_likely_than_not() -> None:
    assert (chance([0.95, 0.95, 0.95, 0.95]) > 0.6).all()


def test_one_of_several_units_that_runs_at_night_does_so_on_its_own() -> None:
    assert (chance([0.95, 0.02, 0.02, 0.02]) == 0).all()


def test_two_units_have_nothing_in_common() -> None:
    assert (chance([0.95, 0.95]) == 0).all()


def test_the_more_do_it_the_likelier_it_is_on_purpose() -> None:
    assert chance([0.9] * 3)[0] < chance([0.9] * 4)[0] < chance([0.9] * 6)[0]


def sensors(shown: dict[str, float]) -> Floats:
    """How likely the flat sensors of boxes behind two air handlers stand still for one reason."""
    names = tuple(shown)
    belief = no_belief("sensor", names)
    belief.judged_ms[:] = NOW_MS
    row = belief.faults.index("sensor_flat")
    p = np.full(belief.score.shape, 0.001)
    p[row] = list(shown.values())
    boxes = sorted({name.partition("/")[0] for name in names})
    pieces = (
        *(Equipment(id=f"AHU-{number}", kind="air_handler", name="") for number in (1, 2)),
        *(Equipment(id=box, kind="vav_box", name=box, fed_by=(f"AHU-{box[4]}",)) for box in boxes),
    )
    topology = Topology(
        Building(id="house", name="House", equipment=pieces),
        {"sensor": names, "air_handler": ("AHU-1", "AHU-2"), "vav_box": tuple(boxes)},
    )
    return alike({"sensor": belief}, {"sensor": p}, topology)["sensor"][row]


def test_flow_sensors_that_all_stand_still_behind_one_fan_are_not_broken_each() -> None:
    still = {f"VAV-1-{number}/discharge_air_flow": 0.8 for number in range(6)}
    moving = {f"VAV-2-{number}/discharge_air_flow": 0.001 for number in range(12)}
    found = sensors(still | moving)
    assert (found[:6] > 0.9).all()


@pytest.mark.parametrize("other", ["zone_air_temperature", "damper_command"])
def test_sensors_of_other_roles_are_no_peers(other: str) -> None:
    roles = ("discharge_air_flow", other, "discharge_air_temperature")
    found = sensors({f"VAV-1-1/{role}": 0.9 for role in roles})
    assert (found == 0).all()


def test_only_what_may_be_the_way_of_a_house_is_shared_by_peers() -> None:
    known = {fault for fault, facts in load_faults().items() if facts.alike is not None}
    assert NIGHT in known
    assert "outdoor_air_damper_stuck_open" not in known
    assert "box_minimum_too_high" not in known
