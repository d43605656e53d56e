"""The supply fan runs through hours in which nobody is in and no room needs it."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for, trailing_max, trailing_mean, trailing_min
from model.healthy.air.coil import coil_rise
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import FULL, cooling_command, damper_command, fan_runs, heating_command
from model.healthy.mixing.mixing import return_air
from model.healthy.rooms.comfort import rooms_at_cooling_setpoint, rooms_past_setback

# Night setback and set-up: a fan that runs for rooms beyond these, or beyond their own, is doing its work.
_COLDEST_C = 16.5
_HOTTEST_C = 29.0
# Pre-start and run-on around occupancy.
_EDGE_STEPS = 2 * STEPS_PER_HOUR
_FAN_W_PER_M3_S = 1500.0
# A fan that idles far below this is standing by, not serving empty rooms.
_SERVING_SPEED = 0.4
_HEATING = 0.02
_STILL = 0.01
# A minimum is kept to the digit; a loop is never quite still.
_STEERED = 0.002
_SHUT, _WIDE = 0.03, 0.5
_STEERED_STEPS, _FREE_K = 2 * STEPS_PER_HOUR, 2.0
# A unit called by night works for an hour or two and rests as long, or longer.
_CYCLE_STEPS, _CYCLE_SHARE = 6 * STEPS_PER_HOUR, 0.7
# An occupancy point tells a mode of the controls; only a declared schedule tells when people come.
_TOLERANCE_DECLARED = 0.30
_TOLERANCE_UNDECLARED = 0.45


def called_by_night(frames: Frames, empty: Flags) -> Flags:
    """Where a unit works while nobody is in as rooms call it, at a setback that is not told. (T, E).

    It takes no outdoor air, and heats or cools; a schedule that runs on takes in air as by day, and a switch
    left in hand moves air that no coil touches. One that cools with the night's air by a wide open damper has
    stood before, or run without outdoor air; where nothing tells of both, it stood for hours.
    """
    damper, working = damper_command(frames), np.fmax(heating_command(frames), cooling_command(frames))
    stood = trailing_max(np.where(empty, 1.0 - fan_runs(frames), np.nan), LOOK_BACK_HOURS * STEPS_PER_HOUR)
    rested = (stood == 1) & (trailing_mean(fan_runs(frames), _CYCLE_STEPS) < _CYCLE_SHARE)
    tells = ~np.isnan(damper) & ~np.isnan(working)
    works = trailing_max(working, STEPS_PER_HOUR) > _HEATING
    back, outside = frames.role("return_air_temperature"), frames.role("outdoor_air_temperature")
    shut = held_for(empty & (damper <= _SHUT), STEPS_PER_HOUR).astype(np.float64)
    night = (stood == 1) | (trailing_max(shut, LOOK_BACK_HOURS * STEPS_PER_HOUR) == 1)
    flushes = (trailing_max(damper, STEPS_PER_HOUR) > _WIDE) & ~(outside > back) & night
    # Rooms full of machines are cooled all night by outdoor air; a schedule keeps its damper at the minimum.
    steered = trailing_max(damper, _STEERED_STEPS) - trailing_min(damper, _STEERED_STEPS) > _STEERED
    # Rooms that lack cold keep it wide open; a schedule that runs on lets the coil do the rest.
    steered |= (damper >= FULL) & ~(cooling_command(frames) < FULL)
    rooms = return_air(frames).air
    free = steered & (outside < rooms - _FREE_K) & ~(heating_command(frames) > _HEATING)
    free &= trailing_max(rooms_at_cooling_setpoint(frames).astype(np.float64), _STEERED_STEPS) == 1
    called = (~(damper > _SHUT) & works) | flushes | free
    return np.asarray(empty & np.where(tells, called, rested), dtype=bool)


def assess(frames: Frames) -> Assessment:
    running = fan_runs(frames)
    empty = held_for(frames.occupied == 0, _EDGE_STEPS)
    rooms = frames.role("return_air_temperature")
    needed = (rooms < _COLDEST_C) | (rooms > _HOTTEST_C) | rooms_past_setback(frames)
    speed = np.nan_to_num(frames.role("supply_fan_speed"), nan=1.0)
    share = trailing_mean(running * np.clip(speed / _SERVING_SPEED, 0.0, 1.0), STEPS_PER_HOUR)
    needed |= called_by_night(frames, empty)
    flow = supply_flow(frames)
    outside, back = frames.role("outdoor_air_temperature"), frames.role("return_air_temperature")
    fresh = np.nan_to_num(damper_command(frames), nan=0.2)
    heats = ~(heating_command(frames) <= _HEATING)
    cooled_w = np.where(
        cooling_command(frames) > _HEATING,
        flow * AIR_J_PER_M3_K * np.maximum(-coil_rise(frames).most, 0.0),
        0.0,
    )
    wasted = empty & ~needed & (running == 1)
    return Assessment(
        # A fan that stands still is not wasted, whether or not a room could use it.
        applies=empty & (~needed | (share < _STILL)) & ~np.isnan(share),
        residual=share,
        tolerance=np.broadcast_to(
            np.where(frames.schedule_declared, _TOLERANCE_DECLARED, _TOLERANCE_UNDECLARED), frames.shape
        ),
        measured=share,
        expected=np.zeros(frames.shape),
        waste=Waste(
            electricity_w=np.where(wasted, flow * _FAN_W_PER_M3_S * np.clip(speed, 0.2, 1.0) ** 2, 0.0),
            cooling_w=np.where(wasted, np.nan_to_num(cooled_w), 0.0),
            heating_w=np.where(
                wasted & heats,
                flow * AIR_J_PER_M3_K * fresh * np.nan_to_num(np.maximum(back - outside, 0.0)),
                0.0,
            ),
        ),
    )


FAULT = Fault(
    id="fan_running_unoccupied",
    kind="air_handler",
    needs=(PROOF_OF_FAN,),
    assess=assess,
    quantity="fraction",
    traces=("supply_fan_status", "supply_fan_speed", "occupied"),
    looks_back_hours=10,
    source="PNNL airside re-tuning, schedules; Energy Impact of Faults in U.S. Commercial Buildings",
    # Nights in a row are one habit, not many independent hours; an event of ten hours alone must not decide.
    weight=0.06,
    weight_against=0.15,
)
