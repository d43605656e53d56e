"""The supply fan is told to run and makes no air."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for
from model.healthy.air.flow import flow_share, measured_supply_flow
from model.healthy.air.operation import fan_runs
from model.healthy.breath.stale_air import breathed, staleness_lacking
from model.healthy.rooms.comfort import people_cold, people_hot
from model.healthy.witnesses import joint

# Starting, proving and coasting take minutes; half an hour of command without air is none of them.
_TOLD_STEPS = STEPS_PER_HOUR // 2
_TOLD_SPEED = 0.15
# A third of the pressure asked for and a tenth of the flow are what may stand beside zero.
_PRESSURE_SHARE, _PRESSURE_DOUBT = 0.4, 0.12
_FLOW_SHARE, _FLOW_DOUBT = 0.12, 0.04
_STANDS, _RUNS = 2.5, -2.5
# A unit whose command nobody publishes may have hours of its own; less is made of its standing.
_MISSED = 2.0
_MISSED_STEPS = 2 * STEPS_PER_HOUR


def _missed(frames: Frames) -> Flags:
    """Where a unit stands while people are in and other units of the building run for them. (T, E)."""
    running = fan_runs(frames)
    others = frames.in_building(frames.kind, (running == 1).astype(np.float64)) - (running == 1)
    occupied = frames.role("occupied")
    wanted = np.where(np.isnan(occupied), (frames.occupied == 1) & (others >= 1), occupied >= 0.5)
    return np.asarray(wanted & (running == 0) & (frames.occupied == 1), dtype=bool)


def assess(frames: Frames) -> Assessment:
    command, speed = frames.role("supply_fan_command"), frames.role("supply_fan_speed")
    status = frames.role("supply_fan_status")
    told = held_for(np.where(np.isnan(command), speed >= _TOLD_SPEED, command >= 0.5), _TOLD_STEPS)
    missed = np.isnan(command) & held_for(_missed(frames), _MISSED_STEPS) & ~told
    told |= missed
    by_status = np.where(status < 0.5, np.where(missed, _MISSED, _STANDS), np.nan)
    pressure = frames.role("supply_air_static_pressure")
    share = pressure / np.maximum(frames.role("supply_air_static_pressure_setpoint"), 1.0)
    by_pressure = np.clip((_PRESSURE_SHARE - share) / _PRESSURE_DOUBT, _RUNS, 4.0)
    flow = np.where(np.isnan(measured_supply_flow(frames)), np.nan, flow_share(frames))
    by_flow = np.clip((_FLOW_SHARE - flow) / _FLOW_DOUBT, _RUNS, 4.0)
    # A drive that tells its own speed, and a status that is proven by current, agree with the air or lie.
    by_speed = np.where(~np.isnan(command) & (speed < 0.02), _STANDS, np.nan)
    proven = np.where((status >= 0.5) & np.isnan(by_pressure) & np.isnan(by_flow), -1.0, np.nan)
    said = joint(by_status, by_pressure, by_flow, by_speed, proven)
    failed = told & (said > 0)
    nothing = np.zeros(frames.shape)
    by_state = np.where((by_status > 0) | (by_speed > 0), 0.0, np.nan)
    least = np.fmin(np.fmin(np.maximum(flow, 0.0), np.clip(share, 0.0, 1.5)), by_state)
    return Assessment(
        applies=told & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=np.where(failed, least, np.where(np.isnan(flow), np.clip(share, 0.0, 1.5), flow)),
        expected=np.ones(frames.shape),
        command=np.where(np.isnan(speed), command, speed),
        waste=Waste(
            discomfort=np.where(failed, people_cold(frames, nothing) + people_hot(frames, nothing), 0.0),
            stale_air=breathed(frames, staleness_lacking(frames, failed)),
        ),
    )


FAULT = Fault(
    id="fan_failed",
    kind="air_handler",
    needs=(
        ("supply_fan_command", "supply_fan_speed", "supply_fan_status"),
        ("supply_fan_status", "supply_air_static_pressure", "supply_air_flow"),
    ),
    assess=assess,
    quantity="fraction",
    traces=("supply_fan_command", "supply_fan_status", "supply_air_static_pressure", "supply_air_flow"),
    source="fan proof in ASHRAE Guideline 36, 5.16.13; NIST APAR",
    weight=0.5,
)
