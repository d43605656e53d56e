"""VAV boxes: flow by the room's signals between minimum and maximum, reheat, damper by measured flow."""

import numpy as np

from simulator.controls.zone_loops import Running
from simulator.physics.instant import Instant
from simulator.record import Array

PARKED = 0.3  # position of dampers while the air handler is off
GAIN = 0.45  # of the flow loop: damper travel over the error as a share of the largest flow
FASTEST = 0.4  # damper travel in a step


def command_boxes(instant: Instant, running: Running) -> None:
    """Flow setpoint, damper and reheat of each box.

    Dual maximum: the heating signal opens the valve, and with its upper half the damper; boxes with a single
    maximum have their minimum as heating flow. With warm air from the air handler the whole signal opens the
    damper.
    """
    rooms = instant.layout.box_zones
    control, parameters = instant.state.control_boxes, instant.fleet.boxes
    heat = instant.state.control_zones.heating_signal[rooms]
    cool = instant.state.control_zones.cooling_signal[rooms]
    least = parameters.minimum_flow * instant.effects.boxes.minimum_flow_factor
    upper = np.maximum(2.0 * heat - 1.0, 0.0)
    push = upper + running.warming * (heat - upper)
    cooling = least + np.maximum(parameters.largest_flow - least, 0.0) * cool
    heating = least + np.maximum(parameters.heating_flow - least, 0.0) * push
    control.flow_setpoint = np.maximum(cooling, heating) * running.on
    # Off, the damper is parked.
    control.damper_command = running.on * _seek_flow(instant) + (1.0 - running.on) * PARKED
    control.reheat_command = heat


def _seek_flow(instant: Instant) -> Array:
    """Positions of the dampers [0..1] after the step, by the flows that are measured."""
    control, parameters = instant.state.control_boxes, instant.fleet.boxes
    gain = (GAIN * instant.seconds / 300.0) * parameters.loop_gain * instant.effects.boxes.loop_gain
    lack = (control.flow_setpoint - instant.state.readings.box_flow) / parameters.largest_flow
    travel = np.minimum(np.maximum(gain * lack, -FASTEST), FASTEST)
    position: Array = np.minimum(np.maximum(control.damper_command + travel, 0.0), 1.0)
    return position
