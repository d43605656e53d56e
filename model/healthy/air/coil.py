"""What the air gains between the mixing box and the supply sensor, beside the fan's own heat."""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max, trailing_mean
from model.healthy.air.flow import FAN_HEAT_K, FAN_HEAT_TOLERANCE_K, casing_k, fan_heat_k, uneven_k
from model.healthy.air.operation import (
    closed,
    cooling_command,
    heating_command,
    keeps_setpoint,
    settled,
)
from model.healthy.mixing.damper import expected_fraction
from model.healthy.mixing.mixing import return_air
from model.healthy.once import once
from model.healthy.sensors import MIXED_AIR_K, SUPPLY_AIR_K, joined, outdoor_air_k

__all__ = ["FAN_HEAT_K", "FAN_HEAT_TOLERANCE_K", "CoilRise", "coil_rise"]

_SEVERAL = 2
_ASKED, _LATELY_STEPS = 0.1, 3 * STEPS_PER_HOUR
_DISAGREE = 2.0
# What coils do to their air at full command, at least; of it a third share where valves open little.
_HEATING_K, _COOLING_K = 20.0, 10.0
_EQUAL_PERCENTAGE = 0.3
_PLANT_OF = {"heating": "hot_water_plant", "cooling": "chilled_water_plant"}


@dataclass(frozen=True, slots=True)
class CoilRise:
    """Temperature rise over the coils [K], (T, E): a healthy pair of shut coils has zero.

    ``least`` and ``most`` bound it: they are equal where the mixed air is measured; where it is not, mixed
    air lies between outdoor and return air, as far as the damper's command allows, and only what is outside
    that span counts.
    """

    least: Floats
    most: Floats
    tolerance: Floats


@once
def coil_rise(frames: Frames) -> CoilRise:
    """Rise from mixed to supply air less fan heat; from the span of outdoor and return air without MAT."""
    supply, mixed = frames.role("supply_air_temperature"), frames.role("mixed_air_temperature")
    back, outside = return_air(frames), frames.role("outdoor_air_temperature")
    known, doubt = _mixed_air(frames)
    low = np.where(np.isnan(mixed), np.minimum(back.air, outside), known)
    high = np.where(np.isnan(mixed), np.maximum(back.air, outside), known)
    entering = np.where(np.isnan(mixed), np.maximum(back.tolerance, outdoor_air_k(frames)), doubt)
    warmed = fan_heat_k(frames)
    return CoilRise(
        least=supply - warmed - high,
        most=supply - warmed - low,
        tolerance=joined(SUPPLY_AIR_K, entering, casing_k(frames)),
    )


def _mixed_air(frames: Frames) -> tuple[Floats, Floats]:
    """Mixed air [degC] and one deviation, (T, E): by its own sensor, and by what the damper lets in.

    A damper told to be shut makes mixed air of return air, whatever its own sensor says. Where the two are
    further apart than chance allows, the damper may be stuck or the sensor behind a wheel: it counts alone.
    """
    mixed, back = frames.role("mixed_air_temperature"), return_air(frames)
    fraction, doubt = expected_fraction(frames)
    apart = frames.role("outdoor_air_temperature") - back.air
    told = back.air + fraction * apart
    by_damper = joined(
        back.tolerance * (1.0 - fraction), outdoor_air_k(frames) * fraction, doubt * apart, uneven_k(frames)
    )
    gap = np.abs(mixed - told)
    agree = gap <= _DISAGREE * joined(MIXED_AIR_K, by_damper)
    agree &= settled(frames, "outdoor_air_damper_command")
    share = MIXED_AIR_K**2 / (MIXED_AIR_K**2 + by_damper**2)
    both = joined(np.sqrt(share) * by_damper, gap / 2)
    better = agree & (both < MIXED_AIR_K)
    return (
        np.where(better, mixed + share * (told - mixed), mixed),
        np.where(better, both, MIXED_AIR_K),
    )


def least_effect_k(frames: Frames, coil: str) -> Floats:
    """How much a coil, "heating" or "cooling", must at least do to its air [K], (T, E); zero if not known.

    Valves of equal percentage do least when little open: a third of what their opening says.
    """
    command, at_full = (
        (heating_command(frames), _HEATING_K) if coil == "heating" else (cooling_command(frames), _COOLING_K)
    )
    works = keeps_setpoint(frames, coil)
    return np.where(works, _EQUAL_PERCENTAGE * at_full * np.nan_to_num(command), 0.0)


def effect_shut_k(frames: Frames, coil: str) -> Floats:
    """What a coil did to its air [K] while it was told to be shut, in the last hours, (T, E).

    Positive in its own direction; NaN where it was not told to be shut. A valve that stands part open does
    as much then as at full command.
    """
    rise = coil_rise(frames)
    heats = coil == "heating"
    command = heating_command(frames) if heats else cooling_command(frames)
    effect = rise.least if heats else -rise.most
    shut = closed(command) & settled(frames, f"{coil}_valve_command") & np.isfinite(effect)
    return trailing_mean(np.where(shut, effect, np.nan), (LOOK_BACK_HOURS - 1) * STEPS_PER_HOUR)


def water_nowhere(frames: Frames, coil: str) -> Flags:
    """Where nothing tells that there is water for a coil: several units, and none of them got any. (T, E).

    ``coil`` is "heating" or "cooling". Where nobody described its plant there may be none, or it rests, as
    chillers do in cool weather, out of season, or for one unit that calls alone; that is nothing that a valve
    could mend. A unit that is the only one of its building has no witness, and is judged without; but not
    where a hot-water plant is described and none of chilled water: in mild climates many a building has none.
    """
    index = frames.parents.get(_PLANT_OF[coil])
    described = np.zeros(frames.shape[1], dtype=bool) if index is None else index >= 0
    lately = trailing_max(_works(frames, coil).astype(np.float64), _LATELY_STEPS)
    served = frames.in_building(frames.kind, np.nan_to_num(lately))
    units = frames.in_building(frames.kind, np.ones(frames.shape))
    heated_alone = (_plants(frames, "heating") > 0) & (_plants(frames, "cooling") == 0)
    doubtful = (units >= _SEVERAL) | (heated_alone & (coil == "cooling"))
    return np.asarray(~described[None, :] & doubtful & (served == 0), dtype=bool)


def _plants(frames: Frames, coil: str) -> Floats:
    """How many plants for coils, "heating" or "cooling", are described in each one's building. (T, E)."""
    plants = frames.others.get(_PLANT_OF[coil])
    return (
        np.zeros(frames.shape) if plants is None else frames.in_building(plants.kind, np.ones(plants.shape))
    )


def _works(frames: Frames, coil: str) -> Flags:
    """Where a coil that is asked changes its air beyond doubt. (T, E)."""
    rise = coil_rise(frames)
    if coil == "heating":
        return np.asarray((heating_command(frames) > _ASKED) & (rise.least > 2 * rise.tolerance))
    return np.asarray((cooling_command(frames) > _ASKED) & (rise.most < -2 * rise.tolerance))
