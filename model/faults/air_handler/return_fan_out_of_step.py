"""The return fan runs without the supply fan, or stands while it runs."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.air.fan import fan_power
from model.healthy.air.flow import supply_flow
from model.healthy.air.operation import fan_runs

# Interlocks let one fan start and coast some minutes beside the other.
_STEPS = STEPS_PER_HOUR // 2
_APART = 3.0
# Return fans run at or a little below their supply fans.
_FASTER, _FASTER_DOUBT = 0.10, 0.07
_RUNNING = 0.05
_W_PER_M3_S = 500.0


def assess(frames: Frames) -> Assessment:
    status, speed = frames.role("return_fan_status"), frames.role("return_fan_speed")
    returning = np.where(np.isnan(status), np.where(np.isnan(speed), np.nan, speed > _RUNNING), status)
    supplying = fan_runs(frames)
    known = ~np.isnan(returning) & ~np.isnan(supplying)
    apart = held_for(known & ((returning >= 0.5) != (supplying >= 0.5)), _STEPS)
    together = held_for(known & ((returning >= 0.5) == (supplying >= 0.5)), _STEPS)
    faster = (speed - frames.role("supply_fan_speed") - _FASTER) / _FASTER_DOUBT
    both = together & (supplying == 1)
    said = np.where(
        apart, _APART, np.where(both & ~np.isnan(faster), faster, np.where(together, 0.0, np.nan))
    )
    alone = apart & (returning >= 0.5)
    full_flow = supply_flow(frames)
    # One that stands says so by its status; its drive may be told a speed all the same.
    by_state = np.isnan(speed) | apart
    return Assessment(
        applies=~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=np.where(by_state, returning, speed),
        expected=np.where(by_state, supplying, frames.role("supply_fan_speed")),
        waste=Waste(
            electricity_w=np.where(alone, _W_PER_M3_S * np.max(full_flow, axis=0, initial=0.0)[None, :], 0.0)
            + np.where(both & (faster > 0), 0.1 * fan_power(frames), 0.0)
        ),
    )


FAULT = Fault(
    id="return_fan_out_of_step",
    kind="air_handler",
    needs=(("return_fan_status", "return_fan_speed"), PROOF_OF_FAN),
    assess=assess,
    quantity="fraction",
    traces=("return_fan_status", "return_fan_speed", "supply_fan_status", "supply_fan_speed"),
    source="return fan control and interlock in ASHRAE Guideline 36, 5.16.10; NIST APAR",
)
