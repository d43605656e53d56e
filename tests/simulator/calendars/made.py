"""Plans and times that tests of weather, calendars and tariffs share."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.layout import Shape

WEEKDAYS = dict.fromkeys(range(5), (8.0, 18.0))
ALWAYS = dict.fromkeys(range(7), (0.0, 24.0))


def plan(number: int = 0, **changes: Any) -> Plan:
    fields: dict[str, Any] = {
        "seed": (7, number),
        "id": f"building-{number}",
        "name": f"Building {number}",
        "kind": "office",
        "built": 2000,
        "climate": "chicago",
        "timezone": "America/Chicago",
        "units": "metric",
        "style": "long",
        "shape": Shape(boxes=(3,)),
        "hours": WEEKDAYS,
    }
    return Plan(**(fields | changes))


def ms(text: str, timezone: str = "UTC") -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(timezone)).timestamp() * 1000)


def steps(begin: int, hours: float = 24, seconds: int = 300) -> NDArray[np.int64]:
    return begin + np.arange(round(hours * 3600 / seconds), dtype=np.int64) * seconds * 1000
