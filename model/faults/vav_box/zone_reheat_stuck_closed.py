"""Full reheat is asked for and the air leaves the box as cold as it came, or the room stays as cold."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.air.flow import air_stands
from model.healthy.air.operation import SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cold, zone_heating_setpoint
from model.healthy.rooms.units import (
    full_heat,
    heating_asked,
    neighbours,
    peopled,
    too_cold_by,
    warm_water_missing,
)
from model.healthy.sensors import DISCHARGE_AIR_K, SUPPLY_AIR_K, ZONE_AIR_K, joined
from model.healthy.water.heat_at_hand import heat_unproven

_LEAST_RISE_K = 6.0
_DUCT_GAIN_TOLERANCE_K = 1.5
_WARM_SUPPLY_C = 25.0
_WORKING = 0.4
# Without a discharge sensor: rooms at full reheat may hang behind by a kelvin; others tell of the weather.
_BEHIND_K, _BEHIND_TOLERANCE_K = 1.5, 1.0
_NEIGHBOUR_WIDTH_K = 2.0
_ENOUGH_NEIGHBOURS = 3


def assess(frames: Frames) -> Assessment:
    asked, full = heating_asked(frames), full_heat(frames)
    supply = frames.of_parent("air_handler", "supply_air_temperature")
    discharge = frames.role("discharge_air_temperature")
    zone, short = frames.role("zone_air_temperature"), too_cold_by(frames)
    rise = discharge - supply
    # Supply air that is warm already leaves little to add.
    supplied = ~(supply >= _WARM_SUPPLY_C) & ~warm_water_missing(frames) & ~air_stands(frames)
    supplied &= ~heat_unproven(frames)
    works = held_for(asked >= _WORKING, SETTLED_STEPS)
    by_coil = np.where(full, _LEAST_RISE_K - rise, np.minimum(_LEAST_RISE_K - rise, 0.0))
    seen = ~np.isnan(rise)
    behind, by_room = _by_room(frames, works)
    setpoint = zone_heating_setpoint(frames)
    return Assessment(
        applies=supplied & np.where(seen, full | (works & (rise >= _LEAST_RISE_K)), by_room),
        residual=np.where(seen, by_coil, behind),
        tolerance=np.where(
            seen,
            joined(DISCHARGE_AIR_K, SUPPLY_AIR_K, _DUCT_GAIN_TOLERANCE_K),
            joined(ZONE_AIR_K, _BEHIND_TOLERANCE_K),
        ),
        measured=np.where(seen, discharge, zone),
        expected=np.where(seen, supply + _LEAST_RISE_K, setpoint),
        command=asked,
        waste=Waste(discomfort=np.where(full & (short > -0.5), zone_cold(frames), 0.0)),
    )


def _by_room(frames: Frames, works: Flags) -> tuple[Floats, Flags]:
    """How far the room is behind the others under full reheat [K], and where that can be judged."""
    short = too_cold_by(frames)
    others, number = neighbours(frames, too_cold_by, _NEIGHBOUR_WIDTH_K)
    behind = short - np.maximum(np.nan_to_num(others), 0.0) - _BEHIND_K
    kept = held_for(works & (short < _BEHIND_K / 2), STEPS_PER_HOUR)
    judged = (full_heat(frames, STEPS_PER_HOUR) | kept) & (number >= _ENOUGH_NEIGHBOURS)
    return behind, judged & peopled(frames) & ~np.isnan(behind)


FAULT = Fault(
    id="zone_reheat_stuck_closed",
    kind="vav_box",
    needs=(
        ("discharge_air_temperature", "zone_air_temperature"),
        ("reheat_valve_command",),
        ("air_handler.supply_air_temperature",),
    ),
    assess=assess,
    quantity="temperature",
    traces=("discharge_air_temperature", "zone_air_temperature", "reheat_valve_command"),
    source="as ASHRAE Guideline 36 FC7, at the box",
    weight=0.25,
)
