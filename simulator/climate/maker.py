"""Drives of buildings for a stretch of steps, from their plans: weather, schedules, people and water."""

from collections.abc import Sequence

import numpy as np

from simulator.buildings.plan import Plan
from simulator.calendars.openings import occupied_by, openings
from simulator.calendars.presence import people_share, water_share, zone_people
from simulator.climate.drives import Drives
from simulator.climate.generator import generated
from simulator.climate.weather import Weather
from simulator.clock import HOUR_MS
from simulator.layout import Index, Layout
from simulator.noise import keys, uniform
from simulator.record import FLOAT, Array, Times

SPOT = 50
_WARMER = 0.8  # at most, in a town than at its airport [K]
_SHELTER = (0.5, 0.9)  # of the wind in the open


def drives(
    plans: Sequence[Plan],
    layout: Layout,
    orientation: Array,
    time_ms: Times,
    weather: Weather | None = None,
) -> Drives:
    """What drives ``plans`` at ``time_ms`` (T,), a day or some of it in rising order.

    ``orientation`` of each zone (Z,): 0 north, 1 east, 2 south, 3 west, 4 inside (the sun on the ground).
    ``weather`` stands for that of all buildings; without it each has that of its climate, made up from its
    seed. A function of plans and time alone: neither the cut of time nor the buildings beside change a byte.
    Raises UnknownClimateError, UnknownKindError and UnknownRegionError for what a plan names in vain.
    """
    places: list[tuple[str, int]] = []
    if weather is None:
        places = sorted({(plan.climate, plan.seed[0]) for plan in plans})
        skies = [generated(*place).at(time_ms) for place in places]
        place_of = np.array([places.index((plan.climate, plan.seed[0])) for plan in plans], dtype=np.int64)
    else:
        skies = [weather.at(time_ms)]
        place_of = np.zeros(len(plans), dtype=np.int64)
    warmer, shelter = _spots(plans)
    found = openings(plans, int(time_ms[0]), int(time_ms[-1]))
    occupied, hours_to_start = occupied_by(found, time_ms)
    people = people_share(plans, found, time_ms)
    hours, hour = np.unique(time_ms // HOUR_MS, return_inverse=True)
    return Drives(
        time_ms=time_ms,
        outdoor_air=_columns([sky.air for sky in skies], place_of) + warmer,
        outdoor_humidity=_columns([sky.humidity for sky in skies], place_of),
        wind=_columns([sky.wind for sky in skies], place_of) * shelter,
        facade=np.concatenate([sky.facade for sky in skies], axis=1),
        facade_row=_facade_rows(place_of, layout, orientation),
        occupied=occupied,
        hours_to_start=hours_to_start,
        people_share=people,
        zone_people=zone_people(plans, layout, hours),
        hour=hour.astype(np.int64),
        water_share=water_share(plans, people, time_ms),
    )


def _columns(values: list[Array], place_of: Index) -> Array:
    return np.stack(values, axis=1)[:, place_of]


def _facade_rows(place_of: Index, layout: Layout, orientation: Array) -> Index:
    rows: Index = place_of[layout.parent("zone")] * 5 + orientation.astype(np.int64)
    return rows


def _spots(plans: Sequence[Plan]) -> tuple[Array, Array]:
    """How much warmer [K] and how far in the wind each building stands (B,)."""
    seeds = np.array([plan.seed for plan in plans], dtype=np.int64).reshape(-1, 2)
    draws = uniform(keys(keys(keys(seeds[:, 0]), seeds[:, 1], SPOT)[:, None], np.arange(2)))
    warmer = _WARMER * draws[:, 0]
    low, high = _SHELTER
    return warmer.astype(FLOAT), (low + (high - low) * draws[:, 1]).astype(FLOAT)
