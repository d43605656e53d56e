"""The supply air is kept colder than rooms need: they heat it up again."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max, trailing_mean, trailing_min
from model.healthy.air.flow import AIR_J_PER_M3_K, supply_flow, zones_fed
from model.healthy.air.operation import cooling_command, cooling_setpoint
from model.healthy.laws.air_supply_setpoint import LAW, serving
from model.healthy.once import once
from model.healthy.rooms.comfort import presence, zone_cold, zone_people
from model.healthy.water.plant import hot_water_cold, hot_water_stands
from model.healthy.witnesses import joint, off_law

_EFFECT = 2.0
# PNNL re-tuning: more than a half of reheat in more than a quarter of the boxes.
_REHEATING, _SHARE, _SHARE_DOUBT = 0.5, 0.25, 0.10
_COOLING = 0.10
# A coil gives 10 to 20 K; less than two sensors' error is an open valve without hot water behind it.
_WARMED_K = 1.5
_ENOUGH_BOXES = 3.0
# With it cold outdoors, rooms need heat of their own whatever the supply air is.
_MILD_C = 12.0
_STEADY_STEPS = 6 * STEPS_PER_HOUR
_STEADY_K = 0.1
_RESET_K = 0.45
# Reheat tells that the air is colder than rooms need, not by how much; so much is counted and told.
_BY_REHEAT_K = 2.0
# A room loses as much by its walls as by its air, about.
_ROOM_PER_SUPPLY = 0.5


@once
def reheating_share(frames: Frames) -> Floats:
    """Share of a unit's boxes whose reheat is more than half open, mean of an hour; NaN for a few. (T, E)."""
    zones = frames.others.get("vav_box")
    if zones is None or not zones_fed(frames).any():
        return np.full(frames.shape, np.nan)
    reheat = np.where(_warms(zones), zones.role("reheat_valve_command"), np.nan)
    told = frames.over("vav_box", (~np.isnan(reheat)).astype(np.float64))
    open_ = frames.over("vav_box", (reheat > _REHEATING).astype(np.float64))
    return trailing_mean(
        np.where(told >= _ENOUGH_BOXES, open_ / np.maximum(told, 1.0), np.nan), STEPS_PER_HOUR
    )


def _warms(zones: Frames) -> Flags:
    """Where reheat of a box can warm its air: hot water is not known to be missing, as in summer. (T, E)."""
    gained = zones.role("discharge_air_temperature") - zones.of_parent(
        "air_handler", "supply_air_temperature"
    )
    given = ~((gained < _WARMED_K) & (zones.role("reheat_valve_command") > _REHEATING))
    return np.asarray(given & ~hot_water_stands(zones) & ~hot_water_cold(zones))


def stands_still(frames: Frames) -> Flags:
    """Where the supply-air setpoint has not moved for six hours. (T, E)."""
    setpoint = cooling_setpoint(frames)
    moved = trailing_max(setpoint, _STEADY_STEPS) - trailing_min(setpoint, _STEADY_STEPS)
    return np.asarray(moved <= _STEADY_K)


def was_reset(frames: Frames) -> Flags:
    """Equipment (E,) whose setpoint is known to have moved by the hour or with the weather."""
    learned = frames.learned.get(LAW.id)
    if learned is None:
        return np.zeros(frames.shape[1], dtype=bool)
    return (learned.noise >= _RESET_K * 1.5) | (learned.mean[:, 1] < -2.5)


def colder_than_needed_waste(frames: Frames, colder: Floats) -> Waste:
    """What supply air that is ``colder`` [K] than need be wastes.

    It is cooled here and warmed again in the boxes; rooms whose boxes cannot warm it are colder for it.
    """
    share = np.nan_to_num(reheating_share(frames), nan=0.3)
    watts = supply_flow(frames) * AIR_J_PER_M3_K * np.clip(np.nan_to_num(colder), 0.0, 5.0)
    cools = np.nan_to_num(cooling_command(frames)) > _COOLING
    return Waste(
        heating_w=watts * share,
        cooling_w=np.where(cools, watts * share, 0.0),
        discomfort=_colder_rooms(frames, colder),
    )


def _colder_rooms(frames: Frames, colder: Floats) -> Floats:
    """People times kelvin (T, E) by which rooms that are too cold would be warmer."""
    rooms = frames.others.get("vav_box")
    if rooms is None:
        return np.zeros(frames.shape)
    cold = zone_cold(rooms)
    people = frames.over("vav_box", np.where(cold > 0, zone_people(rooms)[None, :] * presence(rooms), 0.0))
    most = _ROOM_PER_SUPPLY * np.clip(np.nan_to_num(colder), 0.0, 5.0)
    return np.asarray(np.minimum(frames.over("vav_box", cold), people * most), dtype=np.float64)


def assess(frames: Frames) -> Assessment:
    deviation, off = off_law(frames, LAW, _EFFECT)
    served, setpoint = serving(frames), cooling_setpoint(frames)
    share = reheating_share(frames)
    cools = np.nan_to_num(cooling_command(frames)) > _COOLING
    # Reheat under mechanical cooling in mild weather is paid twice, whoever chose the setpoint.
    fought = served & cools & (frames.role("outdoor_air_temperature") > _MILD_C)
    by_boxes = np.where(fought, (share - _SHARE) / _SHARE_DOUBT, np.nan)
    by_habit = np.where(was_reset(frames)[None, :] & stands_still(frames), np.nan, -deviation)
    said = joint(np.where(served, by_habit, np.nan), by_boxes)
    own = LAW.expected(frames)
    by_reheat = np.where(by_boxes > 0, _BY_REHEAT_K, 0.0)
    colder = np.where(said > 0, np.maximum(-np.nan_to_num(off), by_reheat), 0.0)
    usual = np.where(np.isnan(by_habit), own.value, setpoint - off)
    enough = np.where(by_boxes > 0, setpoint + _BY_REHEAT_K, np.nan)
    return Assessment(
        applies=served & ~np.isnan(said),
        residual=said,
        tolerance=np.ones(frames.shape),
        measured=setpoint,
        expected=np.where(said > 0, np.fmax(usual, enough), np.where(np.isnan(usual), setpoint, usual)),
        command=share,
        waste=colder_than_needed_waste(frames, colder),
    )


FAULT = Fault(
    id="supply_setpoint_too_low",
    kind="air_handler",
    needs=(
        ("supply_air_temperature_setpoint", "supply_air_temperature_cooling_setpoint"),
        ("supply_fan_status", "supply_fan_speed", "supply_fan_command", "supply_air_static_pressure"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature_setpoint", "supply_air_temperature", "cooling_valve_command"),
    looks_back_hours=8,
    source="PNNL re-tuning, supply-air temperature; ASHRAE Guideline 36, 5.16.2",
    weight=0.1,
    weight_against=0.15,
)
