"""One step of all buildings: the order in which control, air, water and sensors follow each other."""

from simulator2.controls import control_air
from simulator2.controls.plant import control_plant
from simulator2.faults.lies import Lies, sense
from simulator2.physics import condition_air, run_plants
from simulator2.physics.instant import Instant
from simulator2.physics.meters import count
from simulator2.physics.services import use_services


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
