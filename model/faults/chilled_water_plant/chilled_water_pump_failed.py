"""Units stand with their cooling valves wide open in warm weather, and the chilled-water pump stands."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.rooms.comfort import building_hot
from model.healthy.water.chilled_water import called, pump_runs, valves_wide_open

# Plants are locked out in weather cooler than 10 to 16 degC; 18 degC is clear of all of them.
_CLEARLY_WARM_C = 18.0
_TOLERANCE = 0.2


def assess(frames: Frames) -> Assessment:
    runs = pump_runs(frames)
    warm = frames.role("outdoor_air_temperature") > _CLEARLY_WARM_C
    asked = held_for(valves_wide_open(frames) >= 1, STEPS_PER_HOUR)
    # By night an empty building's plant may be told to rest while a valve is left open.
    stands = held_for(runs == 0, STEPS_PER_HOUR) & warm & asked & (frames.occupied != 0)
    works = (runs == 1) & called(frames)
    return Assessment(
        applies=stands | works,
        residual=np.where(stands, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=runs,
        expected=np.ones(frames.shape),
        waste=Waste(discomfort=np.where(stands, building_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="chilled_water_pump_failed",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_pump_status", "chilled_water_pump_speed", "chilled_water_flow"),
        ("outdoor_air_temperature",),
    ),
    assess=assess,
    quantity="switch",
    traces=("chilled_water_pump_status", "chilled_water_pump_speed", "outdoor_air_temperature"),
    source="plant requests unanswered; ASHRAE Guideline 36, 5.20.2 (enable by requests and outdoor air)",
    weight=0.7,
    weight_against=0.7,
)
