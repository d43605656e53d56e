"""Boxes, ducts and fan of an air handler: who gets how much air at which pressure."""

import numpy as np

from simulator.physics.fans import fan_power, static_pressure
from simulator.physics.instant import Instant
from simulator.record import Array


def box_area(position: Array, leak: Array) -> Array:
    """Open share of a box's damper, that passes little at first and ``leak`` when shut."""
    area: Array = leak + (1.0 - leak) * position * (0.4 + 0.6 * position)
    return area


def move_air(instant: Instant) -> None:
    """Flows of boxes and air handlers, and the fans' power, at what dampers and fans are told."""
    layout, effects = instant.layout, instant.effects
    boxes, parameters = instant.state.boxes, instant.fleet.boxes
    command = instant.state.control_boxes.damper_command
    boxes.damper_position = np.minimum(
        np.maximum(command, effects.boxes.damper_least), effects.boxes.damper_most
    )
    opening = parameters.wide_open * box_area(boxes.damper_position, parameters.leak)
    kept = 1.0 - effects.air_handlers.duct_leak
    draw = turn_fan(instant, layout.sum_of_boxes(opening) / kept)
    boxes.flow = opening * draw.take(layout.box_air_handler)


def turn_fan(instant: Instant, opening: Array) -> Array:
    """Turn the fans against ``opening`` [m3/s Pa^-0.5] (A,); the root of the static pressure."""
    units, parameters = instant.state.air_handlers, instant.fleet.air_handlers
    effects = instant.effects.air_handlers
    speed = np.minimum(
        np.maximum(instant.state.control_air_handlers.fan_speed_command, effects.speed_least),
        effects.speed_most,
    )
    speed = speed * (1.0 - effects.fan_failed)
    wheel = speed * effects.belt_grip
    resistance = parameters.unit_resistance * effects.filter_loading + parameters.duct_resistance
    units.fan_speed = speed
    units.fan_running = (speed > 0.01).astype(np.float32)
    units.static_pressure = static_pressure(wheel, opening, resistance, parameters.fan_pressure)
    draw: Array = np.sqrt(units.static_pressure)
    units.supply_flow = opening * draw
    # What a slipping belt takes from the wheel warms the belt, and the air that passes it.
    units.fan_power = (
        fan_power(
            wheel,
            units.supply_flow,
            design_flow=parameters.supply_flow,
            fan_pressure=parameters.fan_pressure,
            efficiency=parameters.fan_efficiency,
        )
        / effects.belt_grip
    )
    return draw
