"""Rooftop units: fan, economizer, compressors and furnace by the room's signals."""

import numpy as np

from simulator.controls.zone_loops import called
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array

COLDEST_MIX = 11.0  # mixed air below which the economizer closes again [degC]
COLDEST_SUPPLY = 8.0  # supply air below which compressors are unloaded, lest the coil ices [degC]


def command_rooftops(instant: Instant) -> None:
    """While it is cool outside, free cooling takes the lower half of the signal, compressors the rest."""
    control, zones, layout = instant.state.control_rooftops, instant.state.control_zones, instant.layout
    parameters, effects = instant.fleet.rooftops, instant.effects.rooftops
    rooms, building = layout.rooftop_zones, layout.rooftop_building
    heat, cool = zones.heating_signal[rooms], zones.cooling_signal[rooms]
    control.fan_command = called(instant, rooms, control.fan_command, control.occupied)
    people = (instant.occupied.take(building) | (effects.schedule_overridden > 0)).astype(FLOAT)
    outdoor = instant.state.readings.outdoor_air.take(building)
    room = instant.state.readings.zone_air[rooms]
    _economize(instant, outdoor, room)
    free = control.economizing
    least = parameters.minimum_damper * people
    # So far that the mixed air is not too cold, which the linkage makes linear enough.
    warmest = np.maximum(room - COLDEST_MIX, 0.0) / np.maximum(room - outdoor, 1.0)
    highest = np.maximum(np.minimum(warmest, 1.0), least)
    wanted = least + (highest - least) * np.minimum(2.0 * cool, 1.0) * free
    control.damper_command = wanted * control.fan_command
    mechanical = np.maximum(2.0 * cool - 1.0, 0.0) * free + cool * (1.0 - free)
    control.cooling_command = _step_down(instant, mechanical) * control.fan_command
    control.heating_command = heat * control.fan_command


def _economize(instant: Instant, outdoor: Array, room: Array) -> None:
    control, parameters = instant.state.control_rooftops, instant.fleet.rooftops
    locked_out = instant.effects.rooftops.economizer_locked_out
    warmer = outdoor - np.minimum(room - 1.0, parameters.high_limit)
    kept = np.where(warmer > 0, FLOAT(0.0), np.where(warmer < -1.0, FLOAT(1.0), control.economizing))
    control.economizing = kept * parameters.economizer * (1.0 - locked_out)


def _step_down(instant: Instant, command: Array) -> Array:
    """Unload compressors when the supply air is near freezing."""
    room_left = (instant.state.readings.rooftop_supply_air - (COLDEST_SUPPLY - 4.0)) / 4.0
    unloaded: Array = command * np.minimum(np.maximum(room_left, 0.0), 1.0)
    return unloaded
