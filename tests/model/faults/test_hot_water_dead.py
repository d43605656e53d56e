"""A plant that dies makes a whole building cold: it is known within hours, and as the one cause."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.frames.frames import STEPS_PER_HOUR
from tests.model.building_of import Exactly, Told, box, building_of, hot_water_plant

BOXES = tuple(f"VAV-{number}" for number in range(1, 13))
DIES_AT = 14 * STEPS_PER_HOUR


def dying(hours: int) -> Told:
    """A plant whose boiler goes out at two in the afternoon of a cold day, some hours later."""
    after = np.maximum(np.arange(DIES_AT + hours * STEPS_PER_HOUR) - DIES_AT, 0) / STEPS_PER_HOUR
    dead = after > 0
    supply = 22.0 + 48.0 * np.exp(-after / 0.7)
    room = 20.9 - 1.2 * (1.0 - np.exp(-after / 3.0)) * after.clip(0, 3)
    plant = hot_water_plant(
        outdoor_air_temperature=np.full_like(after, -2.0),
        hot_water_supply_temperature=supply,
        hot_water_return_temperature=np.where(dead, supply - 1.0, 58.0),
        boiler_status=(~dead).astype(float),
    )
    boxes = {
        name: box(room=room, leaves=np.minimum(supply, 30.0), reheat_valve_command=valves(dead))
        for name in BOXES
    }
    told = {role: lasting(values, len(after)) for role, values in plant.items()}
    return building_of(
        {
            "HW-1": told,
            **{name: {r: lasting(v, len(after)) for r, v in roles.items()} for name, roles in boxes.items()},
        },
        fed_by=dict.fromkeys(BOXES, ("HW-1",)),
    )


def valves(dead: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Valves that open when the heat stays away."""
    return np.where(dead, 1.0, 0.5)


def lasting(values: object, steps: int) -> ArrayLike | Exactly:
    """A role's values over so many steps."""
    array = np.asarray(values, dtype=np.float64)
    return np.broadcast_to(array, (steps,)) if array.ndim == 0 else array[:steps]


def test_a_dead_plant_is_believed_within_three_hours() -> None:
    assert dying(3).probability("boiler_failed", "HW-1") >= 0.5


def test_a_plant_that_lives_is_not_believed_dead() -> None:
    assert dying(0).probability("boiler_failed", "HW-1") < 0.05


def test_a_dead_plant_is_the_one_cause_of_all_cold_rooms() -> None:
    judged = dying(8).judged()
    row = judged.beliefs["vav_box"].faults
    claimed = judged.chances["vav_box"].probability
    assert judged.beliefs["hot_water_plant"].faults
    for fault in ("zone_too_cold_at_limit", "zone_reheat_stuck_closed"):
        if fault in row:
            assert claimed[row.index(fault)].max() < 0.3
