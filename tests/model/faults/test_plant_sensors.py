"""Water sensors of a plant against its heat meter: over hours, since boilers start and stop."""

import numpy as np

from model.healthy.water.plant import WATER_J_PER_M3_K
from tests.model.building_of import STEPS, Exactly, Told, building_of, hot_water_plant, swinging

_FLOW_M3_S, _DIFFERENCE_K = 0.004, 8.0
# Burns every second hour, twice as much as leaves.
_BURNS = 2.0 * (np.arange(STEPS) // 12 % 2)


def _cycling(off_k: float) -> Told:
    """A plant whose boiler burns every second hour, its supply sensor ``off_k``, behind a heat meter."""
    own = hot_water_plant(
        hot_water_supply_temperature=swinging(60.0 + off_k, 0.3),
        hot_water_return_temperature=swinging(60.0 - _DIFFERENCE_K, 0.3),
        hot_water_flow=_FLOW_M3_S,
        boiler_status=Exactly((_BURNS > 0).astype(np.float64)),
    )
    heat = _BURNS * _FLOW_M3_S * WATER_J_PER_M3_K * _DIFFERENCE_K
    return building_of({"HW-1": own, "HM-1": {"heat_power": Exactly(heat)}})


def test_a_boiler_that_starts_and_stops_accuses_no_sensor() -> None:
    assert _cycling(0.0).probability("plant_temperature_sensor_wrong", "HW-1") < 0.05


def test_a_sensor_that_is_off_is_told_by_the_heat_all_the_same() -> None:
    assert _cycling(6.0).probability("plant_temperature_sensor_wrong", "HW-1") > 0.5
