"""Full heat, or full cooling, is asked of a fan coil and does not come.

With a discharge sensor the coil's own work is seen; without, the room's answer, held against its neighbours'.
"""

from functools import partial

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for
from model.healthy.air.operation import CLOSED, SETTLED_STEPS
from model.healthy.rooms.comfort import zone_cold, zone_cooling_setpoint, zone_heating_setpoint, zone_hot
from model.healthy.rooms.units import (
    cold_water_missing,
    cooling_asked,
    full_cooling,
    full_heat,
    heating_asked,
    neighbours,
    outdoors,
    stands,
    too_cold_by,
    too_hot_by,
    warm_water_missing,
)
from model.healthy.sensors import DISCHARGE_AIR_K, ZONE_AIR_K, joined

# Healthy coils warm the air that enters by 12 K and more at full command, and cool it by 8 K and more.
_LEAST_HEATED_K, _LEAST_COOLED_K = 8.0, 5.0
_LEAST_TOLERANCE_K = 1.5
_WORKING = 0.3
# None to a third of outdoor air at low speed, as in the law of shut coils; less at full.
_OUTDOOR_SHARE, _OUTDOOR_DOUBT = 0.10, 0.08
# Rooms at full heat or cooling may hang behind by a kelvin; the others tell how hard the weather is.
_BEHIND_K, _BEHIND_TOLERANCE_K = 1.2, 0.9
_NEIGHBOUR_WIDTH_K = 2.0
_ENOUGH_NEIGHBOURS = 3
# The harder all are hit, the more they differ by glass, corner and people.
_DIFFERING_SHARE = 0.5


def assess(frames: Frames, *, heats: bool) -> Assessment:
    zone, discharge = frames.role("zone_air_temperature"), frames.role("discharge_air_temperature")
    asked = heating_asked(frames) if heats else cooling_asked(frames)
    full = full_heat(frames) if heats else full_cooling(frames)
    missing = warm_water_missing(frames) if heats else cold_water_missing(frames)
    sign, least = (1.0, _LEAST_HEATED_K) if heats else (-1.0, _LEAST_COOLED_K)
    short = too_cold_by if heats else too_hot_by
    supplied = ~missing & ~stands(frames) & _plant_works(frames, heats=heats)
    # Where both valves are told to open, the air says nothing of either.
    supplied &= held_for(
        ~((cooling_asked(frames) if heats else heating_asked(frames)) > CLOSED), SETTLED_STEPS
    )

    # Some outdoor air comes in with the room's: it hides a heating coil's work and feigns a cooling one's.
    fresh = _OUTDOOR_SHARE * np.nan_to_num(outdoors(frames) - zone)
    done = sign * (discharge - zone - fresh)
    at_work = held_for(asked >= _WORKING, SETTLED_STEPS)
    by_coil = np.where(full, least - done, np.minimum(least - done, 0.0))
    coil_judged = at_work & (full | (done >= least))

    others, number = neighbours(frames, short, _NEIGHBOUR_WIDTH_K)
    shared = np.maximum(np.nan_to_num(others), 0.0)
    behind = short(frames) - shared - _BEHIND_K
    # The command has been full for an hour and the room has had time to answer.
    long_full = full_heat(frames, STEPS_PER_HOUR) if heats else full_cooling(frames, STEPS_PER_HOUR)
    kept = held_for(at_work & (short(frames) < _BEHIND_K / 2), STEPS_PER_HOUR)
    room_judged = (long_full | kept) & (number >= _ENOUGH_NEIGHBOURS)

    seen = ~np.isnan(done)
    setpoint = zone_heating_setpoint(frames) if heats else zone_cooling_setpoint(frames)
    felt = zone_cold(frames) if heats else zone_hot(frames)
    tolerance = joined(
        DISCHARGE_AIR_K, ZONE_AIR_K, _LEAST_TOLERANCE_K, _OUTDOOR_DOUBT / _OUTDOOR_SHARE * fresh
    )
    return Assessment(
        applies=supplied & np.where(seen, coil_judged, room_judged & ~np.isnan(behind)),
        residual=np.where(seen, by_coil, behind),
        tolerance=np.where(
            seen, tolerance, joined(ZONE_AIR_K, _BEHIND_TOLERANCE_K, _DIFFERING_SHARE * shared)
        ),
        measured=np.where(seen, discharge, zone),
        expected=np.where(seen, zone + fresh + sign * least, setpoint),
        command=asked,
        waste=Waste(discomfort=np.where(full, felt, 0.0)),
    )


def _plant_works(frames: Frames, *, heats: bool) -> Flags:
    """Where a plant is known to feed the unit, or other units at full command do get warm, or cold, air."""
    kind = "hot_water_plant" if heats else "chilled_water_plant"
    index = frames.parents.get(kind)
    fed = np.zeros(frames.shape[1], dtype=bool) if index is None else index >= 0
    sign, least = (1.0, _LEAST_HEATED_K) if heats else (-1.0, _LEAST_COOLED_K)

    def at_full(units: Frames) -> Floats:
        full = full_heat(units) if heats else full_cooling(units)
        zone = units.role("zone_air_temperature")
        fresh = _OUTDOOR_SHARE * np.nan_to_num(outdoors(units) - zone)
        return np.where(full, sign * (units.role("discharge_air_temperature") - zone - fresh), np.nan)

    others, number = neighbours(frames, at_full, width=5.0, all_kinds=False)
    works = np.where(number > 0, others >= least, fed[None, :])
    return np.asarray(works, dtype=bool)


def _fault(identifier: str, valve: str, *, heats: bool) -> Fault:
    return Fault(
        id=identifier,
        kind="fan_coil",
        needs=(("zone_air_temperature",), (f"{valve}_command", f"{valve}_position")),
        assess=partial(assess, heats=heats),
        quantity="temperature",
        traces=("discharge_air_temperature", "zone_air_temperature", f"{valve}_command"),
        source="as ASHRAE Guideline 36 FC7 and FC13, at the fan coil",
        weight=0.25,
        # While a room is content with little, a dead valve looks like a good one.
        weight_against=0.12,
    )


FAULTS = (
    _fault("fan_coil_heating_stuck_closed", "heating_valve", heats=True),
    _fault("fan_coil_cooling_stuck_closed", "cooling_valve", heats=False),
)
