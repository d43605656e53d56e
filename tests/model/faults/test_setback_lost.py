"""A setback that was lost before anybody listened: the other units of the house tell what was meant."""

from typing import Any

from model.catalogue import load_faults
from tests.model.building_of import NEVER_OCCUPIED, Told, air_handler, box, building_of

DAY, NIGHT = (21.0, 24.0), (15.0, 28.0)


def _beside(own: tuple[float, float], others: tuple[float, float], damper: float = 0.0) -> Told:
    """A unit that heats three rooms on an empty day, beside two over rooms with setpoints ``others``."""
    equipment: dict[str, Any] = {}
    fed_by = {}
    for number, (heating, cooling) in enumerate((own, others, others), start=1):
        equipment[f"AHU-{number}"] = air_handler(damper=damper, heat=0.3)
        for room in range(3):
            name = f"VAV-{10 * number + room}"
            fed_by[name] = (f"AHU-{number}",)
            equipment[name] = box(
                zone_air_temperature_heating_setpoint=heating, zone_air_temperature_cooling_setpoint=cooling
            )
    return building_of(equipment, fed_by=fed_by, schedule=NEVER_OCCUPIED)


def test_a_unit_that_keeps_the_day_beside_units_that_are_set_back_may_have_lost_its_setback() -> None:
    """Or is kept so for rooms that need it: neighbours alone make nobody sure."""
    assert 0.3 < _beside(DAY, others=NIGHT).probability("setback_lost", "AHU-1") < 0.7


def test_a_house_that_is_not_set_back_has_lost_nothing() -> None:
    prior = load_faults()["setback_lost"].prior.value.likely
    assert _beside(DAY, others=(20.5, 24.5)).probability("setback_lost", "AHU-1") <= prior


def test_the_units_that_are_set_back_have_lost_nothing() -> None:
    assert _beside(DAY, others=NIGHT).probability("setback_lost", "AHU-2") < 0.1


def test_a_unit_that_runs_on_as_by_day_has_lost_its_schedule_and_no_setback() -> None:
    night = _beside(DAY, others=NIGHT, damper=0.2)

    assert (
        night.probability("setback_lost", "AHU-1")
        < 0.1
        < night.probability("fan_running_unoccupied", "AHU-1")
    )
