"""Heat is called, the heat pump does not run, and the water goes cold."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.firing import heat_pump_runs, water_short
from model.healthy.water.plant import heat_called

_HELD_STEPS = 3
# Heat pumps rest longer between two starts, and after a defrost or a trip for minutes: a wider band.
_TOLERANCE_K = 5.0


def assess(frames: Frames) -> Assessment:
    supply, setpoint, short = water_short(frames)
    runs = heat_pump_runs(frames)
    called = held_for(heat_called(frames), _HELD_STEPS)
    residual = np.where(runs == 1, np.minimum(short, 0.0), short)
    dead = called & (short > _TOLERANCE_K) & (runs == 0)
    return Assessment(
        applies=called & ~np.isnan(residual) & ~np.isnan(runs),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        command=runs,
        waste=Waste(discomfort=np.where(dead, building_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="heat_pump_failed",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature", "hot_water_return_temperature"),
        ("heat_pump_status", "heat_pump_power"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "hot_water_supply_temperature",
        "hot_water_supply_temperature_setpoint",
        "heat_pump_status",
        "heat_pump_power",
    ),
    source="heat called for, a heat pump at rest and water that cools; rules in use",
    weight=1.0,
    weight_against=0.5,
)
