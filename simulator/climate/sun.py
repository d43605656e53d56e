"""Where the sun stands and what it sends to walls, as functions of time and place alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.clock import DAY_MS
from simulator.record import Times

Numbers = NDArray[np.float64]

SOLAR_CONSTANT = 1361.0  # [W/m2]
GROUND_ALBEDO = 0.2
_J2000_MS = 946_728_000_000  # noon of 1 January 2000
# Close to the horizon the share of a beam on a wall to that on the ground grows beyond bounds (as in pvlib).
_LEAST_SINE = 0.01745


@dataclass(frozen=True, slots=True)
class Sun:
    """Direction to the sun as a unit vector, and what it sends to outer space [W/m2]; each (T,)."""

    east: Numbers
    north: Numbers
    up: Numbers
    extraterrestrial: Numbers


def sun_at(time_ms: Times, latitude: float, longitude: float) -> Sun:
    """The sun at ``time_ms`` (T,) from a place [degrees north, degrees east].

    Almanac formulas of Michalsky 1988 (Solar Energy 40), within 0.01 degrees from 1950 to 2050; the true
    direction, without refraction.
    """
    days = (time_ms - _J2000_MS) / DAY_MS
    anomaly = np.radians((357.528 + 0.9856003 * days) % 360)
    longitude_mean = 280.460 + 0.9856474 * days
    ecliptic = np.radians((longitude_mean + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly)) % 360)
    tilt = np.radians(23.439 - 4e-7 * days)
    sine = np.sin(ecliptic)
    ascension = np.arctan2(np.cos(tilt) * sine, np.cos(ecliptic))
    north_of_equator = np.sin(tilt) * sine
    at_equator = np.sqrt(1.0 - north_of_equator * north_of_equator)
    sidereal = np.radians((280.46062 + 360.98564737 * days + longitude) % 360)
    angle = sidereal - ascension
    low, high = np.cos(np.radians(latitude)), np.sin(np.radians(latitude))
    turned = at_equator * np.cos(angle)
    distance = 1.00014 - 0.01671 * np.cos(anomaly) - 0.00014 * np.cos(2 * anomaly)
    return Sun(
        east=-at_equator * np.sin(angle),
        north=low * north_of_equator - high * turned,
        up=high * north_of_equator + low * turned,
        extraterrestrial=SOLAR_CONSTANT / (distance * distance),
    )


def on_facades(sun: Sun, beam: Numbers, diffuse: Numbers) -> Numbers:
    """Sun on walls to the north, east, south and west and on the ground [W/m2] (T, 5).

    From ``beam`` (normal to the sun) and ``diffuse`` (on the ground) [W/m2] (T,): Hay and Davies 1980, where
    part of the diffuse light comes from around the sun, and a ground that throws back a fifth.
    """
    height = np.maximum(sun.up, 0.0)
    ground = beam * height + diffuse
    around = beam / sun.extraterrestrial
    veil = diffuse * (1.0 - around) * 0.5 + ground * (GROUND_ALBEDO * 0.5)
    # The sky's own glow around the sun shines like more of the beam.
    rays = (beam + diffuse * around / np.maximum(height, _LEAST_SINE)) * (sun.up > 0)
    sky = np.empty((len(beam), 5))
    for column, facing in enumerate((sun.north, sun.east, -sun.north, -sun.east)):
        sky[:, column] = rays * np.maximum(facing, 0.0) + veil
    sky[:, 4] = ground
    return sky
