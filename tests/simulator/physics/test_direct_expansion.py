import numpy as np

from simulator.layout import Shape
from simulator.physics.direct_expansion import Expansion, expansion
from simulator.record import FLOAT
from tests.simulator.physics.air_rig import SUMMER, Air, plan


def rated(air: float = 1.0, outdoor: float = 35.0) -> Expansion:
    one = np.ones(1, dtype=FLOAT)
    return expansion(
        wet_bulb=one * FLOAT(19.4),
        outdoor=one * FLOAT(outdoor),
        charge=one,
        condenser_air=one,
        air=one * FLOAT(air),
    )


def test_at_rating_capacity_and_power_are_the_rated_ones() -> None:
    at_rating = rated()
    assert abs(at_rating.capacity[0] - 1.0) < 1e-4
    assert abs(at_rating.power[0] - 1.0) < 1e-3


def test_with_less_air_over_the_coil_cooling_takes_more_power() -> None:
    full, short = rated(), rated(air=0.7)
    assert short.capacity[0] < full.capacity[0] - 0.03
    assert short.power[0] / short.capacity[0] > full.power[0] / full.capacity[0] + 0.02


def test_limits_stop_a_furnace_whose_thermostat_never_is_content() -> None:
    air = Air([plan(5, Shape(rooftops=1))], SUMMER)
    air.fleet.rooftops.heating_capacity *= 4.0
    air.effects.rooftops.schedule_overridden[:] = 1.0
    air.effects.zones.heating_setpoint_shift[:] = 60.0
    lived = air.live(48.0, "rooftops.supply_air", "rooftops.heating_share", "zones.air")
    assert lived["zones.air"].max() < 56.0
    assert lived["rooftops.supply_air"].max() < 72.0
    assert lived["rooftops.heating_share"].min() < 0.9
