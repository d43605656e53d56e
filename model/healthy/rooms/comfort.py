"""People outside their comfort, counted where they sit: in rooms of boxes, fan coils and rooftop units."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats, known_or_zero
from model.healthy.once import kept, once
from model.healthy.sensors import ZONE_AIR_K
from model.site.rooms import ROOM_KINDS

PEOPLE_PER_ZONE = 3.0
# Without room temperatures: rooms lag the supply air, a kelvin there is about a quarter of a kelvin in the
# room.
_ROOM_PER_SUPPLY = 0.25
# Beyond that people leave; what their hours are worth is lost, and no more.
_MOST_K = 5.0
# Half of the width of ASHRAE 55's band of 80 % acceptance less that of 90 %: who notices, and minds.
_TOLERATED_K = 0.7
_UNKNOWN_PRESENCE = 10 / 24 * 5 / 7
# A unit called by night goes on until its rooms are 2 degF past their setback (Guideline 36, 5.4).
_NIGHT_BAND_K = 2 * 5 / 9
# ASHRAE 55: winter and summer clothing at office work. What people may expect where no setpoint is known.
_COMFORT_LOW_C, COMFORT_HIGH_C = 20.0, 26.0
# Nobody is cold above, or hot below, whatever a setpoint says (ASHRAE 55 at office work).
_NEVER_COLD_C, _NEVER_HOT_C = 23.0, 23.0


@once
def presence(frames: Frames) -> Floats:
    """Share of the people that is in (T, E): 1 or 0 where that is known, office hours of a week where not."""
    return np.where(np.isnan(frames.occupied), _UNKNOWN_PRESENCE, frames.occupied)


def zone_people(frames: Frames) -> Floats:
    """People in the zone of each equipment (E,)."""
    people = frames.design("people") if frames.people is None else frames.people
    return np.where(np.isnan(people), PEOPLE_PER_ZONE, people)


@once
def zone_heating_setpoint(frames: Frames) -> Floats:
    """Temperature below which a zone calls for heat [degC] (T, E); the comfort band's where unknown."""
    known = frames.first_of("zone_air_temperature_heating_setpoint", "zone_air_temperature_setpoint")
    return np.where(np.isnan(known), _COMFORT_LOW_C, known)


@once
def zone_cooling_setpoint(frames: Frames) -> Floats:
    """Temperature above which a zone calls for cooling [degC] (T, E); the comfort band's where unknown."""
    known = frames.first_of("zone_air_temperature_cooling_setpoint", "zone_air_temperature_setpoint")
    return np.where(np.isnan(known), COMFORT_HIGH_C, known)


@once
def zone_cold(frames: Frames) -> Floats:
    """People x kelvin below the tolerated band, (T, E) of equipment with a room."""
    return cold_at(frames, frames.role("zone_air_temperature"))


@once
def zone_hot(frames: Frames) -> Floats:
    """People x kelvin above the tolerated band, (T, E) of equipment with a room."""
    return hot_at(frames, frames.role("zone_air_temperature"))


def cold_at(frames: Frames, temperature: Floats) -> Floats:
    """People x kelvin too cold if the room were at ``temperature`` [degC] (T, E)."""
    due = np.minimum(zone_heating_setpoint(frames), _NEVER_COLD_C)
    return _counted(frames, due - _TOLERATED_K - temperature)


def hot_at(frames: Frames, temperature: Floats) -> Floats:
    """People x kelvin too hot if the room were at ``temperature`` [degC] (T, E)."""
    due = np.maximum(zone_cooling_setpoint(frames), _NEVER_HOT_C)
    return _counted(frames, temperature - due - _TOLERATED_K)


def _counted(frames: Frames, beyond: Floats) -> Floats:
    return np.clip(known_or_zero(beyond), 0.0, _MOST_K) * zone_people(frames)[None, :] * presence(frames)


@once
def rooms_past_setback(frames: Frames) -> Flags:
    """Where a room behind an equipment is at its setback or set-up, or on its way back from it. (T, E).

    Setpoints that are not set back, within the comfort of people who are not there, call for nothing.
    """
    past = _past_setback(frames)
    for rooms in _rooms(frames):
        past |= frames.over(rooms.kind, _past_setback(rooms).astype(np.float64)) > 0
    return past


