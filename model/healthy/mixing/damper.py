"""What a damper that follows its command lets in, and whether one does follow."""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats
from model.healthy.air.operation import damper_command, settled
from model.healthy.mixing.mixing import entering_air, return_air
from model.healthy.once import once
from model.healthy.sensors import joined, outdoor_air_k

# Fraction that a usual damper lets in shut, open, and half way beyond the mean of both; and what differs
# between dampers: they leak 5 to 10 % when shut and few boxes reach 100 % (PNNL re-tuning); half way, blades
# and authority bend it by up to 0.3 (ASHRAE Handbook, Applications).
USUAL = (0.08, 0.92, 0.0)
SPREAD = (0.06, 0.08, 0.15)
# The law by which a damper's own ways are learned.
LEARNED_AS = "air_mixing"
# As far as frames look back.
_WINDOW_STEPS = 9 * STEPS_PER_HOUR
# One command that stands half of the time at one end and half at the other swings by 0.5.
_LEAST_SWING = 0.12
_LEAST_STEPS = STEPS_PER_HOUR
USUAL_SLOPE = 0.85
_NOISE_K = 0.6
# A signal of 2 to 10 V read as 0 to 10 V is 0.2 off; potentiometers by some hundredths.
_DEAD_BAND = 0.2
_POSITION = 0.08
_WHOLE = 1.1
# What is learned of a damper beyond two deviations of its kind is the habit of a fault.
_PLAUSIBLE = 2.0


@dataclass(frozen=True, slots=True)
class Following:
    """Slope of the outdoor-air fraction over the command in the last hours, (T, E); NaN if nothing moved.

    ``error``: one standard deviation by the sensors.
    """

    slope: Floats
    error: Floats


def usual_fraction(command: Floats) -> tuple[Floats, Floats]:
    """Fraction that a usual damper lets in at ``command``, with one standard deviation between dampers."""
    shut, opened, bent = USUAL
    told = np.clip(command, 0.0, 1.0)
    between = 4.0 * told * (1.0 - told)
    value = shut * (1.0 - told) + opened * told + bent * between
    return value, joined(SPREAD[0] * (1.0 - told), SPREAD[1] * told, SPREAD[2] * between)


@once
def expected_fraction(frames: Frames) -> tuple[Floats, Floats]:
    """Fraction that this damper lets in at its command, with one standard deviation; both (T, E).

    From what was learned of it, where that is what a healthy damper may do; else from the kind's ways.
    """
    command = damper_command(frames)
    value, doubt = usual_fraction(command)
    learned = frames.learned.get(LEARNED_AS)
    if learned is None:
        return value, doubt
    told = np.clip(command, 0.0, 1.0)
    features = np.stack([1.0 - told, told, 4.0 * told * (1.0 - told)], axis=-1)
    own = np.einsum("tek,ek->te", features, learned.mean[:, :3])
    variance = np.einsum("tek,ekl,tel->te", features, learned.covariance[:, :3, :3], features)
    plausible = np.abs(own - value) <= _PLAUSIBLE * doubt
    return np.where(plausible, own, value), np.where(plausible, np.sqrt(np.maximum(variance, 1e-6)), doubt)


@once
def following(frames: Frames) -> Following:
    """Whether the outdoor air follows the command, by weighted regression over the last hours.

    Weights are the square of OAT - RAT, so that hours in which the fraction is uncertain count for little. A
    standing error of the sensors bends the slope where OAT - RAT moves with the command; that is in the
    error.
    """
    command = damper_command(frames)
    back, entering = return_air(frames), entering_air(frames)
    difference = frames.role("outdoor_air_temperature") - back.air
    risen = np.where(entering.least == entering.most, entering.least, np.nan) - back.air
    counts = settled(frames, "outdoor_air_damper_command") & ~np.isnan(risen * difference * command)

    def total(values: Floats) -> Floats:
        summed = np.cumsum(np.where(counts, values, 0.0), axis=0)
        summed[_WINDOW_STEPS:] -= summed[:-_WINDOW_STEPS].copy()
        return summed

    square = difference**2
    steps, weight = total(np.ones(frames.shape)), total(square)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_command, mean_fraction = total(square * command) / weight, total(difference * risen) / weight
        swing = total(square * command**2) / weight - mean_command**2
        together = total(difference * risen * command) / weight - mean_command * mean_fraction
        bent = total(difference * command) / weight - mean_command * total(difference) / weight
        moved = (steps >= _LEAST_STEPS) & (swing >= _LEAST_SWING**2)
        swing = np.where(moved, swing, np.nan)
        noise = _NOISE_K / np.sqrt(weight / STEPS_PER_HOUR * swing)
        standing = joined(entering.tolerance, back.tolerance, outdoor_air_k(frames)) * np.abs(bent) / swing
        slope = together / swing
    return Following(slope, joined(noise, standing))


def position_above(frames: Frames) -> Floats:
    """How far the actuator's own position stands above its command, in deviations; NaN where they agree.

    A position that agrees proves nothing, for a linkage slips behind the actuator; one that is off by a
    signal's dead band (2 to 10 V read as 0 to 10 V) neither.
    """
    position = frames.role("outdoor_air_damper_position")
    # What is no share at all, as of a hundred, is a reading on another scale.
    above = np.where(position <= _WHOLE, position, np.nan) - frames.role("outdoor_air_damper_command")
    beyond = np.sign(above) * (np.abs(above) - _DEAD_BAND) / _POSITION
    return np.where(np.abs(above) >= _DEAD_BAND + _POSITION, beyond, np.nan)
