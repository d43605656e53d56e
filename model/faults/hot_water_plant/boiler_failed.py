"""Heat is called, the boilers do not burn, and the water goes cold: the plant is dead."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import held_for
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.firing import fires, water_short
from model.healthy.water.plant import heat_called, is_heat_pump

_HELD_STEPS = 3
_TOLERANCE_K = 4.0


def assess(frames: Frames) -> Assessment:
    supply, setpoint, short = water_short(frames)
    called = held_for(heat_called(frames), _HELD_STEPS) & ~is_heat_pump(frames)[None, :]
    burning = fires(frames)
    # A boiler that burns lives, however cold its water is still; one between two starts is near its setpoint.
    residual = np.where(burning == 1, np.minimum(short, 0.0), short)
    dead = called & (short > _TOLERANCE_K) & (burning != 1)
    return Assessment(
        applies=called & ~np.isnan(residual) & ~np.isnan(burning),
        residual=residual,
        tolerance=np.full(frames.shape, _TOLERANCE_K),
        measured=supply,
        expected=setpoint,
        command=burning,
        waste=Waste(discomfort=np.where(dead, building_cold(frames), 0.0)),
    )


FAULT = Fault(
    id="boiler_failed",
    kind="hot_water_plant",
    needs=(
        ("hot_water_supply_temperature", "hot_water_return_temperature"),
        ("boiler_status", "flue_temperature", "hot_water_return_temperature"),
    ),
    assess=assess,
    quantity="temperature",
    traces=(
        "hot_water_supply_temperature",
        "hot_water_supply_temperature_setpoint",
        "boiler_status",
        "flue_temperature",
        "hot_water_pump_status",
    ),
    source="heat called for, no proof of fire and water that cools; PNNL re-tuning, plants",
    # A dead plant makes a whole building cold: it is to be known within hours.
    weight=1.0,
    weight_against=0.5,
)