@once
def rooms_at_cooling_setpoint(frames: Frames) -> Flags:
    """Where a room behind an equipment calls for cooling, or keeps it called by being barely below. (T, E).

    Guideline 36 ends cool-down 1.1 K (2 degF) below the setpoint at which rooms call for it.
    """
    warm = np.zeros(frames.shape)
    for rooms in _rooms(frames):
        zone, setpoint = (
            rooms.role("zone_air_temperature"),
            rooms.role("zone_air_temperature_cooling_setpoint"),
        )
        warm += frames.over(rooms.kind, (zone > setpoint - _NIGHT_BAND_K - ZONE_AIR_K).astype(np.float64))
    return np.asarray(warm > 0)


def _past_setback(frames: Frames) -> Flags:
    zone, band = frames.role("zone_air_temperature"), _NIGHT_BAND_K + ZONE_AIR_K
    heating = frames.role("zone_air_temperature_heating_setpoint")
    cooling = frames.role("zone_air_temperature_cooling_setpoint")
    cold = (heating < _COMFORT_LOW_C) & (zone < heating + band)
    return np.asarray(cold | ((cooling > COMFORT_HIGH_C) & (zone > cooling - band)), dtype=bool)


@once
def building_cold(frames: Frames) -> Floats:
    """People x kelvin too cold in each one's building, (T, E): what a plant that fails them costs.

    Of the rooms that it feeds, where any are known; else of all rooms of the building.
    """
    return _in_building(frames, zone_cold)


@once
def building_hot(frames: Frames) -> Floats:
    """People x kelvin too hot in each one's building, (T, E), of the rooms as in ``building_cold``."""
    return _in_building(frames, zone_hot)


def _in_building(frames: Frames, felt: Callable[[Frames], Floats]) -> Floats:
    fed, everywhere = np.zeros(frames.shape), np.zeros(frames.shape)
    for rooms in _rooms(frames):
        people_kelvin = felt(rooms)
        fed += frames.over(rooms.kind, people_kelvin)
        everywhere += frames.in_building(rooms.kind, people_kelvin)
    return np.where(rooms_fed(frames) > 0, fed, everywhere)


def people_cold(frames: Frames, shortfall: Floats) -> Floats:
    """People x kelvin too cold behind an air handler (T, E): from the rooms, else the supply's shortfall."""
    return _behind(frames, shortfall, zone_cold)


def people_hot(frames: Frames, shortfall: Floats) -> Floats:
    """People x kelvin too hot behind an air handler (T, E): from the rooms, else the supply's shortfall."""
    return _behind(frames, shortfall, zone_hot)


def _behind(frames: Frames, shortfall: Floats, felt: Callable[[Frames], Floats]) -> Floats:
    fed = kept(frames, f"behind {felt.__name__}", partial(_of_rooms, frames, felt))
    supplied = np.clip(np.nan_to_num(shortfall) * _ROOM_PER_SUPPLY, 0.0, _MOST_K)
    guessed = supplied * zone_people(frames)[None, :] * presence(frames)
    own = np.where(frames.described("zone_air_temperature")[None, :], felt(frames), guessed)
    return np.where(rooms_fed(frames) > 0, fed, own)


def _of_rooms(frames: Frames, felt: Callable[[Frames], Floats]) -> Floats:
    fed = np.zeros(frames.shape)
    for rooms in _rooms(frames):
        fed += frames.over(rooms.kind, felt(rooms))
    return fed


@once
def rooms_fed(frames: Frames) -> Floats:
    """Number of rooms behind each equipment (E,)."""
    count = np.zeros(frames.shape[1])
    for rooms in _rooms(frames):
        if frames.kind in rooms.parents:
            count += np.bincount(rooms.parents[frames.kind] + 1, minlength=frames.shape[1] + 1)[1:]
    return count


def _rooms(frames: Frames) -> Iterator[Frames]:
    """Frames of the building's equipment with rooms, other than these."""
    for kind in ROOM_KINDS:
        if kind in frames.others and kind != frames.kind:
            yield frames.others[kind]
