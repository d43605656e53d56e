"""Mixing of outdoor and return air: how much outdoor air the temperatures and flows tell of."""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats, held_for
from model.healthy.air.flow import casing_k, fan_heat_k, measured_supply_flow
from model.healthy.air.operation import CLOSED, SETTLED_STEPS, cooling_command, heating_command
from model.healthy.once import once
from model.healthy.sensors import (
    MIXED_AIR_K,
    RETURN_AIR_K,
    ROOMS_FOR_RETURN_K,
    SUPPLY_AIR_K,
    joined,
    outdoor_air_k,
)

# Below this the temperatures of outdoor and return air are the same for any sensor; above it the fraction is
# known the less, the closer they are, and its tolerance says so.
LEAST_DIFFERENCE_K = 1.5
# Where two witnesses of one air are further apart than chance allows, neither is surer than the gap.
_DISAGREE = 2.5
# One valve in twenty leaks by a kelvin or two, which a sensor behind the coils cannot tell from mixed air.
_UNSEEN_LEAK_K = 1.0
# Roles of what was worked out elsewhere: the air before the coils [degC], and the doubt of that [K].
BEFORE_COILS, BEFORE_COILS_DOUBT = "air_before_coils", "air_before_coils_doubt"
# Flow stations in intakes are off by a share of full flow at low speed, and by a share of what they read.
_STATION_OFFSET, _STATION_SHARE = 0.05, 0.15


@dataclass(frozen=True, slots=True)
class Returning:
    """Return air [degC] with one standard deviation, both (T, E)."""

    air: Floats
    tolerance: Floats


@dataclass(frozen=True, slots=True)
class Entering:
    """Air before the coils [degC], (T, E): within ``least`` and ``most``, equal where it is known.

    ``tolerance`` is one standard deviation of either. Infinite where nothing bounds it, NaN without proof.
    """

    least: Floats
    most: Floats
    tolerance: Floats


@dataclass(frozen=True, slots=True)
class OutdoorAir:
    """Outdoor-air fraction with one standard deviation, (T, E).

    ``fraction`` is NaN where it is only known to lie between ``least`` and ``most``.
    """

    fraction: Floats
    tolerance: Floats
    least: Floats
    most: Floats


@once
def return_air(frames: Frames) -> Returning:
    """Return air: its own sensor, else the room that the unit serves, else the mean of the rooms it feeds."""
    own = frames.role("return_air_temperature")
    rooms = frames.role("zone_air_temperature")
    boxes = frames.others.get("vav_box")
    if boxes is not None and frames.kind in boxes.parents:
        zone = boxes.role("zone_air_temperature")
        count = frames.over("vav_box", (~np.isnan(zone)).astype(np.float64))
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(count > 0, frames.over("vav_box", np.nan_to_num(zone)) / count, np.nan)
        rooms = np.where(np.isnan(rooms), mean, rooms)
    return Returning(
        np.where(np.isnan(own), rooms, own), np.where(np.isnan(own), ROOMS_FOR_RETURN_K, RETURN_AIR_K)
    )


