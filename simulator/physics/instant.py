"""All that one step works on."""

from dataclasses import dataclass

from simulator.faults.effects import Effects, Orders
from simulator.layout import Layout
from simulator.physics.fleet import Fleet
from simulator.physics.state import State
from simulator.record import Array, Flags


@dataclass(slots=True)
class Instant:
    """One step of ``seconds``: what stays, what changes (``state``), and what drives it.

    ``occupied``, ``hours_to_start`` (see ``Drives``), ``wind`` [m/s], ``water_share`` (B,);
    ``sun`` on each zone's windows [W/m2] and ``people`` in it (Z,). Weather is in ``state.outdoors``.
    """

    layout: Layout
    fleet: Fleet
    state: State
    effects: Effects
    orders: Orders
    occupied: Flags
    hours_to_start: Array
    wind: Array
    sun: Array
    people: Array
    water_share: Array
    seconds: float
