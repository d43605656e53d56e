"""Each effect on fan coils and rooftop units changes the physics in its direction."""

from functools import cache

import pytest

from simulator.layout import Shape
from tests.simulator.physics.air_rig import SUMMER, WINTER, Season, plan
from tests.simulator.physics.signs import NIGHT, Sign, differences

MILD_DAY = Season(16.0, 2.0, 6.0, 1.0)
FAN_COILS = plan(4, Shape(fan_coils=5))
ROOFTOPS = plan(5, Shape(rooftops=5), kind="shop")


def stuck(name: str, position: float) -> dict[str, float]:
    return {f"{name}_least": position, f"{name}_most": position}


COLD = {
    FAN_COILS.id: [
        Sign(
            "a fan coil's heating valve stuck shut makes rooms cold",
            stuck("fan_coils.heating", 0.0),
            "zones.air",
            -1.0,
        ),
        Sign(
            "a fan coil's cooling valve that leaks is heated against",
            {"fan_coils.cooling_least": 0.3},
            "fan_coils.heating_heat",
            100.0,
        ),
        Sign(
            "a fan coil overridden keeps rooms warm at night",
            {"fan_coils.schedule_overridden": 1.0},
            "zones.air",
            0.5,
            NIGHT,
        ),
    ],
    ROOFTOPS.id: [
        Sign("a failed furnace makes rooms cold", {"rooftops.furnace_failed": 1.0}, "zones.air", -1.0),
        Sign("a failed furnace burns no gas", {"rooftops.furnace_failed": 1.0}, "rooftops.gas", -100.0),
        Sign("a rooftop damper stuck open costs gas", stuck("rooftops.damper", 1.0), "rooftops.gas", 500.0),
        Sign(
            "a rooftop unit overridden runs at night",
            {"rooftops.schedule_overridden": 1.0},
            "rooftops.fan_running",
            0.3,
            NIGHT,
        ),
        Sign("a rooftop damper stuck shut spoils the air", stuck("rooftops.damper", 0.0), "zones.co2", 100.0),
    ],
}
MILD = {
    ROOFTOPS.id: [
        Sign(
            "a rooftop unit's locked-out economizer costs power",
            {"rooftops.economizer_locked_out": 1.0},
            "rooftops.compressor_power",
            10.0,
        ),
    ],
}
HOT = {
    FAN_COILS.id: [
        Sign("a clogged fan coil moves less air", {"fan_coils.fouling": 0.4}, "fan_coils.flow", -0.01),
        Sign(
            "a clogged fan coil opens its valve",
            {"fan_coils.fouling": 0.4},
            "fan_coils.cooling_position",
            0.05,
        ),
        Sign("a fan coil's failed fan makes rooms hot", {"fan_coils.fan_failed": 1.0}, "zones.air", 2.0),
        Sign(
            "a fan coil's heating valve that leaks is cooled against",
            {"fan_coils.heating_least": 0.3},
            "fan_coils.cooling_heat",
            100.0,
        ),
        Sign(
            "a fan coil's cooling valve stuck shut makes rooms hot",
            stuck("fan_coils.cooling", 0.0),
            "zones.air",
            2.0,
        ),
    ],
    ROOFTOPS.id: [
        Sign(
            "little charge runs compressors longer", {"rooftops.charge": 0.7}, "rooftops.cooling_share", 0.05
        ),
        Sign("little charge costs power", {"rooftops.charge": 0.7}, "rooftops.compressor_power", 100.0),
        Sign(
            "a fouled condenser costs power",
            {"rooftops.condenser_fouling": 0.5},
            "rooftops.compressor_power",
            100.0,
        ),
        Sign("a loaded filter moves less air", {"rooftops.filter_loading": 4.0}, "rooftops.flow", -0.05),
        Sign("a dead compressor makes rooms hot", {"rooftops.stage_failed": 1.0}, "zones.air", 0.05),
        Sign(
            "a tripping compressor costs power",
            {"rooftops.compressor_cycling": 1.0},
            "rooftops.compressor_power",
            100.0,
        ),
        Sign("a rooftop unit's failed fan makes rooms hot", {"rooftops.fan_failed": 1.0}, "zones.air", 2.0),
    ],
}
SEASONS = {WINTER: COLD, MILD_DAY: MILD, SUMMER: HOT}


@cache
def found(season: Season, building: str) -> dict[str, float]:
    of_unit = FAN_COILS if building == FAN_COILS.id else ROOFTOPS
    return differences(of_unit, season, SEASONS[season][building])


@pytest.mark.parametrize(
    ("season", "building", "sign"),
    [
        (season, building, sign)
        for season, signs in SEASONS.items()
        for building, some in signs.items()
        for sign in some
    ],
    ids=lambda value: value.name if isinstance(value, Sign) else "",
)
def test_an_effect_has_its_sign(season: Season, building: str, sign: Sign) -> None:
    difference = found(season, building)[sign.name]
    assert difference > sign.more if sign.more > 0 else difference < sign.more
