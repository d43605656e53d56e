"""Rooftop units, one or four, as they are told."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.model.building_of import (
    NEVER_OCCUPIED,
    STEPS,
    Exactly,
    Roles,
    Told,
    building_of,
    swinging,
)

FLOW = 1.0
USUAL_W = 5500.0


def unit(
    *,
    outside: float = 28.0,
    room: float = 23.0,
    damper: float = 0.2,
    passes: float | None = None,
    heat: float = 0.0,
    cool: float | NDArray[np.float64] = 0.0,
    heated_k: float | None = None,
    cooled_k: float | NDArray[np.float64] | None = None,
    **instead: ArrayLike | Exactly,
) -> Roles:
    """Roles of a rooftop unit whose air is mixed, heated and cooled; ``instead`` replaces roles."""
    air = swinging(outside)
    mixed = room + (damper if passes is None else passes) * (air - room)
    warmed = 30.0 * heat if heated_k is None else heated_k
    chilled = 11.0 * cool if cooled_k is None else cooled_k
    roles: Roles = {
        "outdoor_air_temperature": air,
        "mixed_air_temperature": mixed,
        "supply_air_temperature": mixed + 1.1 + warmed - chilled,
        "outdoor_air_damper_command": damper,
        "heating_command": heat,
        "cooling_command": cool,
        "supply_fan_command": 1.0,
        "supply_fan_status": 1.0,
        "supply_fan_power": 900.0 * FLOW,
        "compressor_power": USUAL_W * cool,
        "zone_air_temperature": swinging(room, 0.2),
        "zone_air_temperature_heating_setpoint": 21.0,
        "zone_air_temperature_cooling_setpoint": 24.0,
    }
    return roles | instead


def told(without: str = "", **roles: ArrayLike | Exactly) -> Told:
    """One rooftop unit whose design flow is known, and that has no point ``without``."""
    having = {name: values for name, values in unit(**roles).items() if name != without}  # type: ignore[arg-type]
    return building_of(
        {"RTU-1": having},
        design={"RTU-1": {"supply_air_flow": FLOW, "people": 6.0}},
    )


def told_empty(**roles: ArrayLike | Exactly) -> Told:
    """The same of a building in which nobody is."""
    return building_of(
        {"RTU-1": unit(**roles)},  # type: ignore[arg-type]
        design={"RTU-1": {"supply_air_flow": FLOW}},
        schedule=NEVER_OCCUPIED,
    )


# A morning and an afternoon of eight hours with people in, and four in which they are out.
_PEOPLE_IN = np.arange(STEPS) % (12 * 12) < 8 * 12


def peopled(co2: float, beside: float = 900.0, empty: float = 450.0, **roles: float) -> Told:
    """RTU-1 with so much carbon dioxide in its room, and three beside it: 16 l/s of air for each person."""

    def breathed(ppm: float) -> Roles:
        told_co2: dict[str, Any] = {"zone_co2": np.where(_PEOPLE_IN, ppm, empty)}
        return unit(**(roles | told_co2))

    units = {"RTU-1": breathed(co2)} | {f"RTU-{number}": breathed(beside) for number in (2, 3, 4)}
    return building_of(units, design={each: {"supply_air_flow": FLOW, "people": 60.0} for each in units})


def trips() -> Exactly:
    """Power of a compressor that is off for every second reading."""
    return Exactly(np.where(np.arange(STEPS) % 2, USUAL_W, 50.0))