@once
def entering_air(frames: Frames) -> Entering:
    """Air before the coils, by its own sensor and by the supply air less what fan and coils may have done.

    With both valves shut, supply air less fan heat is mixed air (a second sensor for nothing); with heating
    alone it can only have been colder, with cooling alone only warmer.
    """
    mixed, supply = (
        frames.role("mixed_air_temperature"),
        frames.role("supply_air_temperature") - fan_heat_k(frames),
    )
    heating, cooling = may_work(frames, heating_command(frames)), may_work(frames, cooling_command(frames))
    neither = ~heating & ~cooling & ~np.isnan(supply)
    by_mixed = joined(MIXED_AIR_K, casing_k(frames))
    by_supply = joined(SUPPLY_AIR_K, casing_k(frames), _UNSEEN_LEAK_K)
    gap = np.abs(mixed - supply)
    both = neither & ~np.isnan(mixed)
    agree = both & (gap <= _DISAGREE * joined(by_mixed, by_supply))
    share = by_supply**2 / (by_mixed**2 + by_supply**2)
    known = np.where(agree, share * mixed + (1 - share) * supply, mixed)
    known = np.where(np.isnan(mixed) & neither, supply, known)
    tolerance = np.where(np.isnan(mixed), by_supply, by_mixed)
    tolerance = np.where(agree, by_mixed * by_supply / joined(by_mixed, by_supply), tolerance)
    tolerance = np.where(both & ~agree, gap, tolerance)
    worked_out, doubt = frames.role(BEFORE_COILS), frames.role(BEFORE_COILS_DOUBT)
    better = np.isnan(known) & ~np.isnan(worked_out)
    known = np.where(better, worked_out, known)
    tolerance = np.where(better, joined(by_supply, np.nan_to_num(doubt)), tolerance)
    unknown = np.isnan(known)
    least = np.where(unknown, np.where(heating, -np.inf, supply), known)
    most = np.where(unknown, np.where(cooling, np.inf, supply), known)
    return Entering(least, most, tolerance)


def may_work(frames: Frames, command: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where a coil may have worked in the last half hour (T, E); one without any point is absent.

    Rooftop units have both, whatever their points.
    """
    told = ~np.isnan(command).all(axis=0, keepdims=True) | (frames.kind == "rooftop_unit")
    resting = held_for(command <= CLOSED, SETTLED_STEPS)
    return np.asarray(told & ~resting & np.ones(frames.shape, dtype=bool))


@once
def outdoor_air(frames: Frames) -> OutdoorAir:
    """Energy balance of the mixing box, f = (MAT - RAT)/(OAT - RAT), and the flow station where there is one.

    The closer OAT and RAT, the wider the tolerance; NaN where they cannot be told apart.
    """
    back, entering = return_air(frames), entering_air(frames)
    difference = frames.role("outdoor_air_temperature") - back.air
    apart = np.where(np.abs(difference) >= LEAST_DIFFERENCE_K, difference, np.nan)
    one, other = (entering.least - back.air) / apart, (entering.most - back.air) / apart
    least, most = np.minimum(one, other), np.maximum(one, other)
    fraction = np.where(entering.least == entering.most, least, np.nan)
    near = np.nan_to_num(np.clip(fraction, 0, 1), nan=0.5)
    tolerance = joined(
        entering.tolerance, back.tolerance * (1 - near), outdoor_air_k(frames) * near
    ) / np.abs(apart)
    return _with_station(frames, OutdoorAir(fraction, tolerance, least, most))


def _with_station(frames: Frames, air: OutdoorAir) -> OutdoorAir:
    """Join what the outdoor-air flow station says, where both flows are measured."""
    total = measured_supply_flow(frames)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(total > 0, frames.role("outdoor_air_flow") / total, np.nan)
    doubt = _STATION_OFFSET + _STATION_SHARE * np.clip(share, 0, 1.2)
    with np.errstate(invalid="ignore"):
        weight = np.where(np.isnan(air.fraction), 0.0, doubt**2 / (doubt**2 + air.tolerance**2))
    told = ~np.isnan(share)
    fraction = np.where(told, weight * np.nan_to_num(air.fraction) + (1 - weight) * share, air.fraction)
    # Two witnesses apart are each in doubt by the gap.
    gap = np.where(told, np.nan_to_num(np.abs(air.fraction - share)), 0.0)
    both = np.where(weight > 0, np.sqrt(weight) * air.tolerance, doubt)
    apart = gap > _DISAGREE * joined(np.nan_to_num(air.tolerance), doubt)
    tolerance = np.where(told, np.where(apart, np.maximum(gap, both), both), air.tolerance)
    return OutdoorAir(
        fraction,
        tolerance,
        np.where(told, fraction, air.least),
        np.where(told, fraction, air.most),
    )
