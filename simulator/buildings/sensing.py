"""How far a sensor is from the truth: a fixed error of its own, and noise."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.measures import MEASURES, Sensor
from simulator.buildings.plan import Plan
from simulator.record import FLOAT, Array

Keys = NDArray[np.uint32]

_LOW_BYTES = np.uint32(0x00FF00FF)
_LOW_HALF = np.uint32(0xFFFF)
# Four bytes, each 0..255: their sum has this mean and this standard deviation.
_MEAN = FLOAT(510.0)
_SPREAD = FLOAT(1.0 / np.sqrt(4 * (256**2 - 1) / 12))
_FIXED = 0x5BD1E995


def sensor_key(plan: Plan, device: str, point: str) -> int:
    """A number of a sensor's own: of the portfolio's seed, the building, device and point alone."""
    return crc32(f"{plan.seed[0]}/{plan.seed[1]}/{device}/{point}".encode())


def noise(values: Array, keys: Keys) -> Array:
    """Numbers of mean 0 and standard deviation 1, within 3.5, for ``values`` (T, N) of sensors ``keys`` (N,).

    Each is a hash of the sensor and of the value itself. The truth is never twice the same to the last bit,
    so that this is as good as a draw for each moment; but a sensor that holds its value holds its noise too,
    and no stretch of time needs what was drawn before it. Mixing after Wellons, "lowbias32".
    """
    bits: Keys = values.view(np.uint32) ^ keys
    bits ^= bits >> np.uint32(16)
    bits *= np.uint32(0x7FEB352D)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(0x846CA68B)
    bits ^= bits >> np.uint32(16)
    pairs = (bits & _LOW_BYTES) + ((bits >> np.uint32(8)) & _LOW_BYTES)
    total: Array = ((pairs & _LOW_HALF) + (pairs >> np.uint32(16))).astype(FLOAT)
    total -= _MEAN
    total *= _SPREAD
    return total


def fixed_errors(keys: Keys) -> Array:
    """How many tolerances each sensor (N,) is off, by its key: normal, within 2."""
    same = np.full((1, len(keys)), 1.0, dtype=FLOAT)
    drawn: Array = noise(same, keys ^ np.uint32(_FIXED))[0]
    return np.minimum(np.maximum(drawn, FLOAT(-2.0)), FLOAT(2.0))


def noise_of(plan: Plan, sensor: Sensor) -> tuple[float, float]:
    """Standard deviation of a reading in this building: fixed, and as a share of the value."""
    factor = MEASURES.makes[plan.sensors].factor
    return sensor.noise * factor, sensor.relative_noise * factor
