"""The boxes receive less air than the unit sends: the duct between them leaks."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.fan import fan_power
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow
from model.healthy.air.operation import CLOSED, cooling_command, settled
from model.healthy.laws.air_delivery import LAW
from model.healthy.mixing.mixing import return_air
from model.healthy.witnesses import off_law

_EFFECT = 0.1


def assess(frames: Frames) -> Assessment:
    deviation, off = off_law(frames, LAW, _EFFECT)
    own = frames.role("supply_air_flow")
    lost = np.clip(-np.nan_to_num(off), 0.0, 0.6)
    share = np.where(settled(frames), LAW.observe(frames).target, np.nan)
    # What leaks into the ceiling is cooled or heated for nothing, and the fan blows it.
    colder = np.maximum(return_air(frames).air - frames.role("supply_air_temperature"), 0.0)
    cools = np.nan_to_num(cooling_command(frames)) > CLOSED
    return Assessment(
        applies=settled(frames) & ~np.isnan(deviation),
        residual=-deviation,
        tolerance=np.ones(frames.shape),
        measured=share,
        expected=share - off,
        command=own,
        waste=Waste(
            electricity_w=fan_power(frames) * lost,
            cooling_w=np.where(
                cools, supply_flow(frames) * AIR_J_PER_M3_K * np.nan_to_num(lost * colder), 0.0
            ),
        ),
    )


FAULT = Fault(
    id="duct_leaking",
    kind="air_handler",
    needs=(("supply_air_flow",),),
    assess=assess,
    quantity="fraction",
    traces=("supply_air_flow", "supply_fan_speed", "supply_air_static_pressure"),
    source="balance of air; Energy Impact of Faults in U.S. Commercial Buildings; SMACNA leakage classes",
    weight=0.1,
    weight_against=0.15,
)
