"""How buildings are run, after ASHRAE Guideline 36: by readings, schedule and orders, not by the truth."""

from simulator.controls.box_dampers import command_boxes
from simulator.controls.fan_coils import command_fan_coils
from simulator.controls.fans import command_fans
from simulator.controls.modes import choose_modes
from simulator.controls.orders import obey_orders
from simulator.controls.resets import reset_static, reset_supply
from simulator.controls.rooftops import command_rooftops
from simulator.controls.setpoints import Setpoints, setpoints
from simulator.controls.supply_loop import run_supply_loop
from simulator.controls.zone_loops import Running, room_units_running, run_zone_loops
from simulator.physics.instant import Instant

__all__ = ["control_air"]


def control_air(instant: Instant) -> None:
    """Modes, loops of rooms, and the commands of boxes, fan coils, rooftop units and air handlers."""
    layout = instant.layout
    wanted: Setpoints = setpoints(instant)
    running: list[Running] = []
    if layout.count("air_handler"):
        running.append(choose_modes(instant, wanted))
    running.extend(room_units_running(instant, wanted))
    run_zone_loops(instant, wanted, running)
    if layout.count("air_handler"):
        command_boxes(instant, running[0])
        reset_supply(instant)
        reset_static(instant)
        run_supply_loop(instant)
        command_fans(instant)
        obey_orders(instant)
    if layout.count("fan_coil"):
        command_fan_coils(instant)
    if layout.count("rooftop"):
        command_rooftops(instant)
