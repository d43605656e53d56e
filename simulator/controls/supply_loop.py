"""Supply air temperature: heating valve, outdoor-air damper and cooling valve in sequence, by one loop."""

import numpy as np

from simulator.controls.modes import Mode
from simulator.physics.instant import Instant
from simulator.record import FLOAT, Array

GAIN = 0.4  # share of the error mended in 300 s
PACE = 0.047  # by which the loop moves its actuators at most [K/s]
HEATING_SPAN = 30.0  # what the whole stroke of a valve does to the supply air [K]
COOLING_SPAN = 14.0
LEAST_DAMPER_SPAN = 4.0
FREEZE_LIMIT = 4.0  # supply air below which outdoor air is shut out [degC]
FREEZE_OVER = 7.0  # supply air at which it is let in again, as in Guideline 36, 5.16.12 [degC]
OPENING = 0.08 / 300.0  # by which the minimum position opens at most after a start or a freeze [1/s]
MOST_MINIMUM = 0.85  # of the minimum position, when little air is moved


def run_supply_loop(instant: Instant) -> None:
    """Damper and valves of the air handlers.

    What one actuator cannot take goes on to the next: heating closes, then the damper opens, then cooling
    does. The loop sees the mean of this step's error and the last's, for sensor and bus are late; so it
    swings when its gain is more than some five times too high.
    """
    control, readings = instant.state.control_air_handlers, instant.state.readings
    parameters, effects = instant.fleet.air_handlers, instant.effects.air_handlers
    on = control.fan_command
    error = readings.supply_air - control.supply_setpoint
    gain = (0.5 * GAIN * instant.seconds / 300.0) * parameters.loop_gain * effects.loop_gain
    most_change = PACE * instant.seconds
    excess = np.minimum(np.maximum(gain * (error + control.supply_error), -most_change), most_change)
    control.supply_error = error * on
    least, most = _damper_limits(instant)
    outdoor = readings.outdoor_air.take(instant.layout.air_handler_building)
    damper_span = np.maximum(readings.return_air - outdoor, LEAST_DAMPER_SPAN)

    cool = np.maximum(excess, 0.0)
    heating_less = np.minimum(control.heating_command, cool * (1.0 / HEATING_SPAN))
    cool = cool - heating_less * HEATING_SPAN
    # In steps, lest cold air meets a heating coil that is still shut; the flow that sets the least position
    # is hardly anything before the fan runs.
    opened = np.minimum(least, control.damper_command + OPENING * instant.seconds)
    damper = np.minimum(np.maximum(control.damper_command, opened), most)
    damper_more = np.minimum(most - damper, cool / damper_span)
    cool = cool - damper_more * damper_span
    warm = np.maximum(-excess, 0.0)
    cooling_less = np.minimum(control.cooling_command, warm * (1.0 / COOLING_SPAN))
    warm = warm - cooling_less * COOLING_SPAN
    damper_less = np.minimum(np.maximum(damper - least, 0.0), warm / damper_span)
    warm = warm - damper_less * damper_span

    control.damper_command = (damper + damper_more - damper_less) * on
    heating = control.heating_command - heating_less + warm * (1.0 / HEATING_SPAN)
    control.heating_command = np.minimum(heating, 1.0) * on
    cooling = control.cooling_command - cooling_less + cool * (1.0 / COOLING_SPAN)
    control.cooling_command = np.minimum(cooling, 1.0) * on


def _damper_limits(instant: Instant) -> tuple[Array, Array]:
    """Least and most position of the outdoor-air damper.

    The minimum brings the design flow of outdoor air whatever the boxes take; more for free cooling, while
    the air outdoors is below the high limit and below the return air.
    """
    layout, control, readings = instant.layout, instant.state.control_air_handlers, instant.state.readings
    parameters, effects = instant.fleet.air_handlers, instant.effects.air_handlers
    outdoor = readings.outdoor_air.take(layout.air_handler_building)
    mode = control.mode
    ventilating = mode == Mode.OCCUPIED
    warmer = outdoor - np.minimum(readings.return_air - 1.0, parameters.high_limit)
    control.economizing = np.where(
        warmer > 0, FLOAT(0.0), np.where(warmer < -1.0, FLOAT(1.0), control.economizing)
    )
    supply = readings.supply_air
    cold = (supply < FREEZE_LIMIT) | ((control.freeze_tripped > 0) & (supply < FREEZE_OVER))
    control.freeze_tripped = (cold & (control.fan_command > 0)).astype(FLOAT)
    moved = layout.sum_of_boxes(readings.box_flow) / parameters.supply_flow
    least = np.minimum(parameters.minimum_damper / np.maximum(moved, 0.2), MOST_MINIMUM)
    least = np.minimum(least * effects.minimum_outdoor_air_factor, 1.0)
    safe = control.freeze_tripped == 0
    least = least * (ventilating & safe)
    cooling = ventilating | (mode == Mode.COOL_DOWN) | (mode == Mode.NIGHT_COOLING)
    free = cooling & safe & (control.economizing > 0) & (parameters.economizer > 0)
    free &= effects.economizer_locked_out == 0
    return least, np.maximum(free.astype(FLOAT), least)
