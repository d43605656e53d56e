"""A box's flow is not what its damper and the duct's pressure have always made of it.

A box controls the flow that it reads: with a wrong sensor and a damper that obeys, reading and setpoint agree
and the damper stands elsewhere. A reading that misses its setpoint is the damper's, unless that is fed back.
The room tells of it too: behind a damper that is wide open it would get too cold of air that is not read, and
too warm of air that is not there.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.air.operation import FULL
from model.healthy.laws.box_flow_by_damper import LAW
from model.healthy.rooms.comfort import zone_cold, zone_cooling_setpoint, zone_hot

# The duct's branch takes its share of the pressure when the neighbours open.
_BRANCH_SHARE = 0.12
# Flow loops hold a tenth of their setpoint; more is no control (ASHRAE Guideline 36, alarms of boxes: 30 %).
_CONTROLLED_SHARE, _CONTROLLED_M3_S = 0.2, 0.01


def assess(frames: Frames) -> Assessment:
    expected = LAW.expected(frames)
    away = expected.measured - expected.value
    flow = frames.role("discharge_air_flow")
    setpoint = frames.role("discharge_air_flow_setpoint")
    missed = np.abs(flow - setpoint) > np.maximum(_CONTROLLED_SHARE * setpoint, _CONTROLLED_M3_S)
    # As little comes as is read.
    lacks = (away < 0) & (frames.role("box_damper_command") >= FULL)
    lacks &= frames.role("zone_air_temperature") > zone_cooling_setpoint(frames)
    fed_back = ~np.isnan(frames.role("box_damper_position"))
    return Assessment(
        applies=~np.isnan(away) & (fed_back | ~missed | lacks),
        residual=np.where(lacks & ~fed_back, 0.0, np.abs(away)),
        tolerance=np.hypot(np.nan_to_num(expected.tolerance, nan=1.0), _BRANCH_SHARE),
        measured=flow,
        expected=flow * np.exp(-away),
        command=frames.first_of("box_damper_position", "box_damper_command"),
        waste=Waste(discomfort=zone_hot(frames) + zone_cold(frames)),
    )


FAULT = Fault(
    id="box_flow_sensor_wrong",
    kind="vav_box",
    needs=(("discharge_air_flow",), ("box_damper_position", "box_damper_command")),
    assess=assess,
    quantity="air_flow",
    traces=("discharge_air_flow", "discharge_air_flow_setpoint", "box_damper_command"),
    source="flow by damper and static pressure (ASHRAE Handbook, duct design); PNNL AIRCx",
    weight=0.15,
)
