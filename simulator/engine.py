"""One step of all buildings: the order in which readings, control, air, water and zones follow each other."""

from dataclasses import dataclass

import numpy as np

from simulator import control
from simulator.arrays import Array, Flags
from simulator.coils import coil_heat, valve_flow
from simulator.effects import Effects
from simulator.fan import LEAST_SPEED, fan_power, speed_for, static_pressure
from simulator.fleet import AIR_HEAT, CHILLED_WATER, Fleet
from simulator.mixing import mixed_air, outdoor_air_fraction
from simulator.plant import LOCKOUT, hot_water_setpoint, step_plant
from simulator.state import State
from simulator.zones import step_zones

AIR_HANDLER_DRAWS = 5
ZONE_DRAWS = 3


@dataclass(frozen=True, slots=True)
class Instant:
    """The drives of one step: ``outdoor``, ``occupied``, ``hours_to_start`` (N,); ``gains`` [W] (N, A, Z); ``plenum`` (N, A)."""

    outdoor: Array
    occupied: Flags
    hours_to_start: Array
    gains: Array
    plenum: Array


@dataclass(frozen=True, slots=True)
class Noise:
    """Standard normal numbers of one step: (N, A, 5) and (N, A, Z, 3)."""

    air_handler: Array
    zone: Array


def step(
    fleet: Fleet, state: State, effects: Effects, instant: Instant, noise: Noise, seconds: float
) -> None:
    """Change ``state`` to what it is ``seconds`` later."""
    state.outdoor = instant.outdoor
    control.choose_modes(fleet, state, effects, instant.occupied, instant.hours_to_start)
    control.run_zone_loops(fleet, state, seconds)
    control.reset_setpoints(fleet, state, seconds)
    control.run_supply_loop(fleet, state, effects, seconds)
    control.choose_plant(fleet, state, LOCKOUT)
    _move_air(fleet, state, effects)
    _condition_air(fleet, state, effects, instant, seconds)
    read_sensors(fleet, state, effects, noise, seconds)


def _position(command: Array, stuck: Array) -> Array:
    return np.where(np.isnan(stuck), command, stuck)


def _move_air(fleet: Fleet, state: State, effects: Effects) -> None:
    """Boxes and fan: each box seeks its flow at the duct pressure, the fan the pressure at the boxes' opening."""
    design = np.sqrt(fleet.static_setpoint)[:, :, None]
    # A box is sized to pass its largest flow at three quarters of the design pressure.
    wide_open = 1.15 * fleet.largest_flow / design
    pressure = np.sqrt(np.maximum(state.static_reading, 5.0))[:, :, None]
    wanted = state.flow_setpoint / (wide_open * pressure)
    share = np.clip((wanted - fleet.box_leak) / (1 - fleet.box_leak), 0.0, 1.0)
    step_to = share ** (1 / 1.4)
    on = state.fan_on > 0
    # Before the fan has built up pressure, boxes move from where they stood, and not all the way at once.
    moved = state.box_command + np.clip(step_to - state.box_command, -0.5, 0.5)
    state.box_command = np.where(on[:, :, None], moved, 0.0)
    state.box_position = _position(state.box_command, effects.box_stuck)
    opening = wide_open * (fleet.box_leak + (1 - fleet.box_leak) * state.box_position**1.4)
    total = opening.sum(axis=2)
    needed = speed_for(state.static_setpoint, total, fleet.duct_resistance, fleet.fan_pressure)
    grip = 1 - effects.fan_slip
    target = np.where(on, np.clip(needed / grip, LEAST_SPEED, 1.0), 0.0)
    state.fan_speed = np.where(on, state.fan_speed + 0.8 * (target - state.fan_speed), 0.0)
    turning = state.fan_speed * grip
    state.static = static_pressure(turning, total, fleet.duct_resistance, fleet.fan_pressure)
    state.flow = opening * np.sqrt(state.static)[:, :, None]
    state.supply_flow = state.flow.sum(axis=2)
    # A slipping belt turns the motor's work into heat at the belt.
    state.fan_power = fan_power(turning, state.supply_flow, fleet.fan_pressure) / grip


