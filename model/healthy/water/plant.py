"""Whether a plant moves water and is asked for heat, and whether what it feeds can have had any."""

from collections.abc import Callable, Mapping

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, held_for

WATER_J_PER_M3_K = 4.12e6
# Below it a difference of two sensors says little of the heat.
_TELLING_K = 4.0
_HEATING_VALVES: Mapping[str, tuple[str, ...]] = {
    "air_handler": ("heating_valve_command", "heating_valve_position"),
    "fan_coil": ("heating_valve_command", "heating_valve_position"),
    "vav_box": ("reheat_valve_command",),
}
# Insulated pipe loses 0.2 to 0.3 W/mK, 30 m of flow and return for each coil; a tenth of a per cent of the
# fuel a kelvin goes up the flue, thrice that where boilers condense (estimates).
_PIPE_W_PER_K = 8.0
_FLUE_SHARE_PER_K = 0.0015
_SURROUNDINGS_C = 20.0
# Open valves, as so many fully open ones, from which heat is surely wanted, and up to which it is not.
_ASKING_VALVES = 0.5
_SHUT_VALVES = 0.05

_RUNNING_SPEED = 0.05
_MADE_PRESSURE_SHARE = 0.3
_RESTING_M3_S = 1e-5
# Boilers are let rest in weather warmer than 15 to 18 degC (heating limits in use); chillers are locked out
# when it is cooler than 60 degF (Guideline 36, 5.20.2). Else a plant that is called has to run.
BOILERS_REST_ABOVE_C = 15.0
# Radiators and coils of low-temperature plants are fed with 35 to 45 degC; below 30 nothing is heated.
_USELESS_WATER_C = 30.0
CHILLERS_REST_BELOW_C = 15.6


def pump_runs(frames: Frames) -> Flags:
    """Where the hot-water pump is shown to run: by status, flow, or speed together with pressure. (T, E).

    A speed command alone is believed where nothing else tells.
    """
    status, flow = frames.role("hot_water_pump_status"), frames.role("hot_water_flow")
    pressure = frames.role("hot_water_differential_pressure")
    untold = np.isnan(status) & np.isnan(flow) & np.isnan(pressure)
    by_speed = untold & (frames.role("hot_water_pump_speed") > _RUNNING_SPEED)
    by_flow = np.isnan(status) & (flow > _RESTING_M3_S)
    return np.asarray((status >= 0.5) | by_flow | by_speed | pump_shown_by_pressure(frames), dtype=bool)


def pump_shown_by_pressure(frames: Frames) -> Flags:
    """True where the loop has the pressure that only a running pump makes. (T, E)."""
    speed = frames.role("hot_water_pump_speed")
    pressure = frames.role("hot_water_differential_pressure")
    setpoint = frames.role("hot_water_differential_pressure_setpoint")
    made = pressure > np.where(np.isnan(setpoint), 10_000.0, _MADE_PRESSURE_SHARE * setpoint)
    return np.asarray((speed > _RUNNING_SPEED) & made, dtype=bool)


def hot_water_pump_stands(frames: Frames) -> Flags:
    """Where a hot-water plant is known to move no water: its pump is told of, and stands. (T, E)."""
    told = ~np.isnan(frames.first_of("hot_water_pump_status", "hot_water_pump_speed", "hot_water_flow"))
    return told & ~pump_runs(frames)


def heat_asked(frames: Frames) -> Floats:
    """Heating valves that stand open behind each hot-water plant, as so many fully open ones (T, E).

    Of the equipment that the plant feeds; where nothing is known to be fed by it, of its whole building.
    NaN where no valve is known.
    """
    fed, fed_known = _valves(frames, frames.over)
    anywhere, anywhere_known = _valves(frames, frames.in_building)
    asked = np.where(fed_known > 0, fed, anywhere)
    return np.where((fed_known > 0) | (anywhere_known > 0), asked, np.nan)


