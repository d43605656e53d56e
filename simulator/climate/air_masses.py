"""Fronts that part masses of air, and the rarer heat waves and cold snaps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.clock import DAY_MS, HOUR_MS
from simulator.noise import keys, normal, uniform
from simulator.record import Times

Numbers = NDArray[np.float64]

# Middle latitudes see a front about every three days; warm ones seep in for a day, cold ones take hours.
FRONT_EVERY_MS = 58 * HOUR_MS
_WARM_MS = 34 * HOUR_MS
_COLD_MS = 14 * HOUR_MS
_STORM_MS = 12 * HOUR_MS
_SPELL_EVERY_MS = 24 * DAY_MS
_SHORTEST_MS, _LONGER_MS = 3 * DAY_MS, 4 * DAY_MS
_FLANK_MS = 30 * HOUR_MS
_YEAR_MS = 365.2425 * DAY_MS
# Of its half of the year that one spell a year is on.
SPELL_SHARE = 2 * (_SHORTEST_MS + _LONGER_MS / 2 - _FLANK_MS) / _YEAR_MS
USUAL_STORM = 0.23  # mean of ``AirMass.storm``

FRONTS, PASSING, SPELLS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class AirMass:
    """``warmth`` of the air, of about unit spread, and ``storm``, 1 while a usual front passes; each (T,)."""

    warmth: Numbers
    storm: Numbers


def air_mass(seed: NDArray[np.uint64], time_ms: Times) -> AirMass:
    """Air masses over a stretch ``time_ms`` (T,)."""
    first = int(time_ms[0]) // FRONT_EVERY_MS - 2
    slots = np.arange(first, int(time_ms[-1]) // FRONT_EVERY_MS + 3)
    masses = normal(keys(seed, FRONTS, slots))
    jitter = 0.7 * (uniform(keys(seed, PASSING, slots)) - 0.5)
    passes = (slots + 0.5 + jitter)[1:] * FRONT_EVERY_MS
    steps = np.diff(masses)
    since = time_ms[:, None] - passes
    # Half of the change stands at the front, or slow warm ones would make the year colder.
    arrived = _ease(since / np.where(steps < 0, _COLD_MS, _WARM_MS) + 0.5)
    near = np.maximum(1.0 - (since / _STORM_MS) ** 2, 0.0)
    # Mixed air of two masses spreads less than each, a fifth over time.
    return AirMass(
        warmth=(masses[0] + (arrived * steps).sum(axis=1)) * 1.12,
        storm=(near * near * np.minimum(np.abs(steps), 2.0)).sum(axis=1),
    )


def halves(warm_season: Numbers) -> tuple[Numbers, Numbers]:
    """How far it is the warmer and the colder half of the year, each 0..1 (T,).

    ``warm_season`` (T,): -1 in the coldest to 1 in the warmest time.
    """
    return np.minimum(np.maximum(warm_season * 4.0, 0.0), 1.0), np.minimum(
        np.maximum(-warm_season * 4.0, 0.0), 1.0
    )


def spell(seed: NDArray[np.uint64], time_ms: Times, per_year: tuple[float, float]) -> tuple[Numbers, Numbers]:
    """How far a heat wave and how far a cold snap is on, 0..1 (T,), over a stretch ``time_ms`` (T,).

    ``per_year``: how many heat waves and cold snaps count in a year, each in its own half of it.
    """
    slots = np.arange(int(time_ms[0]) // _SPELL_EVERY_MS - 1, int(time_ms[-1]) // _SPELL_EVERY_MS + 2)
    draws = uniform(keys(seed, SPELLS, slots[:, None], np.arange(3)))
    length = _SHORTEST_MS + draws[:, 0] * _LONGER_MS
    begin = slots * _SPELL_EVERY_MS + draws[:, 1] * (_SPELL_EVERY_MS - length)
    since = time_ms[:, None] - begin
    on = _ease(since / _FLANK_MS) * _ease((length - since) / _FLANK_MS)
    share = 2 * _SPELL_EVERY_MS / _YEAR_MS
    heats = draws[:, 2] < per_year[0] * share
    colds = draws[:, 2] > 1 - per_year[1] * share
    return (on * heats).sum(axis=1), (on * colds).sum(axis=1)


def _ease(part: Numbers) -> Numbers:
    part = np.minimum(np.maximum(part, 0.0), 1.0)
    return part * part * (3.0 - 2.0 * part)
