"""What a damper that is stuck closed costs is told by whatever tells of the air that comes in."""

from typing import Any

import numpy as np
import pytest

from model.faults import FAULTS
from tests.model.faults.rooftop_units import peopled

_UNSEEN: dict[str, Any] = {"mixed_air_temperature": np.nan, "supply_air_temperature": np.nan}


def _staleness(co2: float) -> float:
    """People times staleness at worst in RTU-1, made for sixty; no temperature tells of its damper."""
    [stuck] = [each for each in FAULTS["rooftop_unit"] if each.id == "outdoor_air_damper_stuck_closed"]
    waste = stuck.assess(peopled(co2, damper=0.6, **_UNSEEN).frames()["rooftop_unit"]).waste
    assert waste.stale_air is not None
    return float(waste.stale_air[:, 0].max())


def test_without_mixed_air_carbon_dioxide_tells_how_much_people_lack() -> None:
    assert _staleness(1575.0) == pytest.approx(60.0, rel=0.05)
    assert _staleness(2150.0) == pytest.approx(120.0, rel=0.05)


def test_nobody_lacks_more_than_three_times_as_much() -> None:
    assert _staleness(4000.0) == pytest.approx(_staleness(6000.0)) == pytest.approx(180.0)


def test_air_as_good_as_in_a_usual_room_costs_nothing() -> None:
    assert _staleness(900.0) == 0.0