def _valves(frames: Frames, total: Callable[[str, Floats], Floats]) -> tuple[Floats, Floats]:
    """Sum of the commands of all heating valves, by ``total``, and how many are known."""
    asked, known = np.zeros(frames.shape), np.zeros(frames.shape)
    for kind, roles in _HEATING_VALVES.items():
        behind = frames.others.get(kind)
        if behind is None:
            continue
        command = behind.first_of(*roles)
        asked = asked + total(kind, np.nan_to_num(command))
        known = known + total(kind, (~np.isnan(command)).astype(np.float64))
    return asked, known


def is_heat_pump(frames: Frames) -> Flags:
    """Which plants (E,) are known to have a heat pump."""
    return (
        frames.described("heat_pump_status")
        | frames.described("heat_pump_power")
        | frames.described("evaporating_temperature")
    )


def heat_called(frames: Frames) -> Flags:
    """Where heat is wanted of a hot-water plant in weather in which it may not rest. (T, E).

    Half a valve is open behind it; where no valve is known, its pump runs. Boilers may rest when it is mild.
    """
    asked = heat_asked(frames)
    wanted = np.where(np.isnan(asked), pump_runs(frames), asked >= _ASKING_VALVES)
    mild = frames.role("outdoor_air_temperature") > BOILERS_REST_ABOVE_C
    return np.asarray(wanted & (~mild | pump_runs(frames)), dtype=bool)


def no_heat_asked(frames: Frames) -> Flags:
    """Where every heating valve behind a hot-water plant is known to be shut. (T, E)."""
    return np.asarray(heat_asked(frames) <= _SHUT_VALVES, dtype=bool)


def water_heat_w(frames: Frames) -> Floats:
    """Heat that leaves a hot-water plant by flow and temperatures [W] (T, E); NaN where one is missing."""
    difference = frames.role("hot_water_supply_temperature") - frames.role("hot_water_return_temperature")
    return frames.role("hot_water_flow") * WATER_J_PER_M3_K * difference


def chilled_water_pump_stands(frames: Frames) -> Flags:
    """The same of a chilled-water plant, by the pump's status, else its speed, else the flow. (T, E)."""
    status, speed = frames.role("chilled_water_pump_status"), frames.role("chilled_water_pump_speed")
    by_flow = frames.role("chilled_water_flow") <= _RESTING_M3_S
    by_speed = np.where(np.isnan(speed), by_flow, speed <= _RUNNING_SPEED)
    return np.where(np.isnan(status), by_speed, status < 0.5)


def hot_water_stands(frames: Frames) -> Flags:
    """Where the hot-water pump that feeds an equipment is known to stand, or stood within the hour. (T, E).

    Without moving water a coil has no heat to give, and its valve says nothing, however far it is open.
    """
    plants = frames.others.get("hot_water_plant")
    if plants is None:
        return np.zeros(frames.shape, dtype=bool)
    return _at_fed(frames, "hot_water_plant", hot_water_pump_stands(plants))


def chilled_water_stands(frames: Frames) -> Flags:
    """The same for chilled water. (T, E)."""
    plants = frames.others.get("chilled_water_plant")
    if plants is None:
        return np.zeros(frames.shape, dtype=bool)
    return _at_fed(frames, "chilled_water_plant", chilled_water_pump_stands(plants))


def hot_water_cold(frames: Frames) -> Flags:
    """Where the hot water that feeds an equipment is known to be too cold to heat any room. (T, E)."""
    supply = frames.of_parent("hot_water_plant", "hot_water_supply_temperature")
    return np.asarray(supply < _USELESS_WATER_C, dtype=bool)


def hot_water_rests(frames: Frames) -> Flags:
    """Where the hot water that feeds an equipment stands in weather in which it may. (T, E)."""
    outside = frames.of_parent("hot_water_plant", "outdoor_air_temperature")
    return hot_water_stands(frames) & (outside > BOILERS_REST_ABOVE_C)


