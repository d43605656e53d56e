"""Evidence of hours, made up."""

import numpy as np
from numpy.typing import NDArray

from model.beliefs.evidence import WASTES, HourEvidence
from model.faults import FAULTS
from model.frames.frames import HOUR_MS
from model.frames.site_time import local_ms
from tests.model.building_of import MONDAY_MS


def hours_of(
    said: list[float], watts: list[float], *, start_ms: int = MONDAY_MS, timezone: str = "UTC"
) -> HourEvidence:
    """Evidence on every fault of one air handler, the same on each, an hour an entry."""
    faults = len(FAULTS["air_handler"])

    def spread(values: list[float]) -> NDArray[np.float64]:
        return np.repeat(np.array(values, dtype=np.float64)[:, None, None], faults, axis=1)

    waste = np.zeros((len(said), faults, 1, len(WASTES)))
    waste[..., 0] = spread(watts)
    deviation = spread([4.0 if one > 0 else -1.0 for one in said])
    hours_ms = start_ms + HOUR_MS * np.arange(len(said), dtype=np.int64)
    return HourEvidence(
        kind="air_handler",
        equipment=("AHU-1",),
        hours_ms=hours_ms,
        local_ms=local_ms(timezone, hours_ms),
        share=np.ones_like(deviation),
        said=spread(said),
        deviation=deviation,
        measured=deviation,
        expected=deviation,
        command=deviation,
        waste=waste,
        heard=np.ones((len(said), 1), dtype=bool),
        present=np.ones((len(said), 1)),
    )
