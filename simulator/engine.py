"""One step of all buildings: the order in which control, air, water and sensors follow each other."""

from simulator.controls import control_air
from simulator.controls.plant import control_plant
from simulator.faults.lies import Lies, sense
from simulator.physics import condition_air, run_plants
from simulator.physics.instant import Instant
from simulator.physics.meters import count
from simulator.physics.services import use_services


def step(instant: Instant, lies: Lies) -> None:
    """Change ``instant.state`` to what it is ``instant.seconds`` later.

    Controls act on what the sensors said at the end of the step before.
    """
    control_air(instant)
    control_plant(instant)
    use_services(instant)
    condition_air(instant)
    run_plants(instant)
    count(instant)
    sense(instant.state, lies)
