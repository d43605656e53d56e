"""A temperature jumps from one reading to the next further than what it measures can.

Rooms, ducts and pipes have their inertia. The second difference of three readings takes out any slope;
of pure noise it is the square root of six times as wide as the noise. A start or a stop bends two or three
readings of an hour, noise bends them all: so the mean is of their square roots, which few cannot carry.

What a loop that hunts measures swings as well, but from one reading to the next it goes on as it went: its
second differences are at most twice as large as its first, in squares, where a swing takes four readings or
more. Noise knows nothing of the reading before: there it is three times.

Return water is mixed of what its loads leave: where few valves come and go it leaps by a good part of what
lies between supply and return, from one reading to the next.
"""

import numpy as np
from numpy.typing import NDArray

from model.faults.fault import Assessment, Fault, Waste
from model.faults.sensor.likes import among, beside, like, roles
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, known_or_zero, trailing_max, trailing_mean, trailing_sum
from model.healthy.once import of_equipment
from model.healthy.sensors import bends, joined, noise_of

# What control, doors and sun may do within minutes [K], one standard deviation beside a sensor's own noise.
_USUAL_K = {
    "zone_air_temperature": 0.2,
    "outdoor_air_temperature": 0.35,
    "return_air_temperature": 0.3,
    "mixed_air_temperature": 0.7,
}
# Air behind coils swings with its control, water behind a source that cycles with its dead band.
_SWINGS_K, _WATER_SWINGS_K = 1.3, 2.0
# These leap with each start of a burner or compressor, and with each tap.
_LEAPS = ("flue_temperature", "evaporating_temperature", "domestic_hot_water_temperature")
_LEAST_READINGS = 9
_LEAST_LIKE = 2
# Return water, as a part of what lies between supply and return: so far leaps a load that few valves carry.
_OF_LOAD = 0.4
# Second over first differences, in squares: of a swing over four readings, and of noise at the least.
_OF_SWINGS, _OF_NOISE = 2.0, 2.5


def _usual_k(role: str) -> float:
    if "temperature" not in role or role in _LEAPS:
        return np.nan
    return _USUAL_K.get(role, _WATER_SWINGS_K if "water" in role else _SWINGS_K)


@of_equipment
def _usual(frames: Frames) -> Floats:
    """What each sensor (E,) may usually do [K]; NaN where it may do anything."""
    return np.array([_usual_k(role) for role in roles(frames).tolist()], dtype=np.float64)


def _of_likes(frames: Frames, noise: Floats) -> Floats:
    """What the other sensors of the role in the building show (T, E); 0 where there are fewer than two.

    Units that come and go every few minutes swing all of their rooms.
    """
    groups = like(frames)
    count = among(groups, (~np.isnan(noise)).astype(np.float64)) - ~np.isnan(noise)
    others = among(groups, noise) - known_or_zero(noise)
    return np.where(count >= _LEAST_LIKE, others / np.maximum(count, 1.0), 0.0)


@of_equipment
def _supplies(frames: Frames) -> NDArray[np.int64]:
    """The supply (E,) beside each sensor of return water; itself for all else."""
    return beside(frames, "_return_temperature", "_supply_temperature")


def _of_load(value: Floats, supplies: NDArray[np.int64]) -> Floats:
    """What return water (T, E) may leap by its load [K]; 0 for all else."""
    if np.array_equal(supplies, np.arange(len(supplies))):
        return np.zeros((1, len(supplies)))
    hour = trailing_mean(value, STEPS_PER_HOUR)
    return known_or_zero(_OF_LOAD * np.abs(hour[:, supplies] - hour))


def _memoryless(value: Floats, bend: Floats) -> Floats:
    """How far (T, E), 0..1, the readings of two hours leap without regard to the one before."""
    step = np.full(value.shape, np.nan)
    step[1:] = np.diff(value, axis=0)
    steps = trailing_mean(np.square(step), 2 * STEPS_PER_HOUR)
    bends = trailing_mean(np.square(bend), 2 * STEPS_PER_HOUR)
    ratio = bends / np.where(steps > 0, steps, np.nan)
    return known_or_zero(np.clip((ratio - _OF_SWINGS) / (_OF_NOISE - _OF_SWINGS), 0.0, 1.0))


def assess(frames: Frames) -> Assessment:
    value = frames.role("value")
    bend = bends(value)
    known = trailing_sum((~np.isnan(bend)).astype(np.int16), STEPS_PER_HOUR)
    noise = noise_of(value, STEPS_PER_HOUR) * _memoryless(value, bend)
    steadily = ~(trailing_max(frames.role("resting"), STEPS_PER_HOUR) > 0)
    usual = _usual(frames)
    tolerance = joined(usual[None, :], _of_likes(frames, noise), _of_load(value, _supplies(frames)))
    return Assessment(
        applies=steadily & (known >= _LEAST_READINGS) & ~np.isnan(noise) & ~np.isnan(tolerance),
        residual=noise,
        tolerance=tolerance,
        measured=noise,
        expected=tolerance,
        waste=Waste(heating_w=frames.role("fought"), cooling_w=frames.role("fought")),
    )


FAULT = Fault(
    id="sensor_noisy",
    kind="sensor",
    needs=(("value",),),
    assess=assess,
    quantity="sensor_step",
    traces=("value",),
    source="spike and noise checks in use in the field; inertia of rooms, ducts and pipes is an estimate",
    weight=0.2,
    weight_against=0.3,
    costed=False,
)
