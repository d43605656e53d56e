"""How the buildings are run, after ASHRAE Guideline 36: modes, resets, loops; from readings only."""

import numpy as np

from simulator.arrays import Array, Flags, clip
from simulator.effects import Effects
from simulator.fleet import Fleet
from simulator.state import State

SETBACK = 16.0  # unoccupied heating setpoint [degC]
NIGHT_BAND = 2.0  # by which zones are taken past the setback before the unit stops again [K]
SETUP = 28.0  # unoccupied cooling setpoint [degC]
WARM_SUPPLY = 26.0  # supply setpoint while warming up [degC]
SUPPLY_LOWEST = 13.0
SUPPLY_HIGHEST = 18.0
HIGH_LIMIT = 21.0  # outdoor air above which the economizer is locked out [degC]
STATIC_LOWEST = 80.0  # [Pa]
PACE = 7.0 / 150  # by which the supply loop moves its actuators at most [K/s]
FREEZE_LIMIT = 4.0  # supply air below which the damper is sent to its minimum [degC]


class Mode:
    """What an air handler is doing; plain numbers, for they are compared with arrays at every step."""

    OFF = 0.0
    OCCUPIED = 1.0
    WARM_UP = 2.0
    COOL_DOWN = 3.0
    NIGHT_HEATING = 4.0
    NIGHT_COOLING = 5.0
    FORCED = 6.0


def choose_modes(
    fleet: Fleet, state: State, effects: Effects, occupied: Flags, hours_to_start: Array
) -> None:
    """Schedule with optimal start, night setback and setup; sets ``mode``, ``fan_on``, ``occupied``."""
    heating = fleet.heating_setpoint[:, None]
    cooling = fleet.cooling_setpoint[:, None]
    # The second coldest and hottest zone: a single odd sensor does not run the air handler all night.
    ordered = np.sort(state.zone_reading, axis=2)
    coldest, hottest = ordered[:, :, 1], ordered[:, :, -2]
    state.night_heating = np.where(
        coldest < SETBACK, 1.0, np.where(coldest > SETBACK + NIGHT_BAND, 0.0, state.night_heating)
    )
    state.night_cooling = np.where(
        hottest > SETUP, 1.0, np.where(hottest < SETUP - 1.0, 0.0, state.night_cooling)
    )
    cold_hours = np.where(coldest < heating - 0.5, clip(0.55 * (heating - coldest), 0.3, 3.5), 0.0)
    warm_hours = np.where(hottest > cooling + 0.7, clip(0.4 * (hottest - cooling), 0.3, 2.0), 0.0)
    wait = hours_to_start[:, None]
    # Once begun, a warm-up goes on until people come; else it would stop as soon as it works.
    warming = (wait < cold_hours) | ((state.mode == Mode.WARM_UP) & (wait < 3.5))
    precool = (wait < warm_hours) | ((state.mode == Mode.COOL_DOWN) & (wait < 2.0))
    # The later stand above the earlier.
    mode = np.where(effects.fan_forced > 0, Mode.FORCED, Mode.OFF)
    mode = np.where(state.night_cooling > 0, Mode.NIGHT_COOLING, mode)
    mode = np.where(state.night_heating > 0, Mode.NIGHT_HEATING, mode)
    mode = np.where(precool, Mode.COOL_DOWN, mode)
    mode = np.where(warming, Mode.WARM_UP, mode)
    state.mode = np.where(occupied[:, None], Mode.OCCUPIED, mode)
    state.fan_on = (state.mode != Mode.OFF).astype(np.float64)
    state.occupied = np.where(occupied[:, None], 1.0, 0.0) + 0.0 * mode


def run_zone_loops(fleet: Fleet, state: State, seconds: float) -> None:
    """Zone setpoints and PI loops; sets the boxes' flow setpoints and reheat commands."""
    mode = state.mode[:, :, None]
    comfort = (mode == Mode.OCCUPIED) | (mode == Mode.WARM_UP) | (mode == Mode.COOL_DOWN)
    state.heating_setpoint = (
        np.where(comfort, fleet.heating_setpoint[:, None, None], SETBACK) + 0 * state.zone
    )
    state.cooling_setpoint = np.where(comfort, fleet.cooling_setpoint[:, None, None], SETUP) + 0 * state.zone
    # While warming the whole air handler at night, zones are taken past the setback, else it would cycle.
    aim = np.where(mode == Mode.NIGHT_HEATING, SETBACK + NIGHT_BAND + 1.0, state.heating_setpoint)
    too_cold = aim - state.zone_reading
    too_hot = state.zone_reading - state.cooling_setpoint
    on = mode != Mode.OFF
    state.heating_integral = np.where(
        on, clip(state.heating_integral + 2.2e-4 * seconds * too_cold, 0, 1), 0.0
    )
    state.cooling_integral = np.where(
        on, clip(state.cooling_integral + 2.2e-4 * seconds * too_hot, 0, 1), 0.0
    )
    heat = np.where(on, clip(0.4 * too_cold + state.heating_integral, 0, 1), 0.0)
    warm_air = (mode == Mode.WARM_UP) | (mode == Mode.NIGHT_HEATING)
    cool = np.where(on & ~warm_air, clip(0.4 * too_hot + state.cooling_integral, 0, 1), 0.0)
    state.heating_signal, state.cooling_signal = heat, cool
    # With warm air from the air handler the whole heating signal opens the box, else only its upper half.
    push = np.where(warm_air, heat, clip(2 * heat - 1, 0, 1))
    flow = fleet.minimum_flow + (fleet.largest_flow - fleet.minimum_flow) * cool
    flow = np.maximum(flow, fleet.minimum_flow + (fleet.heating_flow - fleet.minimum_flow) * push)
    state.flow_setpoint = np.where(on, flow, 0.0)
    state.reheat_command = heat


