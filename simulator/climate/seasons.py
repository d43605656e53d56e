"""Twelve monthly means turned into a smooth course of the year that keeps them."""

import numpy as np
from numpy.typing import NDArray

from simulator.clock import DAY_MS
from simulator.record import Times

Numbers = NDArray[np.float64]

YEAR_DAYS = 365.2425
_NEW_YEAR_2000_DAYS = 10957
_HARMONICS = 3


def course(months: NDArray[np.float64]) -> Numbers:
    """Values (..., 367) for the beginning of each day of a year, from means of twelve months (..., 12).

    Three harmonics: what typical years have beyond them is the chance of the months they were picked from.
    """
    spectrum = np.fft.rfft(months, axis=-1)[..., : _HARMONICS + 1] / 12
    order = np.arange(_HARMONICS + 1)
    # A month's mean hides part of what swings within it.
    spectrum = spectrum / np.sinc(order / 12)
    spectrum[..., 1:] *= 2
    # The first month's mean stands for its middle.
    phase = 2 * np.pi * (np.arange(367) / YEAR_DAYS - 0.5 / 12)
    return np.real(spectrum @ np.exp(1j * order[:, None] * phase))


def read_course(days: Numbers, time_ms: Times) -> Numbers:
    """Values (..., T) of courses ``days`` (..., 367) at ``time_ms`` (T,), straight within a day."""
    place = (time_ms / DAY_MS - _NEW_YEAR_2000_DAYS) % YEAR_DAYS
    index = place.astype(np.int64)
    part = place - index
    return days[..., index] * (1.0 - part) + days[..., index + 1] * part
