"""How much likelier the last hours of carbon dioxide are with the damper shut than with it as it is told."""

import numpy as np

from model.frames.frames import HOUR_MS, LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, known_or_zero
from model.healthy.air.flow import design_flow, measured_supply_flow, supply_flow
from model.healthy.air.operation import damper_command, fan_runs
from model.healthy.breath.balance import STEP_S, Breathed, odds_of_shut
from model.healthy.breath.breathing import crowding
from model.healthy.mixing.damper import expected_fraction
from model.healthy.once import once

_STEPS = int(STEP_S / 3600.0 * STEPS_PER_HOUR)
_PER_HOUR = STEPS_PER_HOUR // _STEPS
_WINDOW = LOOK_BACK_HOURS * _PER_HOUR
# Three hours of means.
_LEAST_KNOWN = 3 * _PER_HOUR
# Rooms beside tell how full they are once the air has been changed.
_SETTLED = 2 * _PER_HOUR
# Where carbon dioxide moves by less, twice what makers grant, nobody may have been in.
_MOVED_PPM = 100.0
# A sensor in a duct tells of rooms once the fan has drawn their air for a while.
_DRAWN_STEPS = STEPS_PER_HOUR // 2
# Rooms stand for their unit where nearly all of them tell; the usual one of a box (estimate).
_NEARLY_ALL, _ROOM_M2 = 0.9, 30.0
_HEIGHT_M = 3.0
# Design flows are off by balancing, filters and belts.
_FLOW = 0.3
_LEAST_SHARE = 0.02
# What no balance explains happens too: no window says more than this, and one that says less says nothing.
_MOST, _LEAST = 4.5, 0.3


@once
def breath_odds(frames: Frames) -> Floats:
    """Log of how much likelier the hours of the window that end with each hour are with it shut, (T, E).

    Told of all steps of the hour; NaN where nothing is known: it takes the number of people that rooms are
    made for, their area, the air supplied and the damper's command. Zero where it is as likely as not.
    """
    told = np.full(frames.shape, np.nan)
    begins = int(-frames.times_ms[0] % HOUR_MS // (HOUR_MS // STEPS_PER_HOUR))
    hours = (frames.shape[0] - begins) // STEPS_PER_HOUR
    size = frames.design("people") * frames.design("area")
    if hours < LOOK_BACK_HOURS or not (size > 0).any():
        return told
    steps = slice(begins, begins + hours * STEPS_PER_HOUR)

    def means(values: Floats) -> Floats:
        """Means of the windows (H, E, n) that end with each hour from the last of the first window on."""
        each = values[steps].reshape(hours * _PER_HOUR, _STEPS, -1)
        known = ~np.isnan(each)
        count = np.where(known.any(axis=1), known.sum(axis=1), np.nan)
        mean = np.where(known, each, 0.0).sum(axis=1) / count
        windows = np.lib.stride_tricks.sliding_window_view(mean, _WINDOW, axis=0)
        return np.asarray(windows[::_PER_HOUR], dtype=np.float64)

    supply, share, doubt = _outdoor_air(frames)
    co2, blown, let_in = means(co2_of_rooms(frames)), means(supply), means(share)
    known = ~np.isnan(co2 + blown + let_in)
    known = known[..., 1:] & known[..., :-1]
    there = means(np.nan_to_num(np.asarray(frames.occupied, dtype=np.float64), nan=0.5))
    moved = np.fmax.reduce(co2, axis=-1) - np.fmin.reduce(co2, axis=-1)
    rows = (known.sum(axis=-1) >= _LEAST_KNOWN) & (size > 0)[None, :]
    if not rows.any():
        return told
    hour, unit = np.nonzero(rows)
    outdoor = known_or_zero(blown * let_in)[rows]
    weight = outdoor / np.maximum(outdoor.sum(axis=1, keepdims=True), 1e-9)
    crowd = np.fmax.reduce(means(crowding(frames))[..., _SETTLED:], axis=-1)[rows]
    found = odds_of_shut(
        Breathed(
            co2=known_or_zero(co2)[rows],
            supply=known_or_zero(blown)[rows],
            let_in=known_or_zero(let_in)[rows],
            there=there[rows],
            known=known[rows],
            doubt=np.hypot(_FLOW, (known_or_zero(means(doubt))[rows] * weight).sum(axis=1)),
            volume=_HEIGHT_M * frames.design("area")[unit],
            people=frames.design("people")[unit] * np.exp(np.nan_to_num(crowd)),
        )
    )
    found = np.clip(found, -_MOST, _MOST)
    by_hour = np.full((hours, frames.shape[1]), np.nan)
    by_hour[hour + LOOK_BACK_HOURS - 1, unit] = np.where(
        (np.abs(found) >= _LEAST) & (moved[rows] >= _MOVED_PPM), found, 0.0
    )
    told[steps] = np.repeat(by_hour, STEPS_PER_HOUR, axis=0)
    return told


def _outdoor_air(frames: Frames) -> tuple[Floats, Floats, Floats]:
    """Supply air [m3/s], share of it from outdoors by the command, and the doubt of its logarithm, (T, E)."""
    measured = ~np.isnan(measured_supply_flow(frames))
    runs = fan_runs(frames)
    known = measured | (~np.isnan(design_flow(frames))[None, :] & ~np.isnan(runs))
    share, doubt = expected_fraction(frames)
    # A fan that stands moves nothing, whatever the damper does.
    stands = runs == 0
    share = np.where(stands & np.isnan(damper_command(frames)), 0.0, share)
    supply = np.where(stands, 0.0, np.where(known, supply_flow(frames), np.nan))
    return supply, share, doubt / np.maximum(share, _LEAST_SHARE)


@once
def co2_of_rooms(frames: Frames) -> Floats:
    """Carbon dioxide of rooms [ppm] (T, E): by room or boxes, or by what a running fan draws from them."""
    drawn = held_for(fan_runs(frames) == 1, _DRAWN_STEPS)
    by_duct = np.where(drawn, frames.role("return_air_co2"), np.nan)
    own = np.where(frames.described("zone_co2")[None, :], frames.role("zone_co2"), by_duct)
    boxes = frames.others.get("vav_box")
    if boxes is None or frames.kind != "air_handler":
        return own
    ppm, area = boxes.role("zone_co2"), np.nan_to_num(boxes.design("area"), nan=_ROOM_M2)
    tells = np.broadcast_to(area * boxes.described("zone_co2"), boxes.shape)
    heard = frames.over("vav_box", np.where(np.isnan(ppm), 0.0, tells))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = frames.over("vav_box", known_or_zero(ppm * tells)) / heard
    whole = frames.over("vav_box", np.broadcast_to(area, boxes.shape))
    tell = frames.over("vav_box", tells) >= _NEARLY_ALL * whole
    of_rooms = np.where(heard >= _NEARLY_ALL * whole, mean, np.nan)
    return np.where(tell & (whole > 0), of_rooms, own)
