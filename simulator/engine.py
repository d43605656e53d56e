"""One step of all buildings: the order in which control, air, water and sensors follow each other."""

from dataclasses import dataclass

from simulator import control
from simulator.air_path import condition_air, condition_boxes, move_air
from simulator.arrays import Array, Flags
from simulator.effects import Effects
from simulator.fleet import Fleet
from simulator.plant import heat_water
from simulator.sensors import Noise, read_sensors
from simulator.state import State


@dataclass(frozen=True, slots=True)
class Instant:
    """The drives of one step.

    ``outdoor``, ``occupied``, ``hours_to_start`` (N,); ``gains`` [W] (N, A, Z); ``plenum`` [W] (N, A).
    """

    outdoor: Array
    occupied: Flags
    hours_to_start: Array
    gains: Array
    plenum: Array


def step(
    fleet: Fleet, state: State, effects: Effects, instant: Instant, *, noise: Noise, seconds: float
) -> None:
    """Change ``state`` to what it is ``seconds`` later."""
    state.outdoor = instant.outdoor
    control.choose_modes(fleet, state, effects, instant.occupied, instant.hours_to_start)
    control.run_zone_loops(fleet, state, seconds)
    control.reset_setpoints(fleet, state, seconds)
    control.run_supply_loop(fleet, state, effects, seconds)
    control.choose_plant(fleet, state)
    move_air(fleet, state, effects)
    condition_air(fleet, state, effects, instant.plenum, seconds)
    condition_boxes(fleet, state, effects, instant.gains, seconds)
    heat_water(fleet, state, seconds)
    read_sensors(fleet, state, effects, noise, seconds)
