import numpy as np
import pytest

from model.site.yaml_lines import SiteError
from simulator.buildings.devices import devices_of
from simulator.buildings.wiring import WIRING, draw_lacking, read_wiring
from tests.simulator.buildings.portfolio import drawn

_GOOD = "air_handler:\n  - {points: [mixed_air_temperature], building: 0.3, device: 0.06, why: dear}\n"


def test_points_of_one_group_are_there_or_lacking_together() -> None:
    for plan in drawn().plans:
        for device in devices_of(plan):
            for gap in WIRING.get(device.make, ()):
                assert len({(device.id, name) in plan.lacking for name in gap.points}) == 1


def test_the_same_generator_lacks_the_same() -> None:
    devices = devices_of(drawn().plans[0])
    first, second = (draw_lacking(devices, np.random.default_rng(4)) for _ in range(2))
    assert first == second


def test_only_points_of_the_makes_that_stand_there_are_lacking() -> None:
    devices = devices_of(drawn().plans[0])
    lacking = draw_lacking(devices, np.random.default_rng(4))
    assert {device for device, _ in lacking} <= {device.id for device in devices}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [("mixed_air", "mixed_hair", "is no point of air_handler"), ("0.3", "1.3", "must be from 0 to 1")],
)
def test_a_slip_in_the_file_is_named_with_its_line(right: str, wrong: str, said: str) -> None:
    with pytest.raises(SiteError, match=f"line 2: .*{said}"):
        read_wiring(_GOOD.replace(right, wrong), "wiring.yaml")
