"""Heat, vapour and CO2 are neither made nor lost."""

import numpy as np
import pytest

from simulator.layout import Shape
from simulator.physics.air_fluxes import (
    envelope_heat,
    infiltration_heat,
    people_heat,
    stored_in_plenums,
    stored_in_rooms,
    sun_heat,
)
from simulator.physics.moist_air import DENSITY, LATENT, OUTDOOR_CO2
from simulator.physics.zones import PERSON_CO2, PERSON_LATENT, infiltration
from tests.simulator.physics.air_rig import SPRING, SUMMER, WINTER, Air, Season, field, plan

SHAPE = Shape(boxes=(4, 3), fan_coils=3, rooftops=2)


def total(air: Air, *paths: str) -> float:
    return sum(float(field(air.state, path).astype(np.float64).sum()) for path in paths)


def busy(season: Season) -> Air:
    air = Air([plan(6, SHAPE), plan(7, SHAPE, kind="school")], season)
    air.effects.air_handlers.duct_leak[:] = 0.2
    air.effects.boxes.reheat_least[:3] = 0.3
    air.effects.zones.infiltration[-3:] = 4.0
    air.live(6.0)
    return air


@pytest.mark.parametrize("season", [WINTER, SPRING, SUMMER])
def test_heat_that_crosses_the_boundary_is_what_rooms_and_plenums_hold_more(season: Season) -> None:
    air = busy(season)
    instant = air.instant()
    before = stored_in_rooms(instant).sum() + stored_in_plenums(instant).sum()
    came = passed = 0.0
    for _ in range(200):
        instant = air.step()
        into = [
            np.concatenate(
                [envelope_heat(instant), infiltration_heat(instant), sun_heat(instant), people_heat(instant)]
            )
        ]
        heat = float(np.concatenate(into).astype(np.float64).sum())
        heat += total(
            air,
            "services.lights",
            "services.plugs",
            "air_handlers.ventilation_heat",
            "fan_coils.ventilation_heat",
            "rooftops.ventilation_heat",
            "air_handlers.fan_power",
            "fan_coils.fan_power",
            "rooftops.fan_power",
            "air_handlers.heating_heat",
            "boxes.reheat_heat",
            "fan_coils.heating_heat",
            "rooftops.heating_heat",
        )
        heat -= total(air, "air_handlers.cooling_heat", "fan_coils.cooling_heat", "rooftops.cooling_heat")
        came += heat * air.seconds
        passed += total(air, "services.lights", "services.plugs") * air.seconds
    after = stored_in_rooms(instant).sum() + stored_in_plenums(instant).sum()
    assert came == pytest.approx(after - before, abs=2e-4 * passed)


def test_carbon_dioxide_of_rooms_and_plenums_grows_by_what_people_breathe_and_outdoor_air_takes() -> None:
    air = Air([plan(6, Shape(boxes=(4,)))], SPRING)
    air.live(9.0)

    def held() -> float:
        rooms = air.fleet.zones.volume.astype(np.float64) @ air.state.zones.co2
        return float(
            rooms + air.fleet.air_handlers.plenum.astype(np.float64) @ air.state.air_handlers.return_co2
        )

    before, came = held(), 0.0
    for _ in range(36):
        returned = air.state.air_handlers.return_co2
        instant = air.step()
        units = air.state.air_handlers
        taken = units.outdoor_fraction * units.supply_flow * (OUTDOOR_CO2 - returned)
        leaked = infiltration(instant) * (OUTDOOR_CO2 - air.state.zones.co2)
        came += air.seconds * float((PERSON_CO2 * instant.people + leaked).sum() + taken.sum())
    assert held() - before == pytest.approx(came, rel=2e-3)


def test_vapour_of_rooms_and_plenums_grows_by_what_people_breathe_and_air_brings_and_coils_take() -> None:
    air = Air([plan(6, Shape(boxes=(4,)))], SUMMER)
    air.live(9.0)

    def held() -> float:
        rooms = air.fleet.zones.moist_volume.astype(np.float64) @ air.state.zones.humidity
        plenum = air.fleet.air_handlers.plenum.astype(np.float64) @ air.state.air_handlers.return_humidity
        return DENSITY * float(rooms + plenum)

    before, came, breathed = held(), 0.0, 0.0
    for _ in range(36):
        returned = air.state.air_handlers.return_humidity
        instant = air.step()
        units, outdoor = air.state.air_handlers, air.state.outdoors.humidity[0]
        taken = units.outdoor_fraction * units.supply_flow * (outdoor - returned)
        leaked = infiltration(instant) * (outdoor - air.state.zones.humidity)
        mixture = returned + units.outdoor_fraction * (outdoor - returned)
        condensed = DENSITY * units.supply_flow * (mixture - air.state.zones.supply_humidity[:1])
        people = float(instant.people.sum()) * PERSON_LATENT / LATENT
        brought = DENSITY * float(leaked.sum() + taken.sum()) - float(condensed.sum())
        came += air.seconds * (brought + people)
        breathed += air.seconds * people
    assert held() - before == pytest.approx(came, abs=0.02 * breathed)
