"""A box blows, with nothing to cool, far more air than a minimum needs to be.

A room that is content gets its minimum. One that is too cold gets the air that carries its heat, and no more;
where the air that arrives is colder than the room, each litre of it makes the room colder.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for, trailing_max
from model.healthy.air.flow import AIR_J_PER_M3_K
from model.healthy.air.operation import CLOSED, SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cold, zone_people
from model.healthy.rooms.units import heating_asked, too_cold_by, too_hot_by

# ASHRAE 90.1 lets boxes reheat 30 % of their largest flow, older ones with one maximum heat with half of it.
_USUAL_SHARE, _SHARE_TOLERANCE = 0.45, 0.08
# 8.5 l/s a person and 0.3 l/s m2 (ASHRAE 62.1), and a half more for air that is not all fresh.
_PERSON_M3_S, _AREA_M_S, _MIXED = 0.0085, 0.0003, 1.6
_CONTENT_K = 0.3
_HEATING_MOST = 0.5
# Largest air flow for heating: half of that for cooling (ASHRAE 90.1 6.5.2.1), in old boxes more.
_HEATING_SHARE, _HEATING_TOLERANCE = 0.55, 0.15
_CHILLS_K = 3.0


def assess(frames: Frames) -> Assessment:
    design = frames.design("supply_air_flow")[None, :]
    asked = frames.first_of("discharge_air_flow_setpoint", "discharge_air_flow")
    area = np.nan_to_num(frames.design("area"))
    needed = (_PERSON_M3_S * zone_people(frames) + _AREA_M_S * area)[None, :] * _MIXED
    share = asked / design
    heat = heating_asked(frames)
    chilled = _chilled(frames)
    usual = np.maximum(np.where(chilled, _HEATING_SHARE, _USUAL_SHARE), needed / design)
    # Between its setpoints, or a little below, a room gets the minimum; nothing else sets its flow.
    content = (too_hot_by(frames) < -_CONTENT_K) & (too_cold_by(frames) < 2 * _CONTENT_K)
    little = ~(trailing_max(heat, SETTLED_STEPS) > _HEATING_MOST)
    peopled = frames.occupied != 0
    minimum = held_for(content & little & peopled, SETTLED_STEPS) & (asked > 0)
    minimum |= held_for(chilled & peopled, STEPS_PER_HOUR)
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    cooled = np.clip(np.nan_to_num(frames.role("zone_air_temperature") - supply), 0.0, 12.0)
    above = np.maximum(np.nan_to_num(asked - usual * design), 0.0)
    lost = np.where(minimum, above * AIR_J_PER_M3_K * cooled, 0.0)
    reheats = np.nan_to_num(heat) > CLOSED
    return Assessment(
        applies=minimum & ~np.isnan(share),
        residual=share - usual,
        tolerance=np.where(chilled, _HEATING_TOLERANCE, _SHARE_TOLERANCE),
        measured=asked,
        expected=usual * design,
        waste=Waste(
            cooling_w=lost,
            heating_w=np.where(reheats, lost, 0.0),
            discomfort=np.where(chilled & (above > 0), zone_cold(frames), 0.0),
        ),
    )


def _chilled(frames: Frames) -> Flags:
    """Where a room is too cold under air that is asked for, arrives and is colder than the room. (T, E)."""
    cold = too_cold_by(frames) >= 2 * _CONTENT_K
    arriving = frames.role("discharge_air_temperature") < frames.role("zone_air_temperature") - _CHILLS_K
    return cold & arriving & (frames.role("discharge_air_flow_setpoint") > 0)


FAULT = Fault(
    id="box_minimum_too_high",
    kind="vav_box",
    needs=(
        ("discharge_air_flow_setpoint", "discharge_air_flow"),
        ("zone_air_temperature",),
        ("zone_air_temperature_cooling_setpoint", "zone_air_temperature_setpoint"),
    ),
    assess=assess,
    quantity="air_flow",
    traces=("discharge_air_flow", "discharge_air_flow_setpoint", "reheat_valve_command"),
    source="PNNL re-tuning: minimum air flow of terminal boxes; ASHRAE 90.1 6.5.2.1",
    weight=0.25,
)
