"""The way of the air: boxes and fan, mixing, coils, reheat, zones."""

import numpy as np

from simulator.arrays import Array, clip
from simulator.coils import coil_heat, valve_flow
from simulator.effects import Effects
from simulator.fan import LEAST_SPEED, fan_power, speed_for, static_pressure
from simulator.fleet import AIR_HEAT, CHILLED_WATER, Fleet
from simulator.mixing import mixed_air, outdoor_air_fraction
from simulator.state import State
from simulator.zones import step_zones

PLANT_ROOM = 21.0  # [degC]


def _position(command: Array, stuck: Array) -> Array:
    return np.where(np.isnan(stuck), command, stuck)


def move_air(fleet: Fleet, state: State, effects: Effects) -> None:
    """Let each box seek its flow at the duct pressure, and the fan the pressure at the boxes' opening."""
    design = np.sqrt(fleet.static_setpoint)[:, :, None]
    # A box is sized to pass its largest flow at three quarters of the design pressure.
    wide_open = 1.15 * fleet.largest_flow / design
    pressure = np.sqrt(np.maximum(state.static_reading, 5.0))[:, :, None]
    wanted = state.flow_setpoint / (wide_open * pressure)
    share = clip((wanted - fleet.box_leak) / (1 - fleet.box_leak), 0.0, 1.0)
    step_to = share ** (1 / 1.4)
    on = state.fan_on > 0
    # Before the fan has built up pressure, boxes move from where they stood, and not all the way at once.
    moved = state.box_command + clip(step_to - state.box_command, -0.5, 0.5)
    state.box_command = np.where(on[:, :, None], moved, 0.0)
    state.box_position = _position(state.box_command, effects.box_stuck)
    opening = wide_open * (fleet.box_leak + (1 - fleet.box_leak) * state.box_position**1.4)
    total = opening.sum(axis=2)
    needed = speed_for(state.static_setpoint, total, fleet.duct_resistance, fleet.fan_pressure)
    grip = 1 - effects.fan_slip
    target = np.where(on, clip(needed / grip, LEAST_SPEED, 1.0), 0.0)
    state.fan_speed = np.where(on, state.fan_speed + 0.8 * (target - state.fan_speed), 0.0)
    turning = state.fan_speed * grip
    state.static = static_pressure(turning, total, fleet.duct_resistance, fleet.fan_pressure)
    state.flow = opening * np.sqrt(state.static)[:, :, None]
    state.supply_flow = state.flow.sum(axis=2)
    # A slipping belt turns the motor's work into heat at the belt.
    state.fan_power = fan_power(turning, state.supply_flow, fleet.fan_pressure) / grip


def condition_air(fleet: Fleet, state: State, effects: Effects, plenum: Array, seconds: float) -> None:
    """From return air, with the ``plenum`` heat [W] (N, A), through mixing, coils and fan to the supply."""
    on = state.fan_on > 0
    rate = np.maximum(state.supply_flow * AIR_HEAT, 1.0)
    outdoor = state.outdoor[:, None]
    zone_air = (state.flow * state.zone).sum(axis=2) / np.maximum(state.supply_flow, 1e-9)
    returned = np.where(on, zone_air + plenum / np.maximum(rate, 200.0), state.zone.mean(axis=2))
    state.damper_position = _position(state.damper_command, effects.damper_stuck)
    state.outdoor_fraction = outdoor_air_fraction(
        state.damper_position, fleet.damper_leak, fleet.damper_curve
    )
    mixed = mixed_air(state.outdoor_fraction, outdoor, returned)

    pumped = state.plant_on[:, None]
    heating_flow = valve_flow(_position(state.heating_command, effects.heating_stuck), effects.heating_leak)
    state.heating_water = heating_flow * fleet.heating_water * pumped
    chilled = (state.outdoor > fleet.chilled_water_above)[:, None]
    cooling_flow = valve_flow(_position(state.cooling_command, effects.cooling_stuck), effects.cooling_leak)
    design = fleet.supply_flow * AIR_HEAT
    heating = coil_heat(
        air_rate=rate,
        air_in=mixed,
        water_rate=state.heating_water,
        water_in=state.hot_water[:, None],
        ua=fleet.heating_ua,
        air_design=design,
        water_design=fleet.heating_water,
    )
    state.heating_heat = np.where(on, heating, 0.0)
    heated = mixed + state.heating_heat / rate
    cooling = -coil_heat(
        air_rate=rate,
        air_in=heated,
        water_rate=cooling_flow * fleet.cooling_water * chilled,
        water_in=np.array(CHILLED_WATER),
        ua=fleet.cooling_ua,
        air_design=design,
        water_design=fleet.cooling_water,
    )
    state.cooling_heat = np.where(on, cooling, 0.0)
    supply = heated + (state.fan_power - state.cooling_heat) / rate

    # Still air in the unit comes to the plant room's temperature; a coil that passes hot water warms it.
    resting = 0.6 * returned + 0.4 * PLANT_ROOM
    warmed = np.minimum(60.0 * heating_flow * pumped, 15.0)
    # Wind and stack blow through a damper that stands open, through a shut one hardly.
    drawn = 0.04 + 0.5 * state.outdoor_fraction
    still_mixed = (1 - drawn) * resting + drawn * outdoor + 0.3 * warmed
    pace = np.where(on, 1 - np.exp(-seconds / 120.0), 1 - np.exp(-seconds / 1500.0))
    state.supply = state.supply + pace * (np.where(on, supply, resting + warmed) - state.supply)
    state.mixed = state.mixed + pace * (np.where(on, mixed, still_mixed) - state.mixed)
    state.returned = state.returned + pace * (returned - state.returned)


def condition_boxes(fleet: Fleet, state: State, effects: Effects, gains: Array, seconds: float) -> None:
    """Reheat and zones; ``gains`` [W] (N, A, Z) from people, lights, plugs and sun."""
    box_rate = state.flow * AIR_HEAT
    reheat_flow = valve_flow(_position(state.reheat_command, effects.reheat_stuck), effects.reheat_leak)
    state.reheat_water = reheat_flow * fleet.reheat_water * state.plant_on[:, None, None]
    entering = state.supply[:, :, None]
    state.reheat_heat = coil_heat(
        air_rate=box_rate,
        air_in=entering,
        water_rate=state.reheat_water,
        water_in=state.hot_water[:, None, None],
        ua=fleet.reheat_ua,
        air_design=fleet.heating_flow * AIR_HEAT,
        water_design=fleet.reheat_water,
    )
    discharge = entering + state.reheat_heat / np.maximum(box_rate, 1.0)
    blowing = state.flow > 0.02 * fleet.largest_flow
    seen = np.where(blowing, discharge, 0.8 * state.zone + 0.2 * state.returned[:, :, None])
    pace = np.where(blowing, 1 - np.exp(-seconds / 120.0), 1 - np.exp(-seconds / 1200.0))
    state.discharge = state.discharge + pace * (seen - state.discharge)
    state.zone, state.mass = step_zones(
        fleet,
        state.zone,
        state.mass,
        outdoor=state.outdoor[:, None, None],
        flow=state.flow,
        discharge=discharge,
        gains=gains,
        seconds=seconds,
    )
