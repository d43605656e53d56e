"""Which outdoor air makes sense of a room's carbon dioxide: that of the command, or that of a shut damper.

Whatever outdoor air comes in, the balance of carbon dioxide tells how many people were in: what gathers and
what is carried off, they breathed out. With the right outdoor air they come, go and stay as people do. With
more than there is, a room seems to fill all day, to be full of people after its day, and to empty at the very
moment at which the fan stops; with less than there is, fewer than nobody seem to be in when it empties.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from model.frames.windows import Flags, Floats
from model.healthy.breath.breath import BREATH_M3_S, OUTDOOR_PPM

# Readings are told as means of so long [s], which room air and sensors take to mix.
STEP_S = 1200.0
# Three points and shares that are as wide as a bell curve of one deviation.
_BELL = ((-1.5, 0.22), (0.0, 0.56), (1.5, 0.22))
# Air that comes in beside the damper [1/h], by walls, windows and doors (ASHRAE Fundamentals, infiltration).
_LEAKS = ((0.05, 0.3), (0.2, 0.4), (0.6, 0.3))
# Rooms are 2.4 to 4 m high, and partly full of things (estimate).
_HEIGHTS_DIFFER = 0.25
# Share of the supply air that a damper lets in that stands shut, or nearly so.
_SHUT = ((0.0, 0.35), (0.04, 0.4), (0.1, 0.25))
# How full a room is of what it is made for, in the mean of a day: half (ASHRAE 62.1's diversity, and breaks);
# and how days differ. There may be next to nobody, a crowd, people who breathe hard, or a design number that
# is not what became of the room (estimates).
_FULL, _DAYS_DIFFER = ((0.1, 0.15), (0.45, 0.53), (0.9, 0.17), (1.6, 0.09), (2.8, 0.06)), 0.3
# People come and go by so much of it, and stay so long: classes, meetings, meals; few are in after hours
# (estimates). They do it not just as written here: what is seen in a row repeats itself, two count as one.
_COME_AND_GO, _AFTER_HOURS, _STAY_S, _COUNT_AS_ONE = 0.3, 0.12, 5400.0, 2.0
# Sensors: noise of a mean; offset (makers' 50 ppm and 3 %), and one in thirty that is further off.
_NOISE_PPM, _OFFSETS = 10.0, ((60.0, 0.97), (300.0, 0.03))
# What is not known counts with an error that drowns it.
_UNKNOWN = 1e4


@dataclass(frozen=True, slots=True)
class Breathed:
    """R windows of n means of carbon dioxide.

    ``co2`` [ppm], ``supply`` air [m3/s], ``let_in``: share of it that comes from outdoors by the command, and
    ``there``: share of the time in which people may be in, (R, n); ``known`` (R, n - 1): whether all that is
    known from one mean to the next. ``doubt``: one deviation of the logarithm of the outdoor air, ``volume``
    [m3] of the rooms, and ``people``: how many they are made for, (R,).
    """

    co2: Floats
    supply: Floats
    let_in: Floats
    there: Floats
    known: Flags
    doubt: Floats
    volume: Floats
    people: Floats


def odds_of_shut(breathed: Breathed) -> Floats:
    """Log of how much likelier each window (R,) is with the damper shut than with it as it is told."""
    shut = [(np.minimum(share, breathed.let_in), odds) for share, odds in _SHUT]
    told = [(breathed.let_in * np.exp(off * breathed.doubt)[:, None], odds) for off, odds in _BELL]
    there = (breathed.there[:, :-1] + breathed.there[:, 1:]) / 2
    evened = _evened(breathed, there)
    odds = _likelihood(breathed, there, evened, shut) - _likelihood(breathed, there, evened, told)
    return odds / _COUNT_AS_ONE


def _evened(breathed: Breathed, there: Floats) -> Floats:
    """Matrices (R, m, m) after which how full a room is deviates by one, and alike from mean to mean."""
    steps = there.shape[1]
    apart = np.abs(np.subtract.outer(np.arange(steps), np.arange(steps))) * STEP_S
    moves = _AFTER_HOURS + (_COME_AND_GO - _AFTER_HOURS) * there
    spread = moves[:, :, None] * moves[:, None, :] * np.exp(-apart / _STAY_S)
    spread += _DAYS_DIFFER**2 * there[:, :, None] * there[:, None, :]
    noise = _NOISE_PPM * 1e-6 * breathed.volume / STEP_S / (breathed.people * BREATH_M3_S)
    neighbours = 2.0 * np.eye(steps) - np.eye(steps, k=1) - np.eye(steps, k=-1)
    spread += np.square(noise)[:, None, None] * neighbours
    spread += np.eye(steps) * np.where(breathed.known, 1e-4, _UNKNOWN)[:, None, :]
    evened: Floats = np.linalg.inv(np.linalg.cholesky(spread))
    return evened


def _likelihood(
    breathed: Breathed, there: Floats, evened: Floats, shares: list[tuple[Floats, float]]
) -> Floats:
    """Log of the likelihood of each window (R,), whatever leaks and volume are, less what is common."""
    total = np.full(len(breathed.co2), -np.inf)
    usual = np.einsum("rij,rj->ri", evened, there * breathed.known)
    for (share, by_share), (larger, by_size), (leak, by_leak) in product(shares, _BELL, _LEAKS):
        volume = breathed.volume * np.exp(_HEIGHTS_DIFFER * larger)
        fresh = np.minimum(share, 1.0) * breathed.supply + (leak / 3600.0 * volume)[:, None]
        each = _of_fresh(breathed, evened, usual, fresh=fresh, volume=volume)
        total = np.logaddexp(total, each + np.log(by_share * by_size * by_leak))
    return total


def _of_fresh(breathed: Breathed, evened: Floats, usual: Floats, *, fresh: Floats, volume: Floats) -> Floats:
    """The same with ``fresh`` air (R, n) and ``volume`` (R,); ``usual`` (R, m): people who are in, evened."""
    each_person = breathed.people[:, None] * BREATH_M3_S * 1e6
    gathers = volume[:, None] * np.diff(breathed.co2, axis=1) / STEP_S
    carried = fresh * (breathed.co2 - OUTDOOR_PPM)
    full = (gathers + (carried[:, :-1] + carried[:, 1:]) / 2) / each_person
    stretch = np.log(volume[:, None] / STEP_S + fresh[:, 1:] / 2)
    # A sensor that is off by a ppm shows so much of people who are not there.
    off = (fresh[:, :-1] + fresh[:, 1:]) / 2 / each_person
    seen = np.stack([np.where(breathed.known, values, 0.0) for values in (full, off)], axis=-1)
    full, off = np.moveaxis(evened @ seen, -1, 0)
    # Sums for every number of people and spread of offsets at once, (F, O, R).
    many, by_many = np.array(_FULL).T[:, :, None, None]
    ppm, by_offset = np.array(_OFFSETS).T[:, None, :, None]
    apart = (full**2).sum(axis=1) - 2.0 * many * (full * usual).sum(axis=1) + many**2 * (usual**2).sum(axis=1)
    along = (full * off).sum(axis=1) - many * (usual * off).sum(axis=1)
    loose = 1.0 + ppm**2 * (off**2).sum(axis=1)
    each = -0.5 * (apart - ppm**2 * along**2 / loose) - 0.5 * np.log(loose) + np.log(by_many * by_offset)
    most = each.max(axis=(0, 1))
    likelihood: Floats = most + np.log(np.exp(each - most).sum(axis=(0, 1)))
    likelihood += (stretch * breathed.known).sum(axis=1)
    return likelihood
