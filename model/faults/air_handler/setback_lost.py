"""At night the rooms of a unit keep the setpoints of the day.

It had a setback before, or the other units of its building have one: houses are set back as a whole, but for
a unit whose rooms need the same day and night. One whose fan runs on as by day keeps its rooms at the day's
setpoints with it: what was lost there is its schedule.
"""

import numpy as np

from model.faults.air_handler.fan_running_unoccupied import called_by_night
from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_mean
from model.healthy.air.fan import fan_power
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import CLOSED, cooling_command, fan_runs, heating_command
from model.healthy.laws.air_night_band import LAW
from model.healthy.mixing.mixing import return_air
from model.healthy.rooms.units import neighbours
from model.healthy.witnesses import off_law

_EFFECT = 4.0
# A band of the day, 2 to 4 K wide; narrower at night than so is no setback.
_DAY_K = 5.0
# Some units are kept apart on purpose, so neighbours make it about as likely as not and no more.
_SAYS, _PEERS_WIDTH_K = 2.1, 4.0
_ON_STEPS, _ON_SHARE = 6 * STEPS_PER_HOUR, 0.5


def assess(frames: Frames) -> Assessment:
    deviation, _ = off_law(frames, LAW, _EFFECT)
    own = LAW.expected(frames)
    seen = LAW.observe(frames)
    # A unit that never had a setback is as it was chosen; one that lost it has a habit to be judged by.
    had = own.value > _DAY_K
    lost = seen.applies & had & (seen.target < _DAY_K)
    said = np.where(lost, -deviation, np.where(had, np.minimum(-deviation, 0.0), np.nan))
    others, units = neighbours(frames, _band, _PEERS_WIDTH_K, all_kinds=False)
    apart = seen.applies & (units > 0) & (others > 2 * _DAY_K) & (seen.target < _DAY_K)
    lost |= apart
    said = np.where(apart, np.fmax(said, _SAYS), said)
    said = np.where(_runs_on(frames), np.nan, said)
    running = lost & (fan_runs(frames) == 1)
    moved_w = supply_flow(frames) * AIR_J_PER_M3_K
    over = np.abs(np.nan_to_num(frames.role("supply_air_temperature") - return_air(frames).air))
    heats, cools = heating_command(frames) > CLOSED, cooling_command(frames) > CLOSED
    return Assessment(
        applies=seen.applies & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=seen.target,
        expected=np.where(had, own.value, others),
        waste=Waste(
            electricity_w=np.where(running, fan_power(frames), 0.0),
            heating_w=np.where(running & heats, moved_w * over * 0.5, 0.0),
            cooling_w=np.where(running & cools, moved_w * over * 0.5, 0.0),
        ),
    )


def _runs_on(frames: Frames) -> Flags:
    """Where the fan has run for hours of the night without a room that called it. (T, E)."""
    empty = frames.occupied == 0
    on = np.where(empty, (fan_runs(frames) == 1) & ~called_by_night(frames, empty), np.nan)
    return np.asarray(trailing_mean(on, _ON_STEPS) > _ON_SHARE, dtype=bool)


def _band(frames: Frames) -> Floats:
    seen = LAW.observe(frames)
    return np.where(seen.applies, seen.target, np.nan)


FAULT = Fault(
    id="setback_lost",
    kind="air_handler",
    needs=(("supply_fan_status", "supply_fan_speed", "supply_fan_command", "supply_air_static_pressure"),),
    assess=assess,
    quantity="temperature_difference",
    traces=("supply_fan_status", "return_air_temperature", "occupied"),
    source="PNNL re-tuning, night setback; ASHRAE 90.1, 6.4.3.3",
    weight=0.1,
    weight_against=0.15,
)
