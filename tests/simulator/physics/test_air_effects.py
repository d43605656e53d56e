"""Each effect on air handlers, boxes and rooms changes the physics in its direction."""

from functools import cache

import pytest

from simulator.layout import Shape
from tests.simulator.physics.air_rig import SPRING, SUMMER, WINTER, Season, plan
from tests.simulator.physics.signs import DAY, NIGHT, Sign, differences

PLAN = plan(3, Shape(boxes=(6,)))


def stuck(name: str, position: float) -> dict[str, float]:
    return {f"{name}_least": position, f"{name}_most": position}


COLD = [
    Sign(
        "a damper stuck open lets in more",
        stuck("air_handlers.damper", 1.0),
        "air_handlers.outdoor_fraction",
        0.3,
    ),
    Sign(
        "a damper stuck open costs heat", stuck("air_handlers.damper", 1.0), "air_handlers.heating_heat", 5e3
    ),
    Sign("a damper stuck shut spoils the air", stuck("air_handlers.damper", 0.0), "zones.co2", 200.0),
    Sign(
        "a damper that leaks lets in air at night",
        {"air_handlers.damper_least": 0.4},
        "air_handlers.outdoor_fraction",
        0.3,
        NIGHT,
    ),
    Sign(
        "a reversed damper is open at night",
        {"air_handlers.damper_reversed": 1.0},
        "air_handlers.outdoor_fraction",
        0.9,
        NIGHT,
    ),
    Sign(
        "a heating valve stuck shut makes cold air",
        stuck("air_handlers.heating", 0.0),
        "air_handlers.supply_air",
        -1.0,
    ),
    Sign(
        "a cooling valve that leaks is heated against",
        {"air_handlers.cooling_least": 0.3},
        "air_handlers.heating_heat",
        5e3,
    ),
    Sign(
        "a fouled heating coil opens its valve",
        {"air_handlers.heating_fouling": 0.3},
        "air_handlers.heating_position",
        0.02,
    ),
    Sign(
        "a lost setback keeps rooms warm at night",
        {"air_handlers.setback_lost": 1.0},
        "zones.air",
        0.5,
        NIGHT,
    ),
    Sign(
        "one room's lost setback keeps it warmer",
        {"zones.setback_lost": 1.0},
        "control_zones.heating_setpoint",
        2.0,
        NIGHT,
    ),
    Sign(
        "a schedule overridden runs the fan at night",
        {"air_handlers.schedule_overridden": 1.0},
        "air_handlers.fan_running",
        0.5,
        NIGHT,
    ),
    Sign(
        "a shifted setpoint shifts the air",
        {"air_handlers.supply_setpoint_shift": 3.0},
        "air_handlers.supply_air",
        2.0,
    ),
    Sign(
        "more minimum outdoor air costs heat",
        {"air_handlers.minimum_outdoor_air_factor": 1.8},
        "air_handlers.heating_heat",
        3e3,
    ),
    Sign(
        "less minimum outdoor air spoils the air",
        {"air_handlers.minimum_outdoor_air_factor": 0.2},
        "zones.co2",
        100.0,
    ),
    Sign("a reheat valve stuck shut makes rooms cold", stuck("boxes.reheat", 0.0), "zones.air", -0.3),
    Sign(
        "a fouled reheat coil opens its valve", {"boxes.reheat_fouling": 0.3}, "boxes.reheat_position", 0.05
    ),
    Sign("a higher minimum flow is reheated", {"boxes.minimum_flow_factor": 1.6}, "boxes.reheat_heat", 100.0),
    Sign("a higher heating setpoint warms rooms", {"zones.heating_setpoint_shift": 2.0}, "zones.air", 0.7),
    Sign("an open window costs heat", {"zones.infiltration": 5.0}, "boxes.reheat_heat", 100.0),
    Sign("an open window freshens the air", {"zones.infiltration": 5.0}, "zones.co2", -20.0),
]
MILD = [
    Sign(
        "a lost reset of supply air is reheated",
        {"air_handlers.supply_reset_lost": 1.0},
        "boxes.reheat_heat",
        100.0,
    ),
    Sign(
        "a locked-out economizer costs cold",
        {"air_handlers.economizer_locked_out": 1.0},
        "air_handlers.cooling_heat",
        300.0,
    ),
    Sign(
        "a heating valve that leaks takes away free cooling",
        {"air_handlers.heating_least": 0.15},
        "air_handlers.outdoor_fraction",
        0.05,
    ),
]
HOT = [
    Sign(
        "a heating valve that leaks is cooled against",
        {"air_handlers.heating_least": 0.3},
        "air_handlers.cooling_heat",
        5e3,
    ),
    Sign(
        "a heating valve that leaks warms the unit at night",
        {"air_handlers.heating_least": 0.3},
        "air_handlers.supply_air",
        2.0,
        NIGHT,
    ),
    Sign(
        "a cooling valve stuck shut makes warm air",
        stuck("air_handlers.cooling", 0.05),
        "air_handlers.supply_air",
        3.0,
    ),
    Sign(
        "a fouled cooling coil opens its valve",
        {"air_handlers.cooling_fouling": 0.3},
        "air_handlers.cooling_position",
        0.05,
    ),
    Sign(
        "a loaded filter costs fan power",
        {"air_handlers.filter_loading": 4.0},
        "air_handlers.fan_power",
        50.0,
    ),
    Sign(
        "a slipping belt turns the motor faster",
        {"air_handlers.belt_grip": 0.6},
        "air_handlers.fan_speed",
        0.1,
    ),
    Sign("a slipping belt costs fan power", {"air_handlers.belt_grip": 0.6}, "air_handlers.fan_power", 50.0),
    Sign("a failed fan moves no air", {"air_handlers.fan_failed": 1.0}, "air_handlers.supply_flow", -1.0),
    Sign("a failed fan makes rooms hot", {"air_handlers.fan_failed": 1.0}, "zones.air", 2.0),
    Sign(
        "a drive in hand runs at night",
        stuck("air_handlers.speed", 0.9),
        "air_handlers.fan_power",
        500.0,
        NIGHT,
    ),
    Sign(
        "a duct that leaks moves more air", {"air_handlers.duct_leak": 0.3}, "air_handlers.supply_flow", 0.3
    ),
    Sign(
        "a lost reset of pressure costs fan power",
        {"air_handlers.static_reset_lost": 1.0},
        "air_handlers.fan_power",
        50.0,
    ),
    Sign(
        "a higher pressure costs fan power",
        {"air_handlers.static_setpoint_factor": 1.5},
        "air_handlers.fan_power",
        50.0,
    ),
    Sign(
        "a supply loop too hard swings",
        {"air_handlers.loop_gain": 10.0},
        "air_handlers.cooling_position",
        0.05,
        travel=True,
    ),
    Sign(
        "a pressure loop too hard swings",
        {"air_handlers.static_loop_gain": 10.0},
        "air_handlers.fan_speed",
        0.03,
        travel=True,
    ),
    Sign(
        "a box's loop too hard swings", {"boxes.loop_gain": 12.0}, "boxes.damper_position", 0.02, travel=True
    ),
    Sign("boxes stuck shut make rooms hot", stuck("boxes.damper", 0.1), "zones.air", 1.0),
    Sign("boxes stuck open make rooms cold", stuck("boxes.damper", 1.0), "zones.air", -0.3),
    Sign(
        "a reheat valve that leaks is cooled against", {"boxes.reheat_least": 0.3}, "boxes.reheat_heat", 1e3
    ),
    Sign("a lower cooling setpoint cools rooms", {"zones.cooling_setpoint_shift": -1.5}, "zones.air", -0.2),
    Sign(
        "setpoints crossed heat and cool at once",
        {"zones.heating_setpoint_shift": 4.0},
        "boxes.reheat_heat",
        300.0,
    ),
    Sign(
        "an overridden schedule cools at night",
        {"air_handlers.schedule_overridden": 1.0},
        "air_handlers.cooling_heat",
        1e3,
        NIGHT,
    ),
    Sign("an open window costs cold", {"zones.infiltration": 6.0}, "air_handlers.cooling_heat", 500.0, DAY),
]


@cache
def found(season: Season) -> dict[str, float]:
    return differences(PLAN, season, {WINTER: COLD, SPRING: MILD, SUMMER: HOT}[season])


@pytest.mark.parametrize(
    ("season", "sign"),
    [
        *((WINTER, sign) for sign in COLD),
        *((SPRING, sign) for sign in MILD),
        *((SUMMER, sign) for sign in HOT),
    ],
    ids=lambda value: value.name if isinstance(value, Sign) else "",
)
def test_an_effect_has_its_sign(season: Season, sign: Sign) -> None:
    difference = found(season)[sign.name]
    assert difference > sign.more if sign.more > 0 else difference < sign.more
