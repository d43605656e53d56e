"""Chilled water leaves the plant warmer than asked while it is chilled and wanted."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for
from model.healthy.rooms.comfort import building_hot
from model.healthy.water.chilled_water import chiller_runs, gives_all, nobody_calls, pump_runs
from model.healthy.water.plant import CHILLERS_REST_BELOW_C

_TOLERANCE_K = 1.2


def assess(frames: Frames) -> Assessment:
    supply = frames.role("chilled_water_supply_temperature")
    setpoint = frames.role("chilled_water_supply_temperature_setpoint")
    pumped = held_for(pump_runs(frames) == 1, STEPS_PER_HOUR)
    # A chiller that rests while nobody asks, or while it is cool outside, lets the water warm up.
    cool = frames.role("outdoor_air_temperature") < CHILLERS_REST_BELOW_C
    wanted = ~((nobody_calls(frames) | cool) & (chiller_runs(frames) != 1))
    residual = supply - setpoint
    wanted &= ~gives_all(frames)
    short = residual > 2 * _TOLERANCE_K
    return Assessment(
        applies=pumped & wanted & ~np.isnan(residual),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        waste=Waste(discomfort=np.where(pumped & short, building_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="chilled_water_supply_short",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature",),
        ("chilled_water_supply_temperature_setpoint",),
        ("chilled_water_flow", "chilled_water_pump_status", "chilled_water_pump_speed"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "chilled_water_supply_temperature",
        "chilled_water_supply_temperature_setpoint",
        "chilled_water_flow",
    ),
    source="setpoint not met; PNNL re-tuning, plants",
    weight=0.25,
    costed=False,
)
