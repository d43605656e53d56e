"""Both valves are shut and a fan coil's air is warmer, or colder, than room and outdoors make it."""

from functools import partial

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.flow import AIR_J_PER_M3_K
from model.healthy.air.operation import CLOSED
from model.healthy.laws.fan_coil_shut import LAW
from model.healthy.rooms.comfort import zone_cold, zone_hot
from model.healthy.rooms.fan_coil_flow import fan_coil_flow
from model.healthy.rooms.units import (
    cold_water_missing,
    cooling_asked,
    heating_asked,
    neighbours,
    too_cold_by,
    too_hot_by,
    warm_water_missing,
)
from model.healthy.sensors import DISCHARGE_AIR_K, ZONE_AIR_K, joined

# Heat that comes while the room wants some is not all lost.
_USEFUL_SHARE = 0.7
_NEIGHBOUR_WIDTH_K, _ENOUGH_NEIGHBOURS = 2.0, 3


def _off(frames: Frames, *, sign: float) -> Floats:
    """How far each unit is from what its law lets expect [K] (T, E), in the direction of the leak."""
    expected = LAW.expected(frames)
    return sign * (expected.measured - expected.value)


def assess(frames: Frames, *, heats: bool) -> Assessment:
    expected = LAW.expected(frames)
    sign = 1.0 if heats else -1.0
    zone, discharge = frames.role("zone_air_temperature"), frames.role("discharge_air_temperature")
    # Without water that is warm, or cold, a valve that does not close shows nothing, and clears nothing.
    missing = warm_water_missing(frames) if heats else cold_water_missing(frames)
    residual = sign * (expected.measured - expected.value)
    # What all units show is their outdoor air, or the season, and no valve.
    others, number = neighbours(frames, partial(_off, sign=sign), _NEIGHBOUR_WIDTH_K, all_kinds=False)
    residual = residual - np.where(number >= _ENOUGH_NEIGHBOURS, np.maximum(others, 0.0), 0.0)
    heat_w = fan_coil_flow(frames) * AIR_J_PER_M3_K * np.maximum(np.nan_to_num(residual), 0.0)
    wanted = (too_cold_by(frames) if heats else too_hot_by(frames)) > -0.5
    lost = heat_w * np.where(wanted, 1.0 - _USEFUL_SHARE, 1.0)
    against = np.where(wanted, 0.0, lost)
    shut = ~(heating_asked(frames) > CLOSED) if heats else ~(cooling_asked(frames) > CLOSED)
    felt = np.where(shut, zone_hot(frames) if heats else zone_cold(frames), 0.0)
    return Assessment(
        applies=~missing & ~np.isnan(residual),
        residual=residual,
        tolerance=joined(np.nan_to_num(expected.tolerance, nan=1.0), DISCHARGE_AIR_K, ZONE_AIR_K),
        measured=discharge,
        expected=zone + expected.value,
        waste=Waste(
            heating_w=lost if heats else against, cooling_w=against if heats else lost, discomfort=felt
        ),
    )


def _fault(identifier: str, valve: str, *, heats: bool) -> Fault:
    return Fault(
        id=identifier,
        kind="fan_coil",
        needs=(
            ("discharge_air_temperature",),
            ("zone_air_temperature",),
            ("outdoor_air_temperature",),
            (f"{valve}_command", f"{valve}_position"),
            ("fan_status", "fan_command"),
        ),
        assess=partial(assess, heats=heats),
        quantity="temperature",
        traces=("discharge_air_temperature", "zone_air_temperature", f"{valve}_command"),
        source="temperature change across inactive coils, as ASHRAE Guideline 36 FC14 and FC15",
        weight=0.25,
    )


FAULTS = (
    _fault("fan_coil_heating_valve_leaking", "heating_valve", heats=True),
    _fault("fan_coil_cooling_valve_leaking", "cooling_valve", heats=False),
)