def reset_setpoints(fleet: Fleet, state: State, seconds: float) -> None:
    """Supply temperature and static pressure by trim and respond, within limits by outdoor air."""
    periods = seconds / 120.0
    requests = (state.cooling_signal > 0.95).sum(axis=2) + 2 * (
        state.zone_reading > state.cooling_setpoint + 0.8
    ).sum(axis=2)
    response = np.minimum(0.17 * np.maximum(requests - 1, 0), 0.6)
    ceiling = np.interp(state.outdoor_reading, [10.0, 21.0], [SUPPLY_HIGHEST, SUPPLY_LOWEST])[:, None]
    supply = clip(state.supply_setpoint + periods * (0.11 - response), SUPPLY_LOWEST, ceiling)
    started = (state.mode == Mode.OCCUPIED) & (state.supply_setpoint > SUPPLY_HIGHEST)
    supply = np.where(started, ceiling, supply)
    warm = (state.mode == Mode.WARM_UP) | (state.mode == Mode.NIGHT_HEATING)
    state.supply_setpoint = np.where(warm, WARM_SUPPLY, supply)
    hungry = (state.box_command > 0.95).sum(axis=2)
    trimmed = state.static_setpoint + periods * (-6.0 + np.minimum(10.0 * hungry, 32.0))
    trimmed = clip(
        np.where(state.fan_on > 0, trimmed, 0.6 * fleet.static_setpoint), STATIC_LOWEST, fleet.static_setpoint
    )
    state.static_setpoint = np.where(
        fleet.resets_static_pressure[:, None] > 0, trimmed, fleet.static_setpoint
    )


def run_supply_loop(fleet: Fleet, state: State, effects: Effects, seconds: float) -> None:
    """Heating valve, outdoor-air damper and cooling valve in sequence, by one integrating loop."""
    mode = state.mode
    ventilating = (mode == Mode.OCCUPIED) | (mode == Mode.FORCED)
    chilled = (state.outdoor_reading > fleet.chilled_water_above)[:, None]
    cooling_allowed = ventilating | (mode == Mode.COOL_DOWN) | (mode == Mode.NIGHT_COOLING)
    outdoor = state.outdoor_reading[:, None]
    warmer = outdoor - np.minimum(state.return_reading - 1.0, HIGH_LIMIT)
    state.economizing = np.where(warmer > 0, 0.0, np.where(warmer < -1.0, 1.0, state.economizing))
    # A thermostat of its own in the duct holds the damper at its minimum until the unit stops.
    state.freeze_tripped = np.where(
        state.fan_on > 0, np.maximum(state.freeze_tripped, state.supply < FREEZE_LIMIT), 0.0
    )
    free = (
        cooling_allowed
        & (state.economizing > 0)
        & (effects.economizer_off == 0)
        & (state.freeze_tripped == 0)
    )
    least = np.where(ventilating, fleet.minimum_damper, 0.0)
    most = np.where(free, 1.0, least)
    # Sensor, bus and actuator together are a step late; with too much gain that makes the loop swing.
    error = state.supply_before - state.supply_setpoint
    gain = fleet.loop_gain * (1 + effects.loop_gain_more) * seconds / 150.0
    # Actuators take minutes for their stroke, so that a loop with too much gain swings slowly.
    excess = clip(gain * error, -PACE * seconds, PACE * seconds)
    heating_span = 30.0
    damper_span = np.maximum(state.return_reading - outdoor, 4.0)
    cooling_span = 14.0
    # What one part cannot take goes on to the next: heating closes, then the damper opens, then cooling.
    cool = np.maximum(excess, 0.0)
    heating_less = np.minimum(state.heating_command, cool / heating_span)
    cool = cool - heating_less * heating_span
    damper = clip(state.damper_command, least, most)
    damper_more = np.minimum(most - damper, cool / damper_span)
    cool = cool - damper_more * damper_span
    warm = np.maximum(-excess, 0.0)
    cooling_less = np.minimum(state.cooling_command, warm / cooling_span)
    warm = warm - cooling_less * cooling_span
    damper_less = np.minimum(damper - least, warm / damper_span)
    warm = warm - damper_less * damper_span
    on = state.fan_on > 0
    state.damper_command = np.where(on, clip(damper + damper_more - damper_less, 0, 1), 0.0)
    state.heating_command = np.where(
        on, clip(state.heating_command - heating_less + warm / heating_span, 0, 1), 0.0
    )
    cooling = clip(state.cooling_command - cooling_less + cool / cooling_span, 0, 1)
    state.cooling_command = np.where(on & cooling_allowed & chilled, cooling, 0.0)


def choose_plant(fleet: Fleet, state: State) -> None:
    """The hot-water plant runs in cool weather, or when zones or air handlers ask for heat."""
    asked = (state.heating_signal > 0.4).sum(axis=(1, 2)) + 3 * (state.heating_command > 0.05).sum(axis=1)
    cool = state.outdoor_reading < fleet.hot_water_below - np.where(state.plant_on > 0, 0.0, 1.0)
    keep = (asked >= 1) & (state.plant_on > 0)
    state.plant_on = (cool | (asked >= 2) | keep).astype(np.float64)