def _condition_air(fleet: Fleet, state: State, effects: Effects, instant: Instant, seconds: float) -> None:
    """From return air through mixing, coils, fan and boxes to the zones, and the plant that feeds the coils."""
    on = state.fan_on > 0
    rate = np.maximum(state.supply_flow * AIR_HEAT, 1.0)
    outdoor = instant.outdoor[:, None]
    zone_air = (state.flow * state.zone).sum(axis=2) / np.maximum(state.supply_flow, 1e-9)
    returned = np.where(on, zone_air + instant.plenum / np.maximum(rate, 200.0), state.zone.mean(axis=2))
    state.damper_position = _position(state.damper_command, effects.damper_stuck)
    state.outdoor_fraction = outdoor_air_fraction(
        state.damper_position, fleet.damper_leak, fleet.damper_curve
    )
    mixed = mixed_air(state.outdoor_fraction, outdoor, returned)

    water = state.hot_water[:, None]
    pumped = state.plant_on[:, None]
    heating_flow = valve_flow(_position(state.heating_command, effects.heating_stuck), effects.heating_leak)
    heating_water = heating_flow * fleet.heating_water * pumped
    chilled = (instant.outdoor > fleet.chilled_water_above)[:, None]
    cooling_flow = valve_flow(_position(state.cooling_command, effects.cooling_stuck), effects.cooling_leak)
    cooling_water = cooling_flow * fleet.cooling_water * chilled
    design = fleet.supply_flow * AIR_HEAT
    heating = coil_heat(rate, mixed, heating_water, water, fleet.heating_ua, design, fleet.heating_water)
    heating = np.where(on, heating, 0.0)
    heated = mixed + heating / rate
    chilled_water = np.full_like(heated, CHILLED_WATER)
    cooling = -coil_heat(
        rate, heated, cooling_water, chilled_water, fleet.cooling_ua, design, fleet.cooling_water
    )
    cooling = np.where(on, cooling, 0.0)
    state.heating_heat, state.cooling_heat = heating, cooling
    supply = heated - cooling / rate + state.fan_power / rate
    # Still air in the unit comes to the plant room's temperature; a coil that passes hot water warms it.
    resting = 0.6 * returned + 0.4 * 21.0
    warmed = np.minimum(60.0 * heating_flow * pumped, 15.0)
    still_mixed = 0.88 * resting + 0.12 * outdoor + 0.3 * warmed
    quick, slow = 1 - np.exp(-seconds / 90.0), 1 - np.exp(-seconds / 1500.0)
    pace = np.where(on, quick, slow)
    state.supply = state.supply + pace * (np.where(on, supply, resting + warmed) - state.supply)
    state.mixed = state.mixed + pace * (np.where(on, mixed, still_mixed) - state.mixed)
    state.returned = state.returned + pace * (returned - state.returned)

    box_rate = state.flow * AIR_HEAT
    reheat_flow = valve_flow(_position(state.reheat_command, effects.reheat_stuck), effects.reheat_leak)
    reheat_water = reheat_flow * fleet.reheat_water * pumped[:, :, None]
    entering = np.broadcast_to(state.supply[:, :, None], state.zone.shape)
    state.reheat_heat = coil_heat(
        box_rate,
        entering,
        reheat_water,
        np.broadcast_to(water[:, :, None], state.zone.shape),
        fleet.reheat_ua,
        fleet.heating_flow * AIR_HEAT,
        fleet.reheat_water,
    )
    discharge = entering + state.reheat_heat / np.maximum(box_rate, 1.0)
    blowing = state.flow > 0.02 * fleet.largest_flow
    seen = np.where(blowing, discharge, 0.8 * state.zone + 0.2 * state.returned[:, :, None])
    seen_pace = np.where(blowing, 1 - np.exp(-seconds / 120.0), 1 - np.exp(-seconds / 1200.0))
    state.discharge = state.discharge + seen_pace * (seen - state.discharge)
    state.zone, state.mass = step_zones(
        fleet,
        state.zone,
        state.mass,
        instant.outdoor[:, None, None],
        state.flow,
        discharge,
        instant.gains,
        seconds,
    )

    load = state.heating_heat.sum(axis=1) + state.reheat_heat.sum(axis=(1, 2))
    circulating = heating_water.sum(axis=1) + reheat_water.sum(axis=(1, 2))
    largest = fleet.heating_water.sum(axis=1) + fleet.reheat_water.sum(axis=(1, 2))
    share = circulating / largest
    state.pump_speed = state.plant_on * np.clip(0.3 + 0.9 * share, 0.0, 1.0)
    state.hot_water_setpoint = hot_water_setpoint(state.outdoor_reading)
    supplied = state.hot_water
    state.hot_water, state.boiler_heat = step_plant(
        fleet, state.hot_water, state.hot_water_setpoint, state.plant_on, load, seconds
    )
    state.boiler_on = (state.boiler_heat > 0.005 * fleet.boiler_capacity).astype(np.float64)
    drop = load / np.maximum(circulating + 0.03 * largest, 1.0)
    back = np.where(state.plant_on > 0, supplied - drop - 0.5, state.hot_water - 1.0)
    state.hot_water_return = state.hot_water_return + (1 - np.exp(-seconds / 400.0)) * (
        back - state.hot_water_return
    )


def read_sensors(fleet: Fleet, state: State, effects: Effects, noise: Noise, seconds: float) -> None:
    """What sensors say of the truth: each with its own error, noise and lag; a flat one says what it said last."""
    air, zone = noise.air_handler, noise.zone
    supply = state.supply + fleet.supply_sensor + effects.supply_bias + 0.05 * air[:, :, 0]
    mixed = state.mixed + fleet.mixed_sensor + effects.mixed_bias + 0.12 * air[:, :, 1]
    state.supply_reading = np.where(effects.supply_flat > 0, state.supply_reading, supply)
    state.mixed_reading = np.where(effects.mixed_flat > 0, state.mixed_reading, mixed)
    state.return_reading = state.returned + fleet.return_sensor + 0.04 * air[:, :, 2]
    state.static_reading = np.maximum(state.static + 1.2 * air[:, :, 3], 0.0)
    state.supply_flow_reading = np.maximum(state.supply_flow * (1 + 0.01 * air[:, :, 4]), 0.0)
    state.outdoor_reading = state.outdoor + fleet.outdoor_sensor
    felt = state.zone + fleet.zone_sensor + effects.zone_bias + 0.03 * zone[..., 0]
    pace = 1 - np.exp(-seconds / 200.0)
    followed = state.zone_reading + pace * (felt - state.zone_reading)
    state.zone_reading = np.where(effects.zone_flat > 0, state.zone_reading, followed)
    state.discharge_reading = state.discharge + 0.08 * zone[..., 1]
    state.flow_reading = np.maximum(state.flow * (1 + 0.015 * zone[..., 2]), 0.0)
