"""Faults of meters, lights and water."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.site.graph import Schedule
from tests.model.building_of import STEPS, Exactly, Told, box, boxes, building_of
from tests.model.faults.case import Case

_OFFICE = Schedule(dict.fromkeys(range(7), (7.0, 18.0)))
_HOUR = np.arange(STEPS) / 12.0
_BY_DAY = (_HOUR >= 7) & (_HOUR < 18)
_KINDS = (
    ("electricity_meter", "EM-1", "electric_power", "electric_energy", 80_000.0),
    ("gas_meter", "GM-1", "gas_power", "gas_energy", 60_000.0),
    ("heat_meter", "HM-1", "heat_power", "heat_energy", 50_000.0),
    ("water_meter", "WM-1", "water_flow", "water_volume", 0.001),
)


def counted(rate: NDArray[np.float64], factor: float = 1.0) -> Exactly:
    """What a counter shows that counts ``rate`` [unit/s] by ``factor``."""
    return Exactly(1e3 + np.cumsum(rate) * 300.0 * factor)


def office(**pieces: dict[str, ArrayLike | Exactly]) -> Told:
    """A closing house of sixty people, with what is given by the ids' underscores for dashes."""
    rooms = {"VAV-1": box(), **boxes(19)}
    return building_of(
        rooms | {name.replace("_", "-"): roles for name, roles in pieces.items()}, schedule=_OFFICE
    )


def metered(identifier: str, rate: str, count: str, much: float, factor: float = 1.0) -> Told:
    """A meter whose counter goes by ``factor``."""
    flow = much * np.where(_BY_DAY, 1.0, 0.3)
    return building_of({identifier: {rate: Exactly(flow), count: counted(flow, factor)}})


def falling(identifier: str, rate: str, count: str, much: float, *, often: bool) -> Told:
    """A counter that falls often, or once."""
    flow = np.full(STEPS, much)
    total = 1e3 + np.cumsum(flow) * 300.0
    if often:
        total = total[::-1].copy()
    else:
        total[150:] -= total[149]
    return building_of({identifier: {rate: Exactly(flow), count: Exactly(total)}})


def water(by_day: float, by_night: float) -> Told:
    """Water in litres a second, by day and by night; nobody draws any in the last hours before closing."""
    flow = np.where(_BY_DAY, np.where(_HOUR < 16, by_day, 0.002), by_night) / 1e3
    return office(WM_1={"water_flow": Exactly(flow), "water_volume": counted(flow)})


def leaking(by_day: float, leak: float) -> Told:
    """Water in litres a second that never comes down."""
    flow = (np.where(_BY_DAY, by_day, 0.0) + leak) / 1e3
    return office(WM_1={"water_flow": Exactly(flow), "water_volume": counted(flow)})


def lights(by_day: float, by_night: float) -> Told:
    """Lights in watts, by day and by night; they follow the people by an hour."""
    on = (_HOUR >= 6.5) & (_HOUR < 19)
    return office(LT_1={"lights_power": np.where(on, by_day, by_night)})


CASES = [
    *(
        Case(
            f"{kind}_wrong",
            identifier,
            told_by=lambda i=identifier, r=rate, c=count, m=much: metered(i, r, c, m, 0.7),
            healthy=lambda i=identifier, r=rate, c=count, m=much: metered(i, r, c, m),
            alike=lambda i=identifier, r=rate, c=count, m=much: metered(i, r, c, m, 1.03),
            really="a meter within its class",
        )
        for kind, identifier, rate, count, much in _KINDS
    ),
    *(
        Case(
            "meter_counts_backwards",
            identifier,
            told_by=lambda i=identifier, r=rate, c=count, m=much: falling(i, r, c, m, often=True),
            healthy=lambda i=identifier, r=rate, c=count, m=much: metered(i, r, c, m),
            alike=lambda i=identifier, r=rate, c=count, m=much: falling(i, r, c, m, often=False),
            really="a counter that was put back to zero",
        )
        for _, identifier, rate, count, much in _KINDS
    ),
    Case(
        "electricity_meter_wrong",
        "EM-1",
        told_by=lambda: building_of(
            {
                "EM-1": {"electric_power": 20_000.0, "electric_energy": counted(np.full(STEPS, 20_000.0))},
                "LT-1": {"lights_power": 15_000.0},
                "CHW-1": {"chiller_power": 30_000.0},
            }
        ),
        healthy=lambda: metered("EM-1", "electric_power", "electric_energy", 80_000.0),
        alike=lambda: building_of(
            {
                "EM-1": {"electric_power": 20_000.0, "electric_energy": counted(np.full(STEPS, 20_000.0))},
                "LT-1": {"lights_power": 18_000.0},
            }
        ),
        really="a house of lights alone",
    ),
    Case(
        "water_leak",
        "WM-1",
        told_by=lambda: leaking(0.4, 0.2),
        healthy=lambda: water(0.4, 0.002),
        alike=lambda: water(0.9, 0.004),
        really="much water by day",
    ),
    Case(
        "water_running_at_night",
        "WM-1",
        told_by=lambda: water(0.4, 0.2),
        healthy=lambda: water(0.4, 0.002),
        alike=lambda: water(0.9, 0.004),
        really="much water by day",
    ),
    Case(
        "lights_left_on",
        "LT-1",
        told_by=lambda: lights(6_000.0, 5_000.0),
        healthy=lambda: lights(6_000.0, 500.0),
        alike=lambda: lights(2_000.0, 450.0),
        really="a house with much light from the sky and lit stairs",
    ),
]
