"""People outside their comfort, counted where they sit."""

import numpy as np

from model.frames import Frames
from model.healthy.flow import zones_fed
from model.healthy.sensors import ZONE_AIR_K
from model.windows import Flags, Floats

PEOPLE_PER_ZONE = 3.0
# Without room temperatures: rooms lag the supply air, a kelvin there is about a quarter of a kelvin in the
# room.
_ROOM_PER_SUPPLY = 0.25
_MOST_K = 5.0
_TOLERATED_K = 1.0
_UNKNOWN_PRESENCE = 10 / 24 * 5 / 7
# A unit called by night goes on until its rooms are 2 degF past their setback (Guideline 36, 5.4).
_NIGHT_BAND_K = 2 * 5 / 9


def presence(frames: Frames) -> Floats:
    """Share of the people that is in (T, E): 1 or 0 where that is known, office hours of a week where not."""
    return np.where(np.isnan(frames.occupied), _UNKNOWN_PRESENCE, frames.occupied)


def zone_people(frames: Frames) -> Floats:
    """People in the zone of each VAV box (E,)."""
    people = frames.design("people")
    return np.where(np.isnan(people), PEOPLE_PER_ZONE, people)


# ASHRAE 55: winter and summer clothing at office work. What people may expect where no setpoint is known.
_COMFORT_LOW_C, _COMFORT_HIGH_C = 20.0, 26.0


def zone_heating_setpoint(frames: Frames) -> Floats:
    """Temperature below which a zone calls for heat [degC] (T, E); the comfort band's where unknown."""
    known = frames.first_of("zone_air_temperature_heating_setpoint", "zone_air_temperature_setpoint")
    return np.where(np.isnan(known), _COMFORT_LOW_C, known)


def zone_cooling_setpoint(frames: Frames) -> Floats:
    """Temperature above which a zone calls for cooling [degC] (T, E); the comfort band's where unknown."""
    known = frames.first_of("zone_air_temperature_cooling_setpoint", "zone_air_temperature_setpoint")
    return np.where(np.isnan(known), _COMFORT_HIGH_C, known)


def zone_cold(frames: Frames) -> Floats:
    """People x kelvin below the tolerated band, (T, E) of boxes."""
    below = zone_heating_setpoint(frames) - _TOLERATED_K - frames.role("zone_air_temperature")
    return _counted(frames, below)


def zone_hot(frames: Frames) -> Floats:
    """People x kelvin above the tolerated band, (T, E) of boxes."""
    above = frames.role("zone_air_temperature") - zone_cooling_setpoint(frames) - _TOLERATED_K
    return _counted(frames, above)


def rooms_past_setback(frames: Frames) -> Flags:
    """Where a room behind an air handler is at its setback or set-up, or on its way back from it. (T, E).

    Setpoints that are not set back, within the comfort of people who are not there, call for nothing.
    """
    own = _past_setback(frames)
    zones = frames.others.get("vav_box")
    if zones is None:
        return own
    return own | (frames.over_zones(_past_setback(zones).astype(np.float64)) > 0)


def _past_setback(frames: Frames) -> Flags:
    zone, band = frames.role("zone_air_temperature"), _NIGHT_BAND_K + ZONE_AIR_K
    heating = frames.role("zone_air_temperature_heating_setpoint")
    cooling = frames.role("zone_air_temperature_cooling_setpoint")
    cold = (heating < _COMFORT_LOW_C) & (zone < heating + band)
    return np.asarray(cold | ((cooling > _COMFORT_HIGH_C) & (zone > cooling - band)), dtype=bool)


def _counted(frames: Frames, beyond: Floats) -> Floats:
    return np.clip(np.nan_to_num(beyond), 0.0, _MOST_K) * zone_people(frames)[None, :] * presence(frames)


def building_cold(frames: Frames) -> Floats:
    """People x kelvin too cold in the whole building, (T, 1): what a plant that fails them costs."""
    zones = frames.others.get("vav_box")
    if zones is None:
        return np.zeros((frames.shape[0], 1))
    total: Floats = zone_cold(zones).sum(axis=1, keepdims=True)
    return total


def people_cold(frames: Frames, shortfall: Floats) -> Floats:
    """People x kelvin too cold behind an air handler (T, E): from the rooms, else the supply's shortfall."""
    return _behind(frames, shortfall, cold=True)


def people_hot(frames: Frames, shortfall: Floats) -> Floats:
    """People x kelvin too hot behind an air handler (T, E): from the rooms, else the supply's shortfall."""
    return _behind(frames, shortfall, cold=False)


def _behind(frames: Frames, shortfall: Floats, *, cold: bool) -> Floats:
    zones = frames.others.get("vav_box")
    if zones is not None and zones_fed(frames).any():
        return frames.over_zones(zone_cold(zones) if cold else zone_hot(zones))
    people = frames.design("people")
    people = np.where(np.isnan(people), PEOPLE_PER_ZONE, people)
    felt = np.clip(np.nan_to_num(shortfall) * _ROOM_PER_SUPPLY, 0.0, _MOST_K)
    return felt * people[None, :] * presence(frames)