def chilled_water_rests(frames: Frames) -> Flags:
    """Where the chilled water that feeds an equipment stands in weather in which it may. (T, E)."""
    outside = frames.of_parent("chilled_water_plant", "outdoor_air_temperature")
    return chilled_water_stands(frames) & (outside < CHILLERS_REST_BELOW_C)


def _at_fed(frames: Frames, kind: str, stands: Flags) -> Flags:
    """Bring what stands of the plants of ``kind`` to the equipment they feed, and make it last an hour."""
    index = frames.parents.get(kind)
    if index is None:
        return np.zeros(frames.shape, dtype=bool)
    # Valve and pipe have to be filled before the coil works again.
    lately = ~held_for(~stands, STEPS_PER_HOUR)
    lately[: STEPS_PER_HOUR - 1] = np.logical_or.accumulate(stands[: STEPS_PER_HOUR - 1], axis=0)
    return (index >= 0) & lately[:, np.maximum(index, 0)]


def flow_m3_s(frames: Frames) -> Floats:
    """Hot water that a plant moves [m3/s] (T, E): measured, else by the heat meter and the temperatures."""
    measured = frames.role("hot_water_flow")
    difference = frames.role("hot_water_supply_temperature") - frames.role("hot_water_return_temperature")
    enough = np.where(difference >= _TELLING_K, difference, np.nan)
    derived = metered_heat_w(frames) / (WATER_J_PER_M3_K * enough)
    return np.where(np.isnan(measured), derived, measured)


def metered_heat_w(frames: Frames) -> Floats:
    """Heat by the building's one heat meter [W] (T, E), NaN unless the building has one meter and plant."""
    meters = frames.others.get("heat_meter")
    if meters is None:
        return np.full(frames.shape, np.nan)
    power = meters.role("heat_power")
    one = frames.in_building("heat_meter", (~np.isnan(power)).astype(np.float64)) == 1
    alone = frames.in_building(frames.kind, np.ones(frames.shape)) == 1
    return np.where(one & alone, frames.in_building("heat_meter", np.nan_to_num(power)), np.nan)


def heat_given_w(frames: Frames) -> Floats:
    """Heat that leaves a hot-water plant [W] (T, E): by flow and temperatures, else by the heat meter.

    The meter counts for the plant only where the building has one of each.
    """
    by_water = water_heat_w(frames)
    return np.where(np.isnan(by_water), metered_heat_w(frames), by_water)


def equipment_heated(frames: Frames) -> Floats:
    """How many coils, boxes and fan coils each hot-water plant feeds (1, E); at least one."""
    _, known = _valves(frames, frames.over)
    _, anywhere = _valves(frames, frames.in_building)
    most: Floats = np.where(known > 0, known, anywhere).max(axis=0, keepdims=True, initial=1.0)
    return most


def standing_loss_w(frames: Frames) -> Floats:
    """Heat that hot pipes lose for nothing [W] (T, E), by the water above the rooms."""
    supply = frames.first_of("hot_water_supply_temperature", "hot_water_return_temperature")
    above = np.nan_to_num(np.maximum(supply - _SURROUNDINGS_C, 0.0))
    lost: Floats = above * _PIPE_W_PER_K * equipment_heated(frames)
    return lost


def reset_loss_w(frames: Frames, excess_k: Floats) -> Floats:
    """Fuel that water too hot by ``excess_k`` [K] (T, E) costs [W]: pipes, and flue of what is burnt."""
    above = np.clip(np.nan_to_num(excess_k), 0.0, 40.0)
    heat = np.nan_to_num(np.maximum(water_heat_w(frames), 0.0))
    return above * (_PIPE_W_PER_K * equipment_heated(frames) + _FLUE_SHARE_PER_K * heat)


def heats_tap_water(frames: Frames) -> Flags:
    """Which hot-water plants (E,) are known to heat tap water too."""
    tanks = frames.others.get("domestic_hot_water")
    if tanks is None:
        return np.zeros(frames.shape[1], dtype=bool)
    fed = frames.over("domestic_hot_water", np.ones(tanks.shape))
    return np.asarray((fed > 0).any(axis=0))
