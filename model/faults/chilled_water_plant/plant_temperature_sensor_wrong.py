"""Two water sensors of the plant contradict each other, or the weather.

Water that goes round unchilled has one temperature; chilled water cannot come back colder than it left; a
tower cannot cool below the wet bulb. A chiller that rests behind a sensor that stands at its setpoint lets
water come back far warmer than it seems to leave.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import held_for, trailing_mean
from model.healthy.rooms.comfort import building_hot
from model.healthy.sensors import joined
from model.healthy.water.chilled_water import (
    STORED_COLD_K,
    chiller_runs,
    nobody_calls,
    outdoor_wet_bulb,
    pump_runs,
)

# Water sensors in pockets: within half a kelvin each; pipes between them gain as much at small flow.
_PAIR_K = 0.8
_WET_BULB_K = 1.5


def assess(frames: Frames) -> Assessment:
    supply = frames.role("chilled_water_supply_temperature")
    back = frames.role("chilled_water_return_temperature")
    difference = trailing_mean(back - supply, STEPS_PER_HOUR)
    pumped = held_for(pump_runs(frames) == 1, STEPS_PER_HOUR)
    chiller = chiller_runs(frames)
    idle = pumped & held_for(chiller == 0, STEPS_PER_HOUR) & nobody_calls(frames)
    unchilled = pumped & held_for(chiller == 0, STEPS_PER_HOUR) & (difference > STORED_COLD_K)
    idle |= unchilled
    chilling = pumped & held_for(chiller == 1, STEPS_PER_HOUR // 2)
    # While it is chilled only the impossible side says something; a small difference may be a small load.
    pair = np.where(idle, np.abs(difference), np.where(chilling, -difference, np.nan))
    entering = frames.role("condenser_water_supply_temperature")
    leaving = frames.role("condenser_water_return_temperature")
    rejecting = held_for(chiller == 1, STEPS_PER_HOUR)
    too_cold = np.where(rejecting, outdoor_wet_bulb(frames) - trailing_mean(entering, STEPS_PER_HOUR), np.nan)
    crossed = np.where(rejecting, trailing_mean(entering - leaving, STEPS_PER_HOUR), np.nan)
    relative = np.stack([pair / _PAIR_K, too_cold / joined(_PAIR_K, _WET_BULB_K), crossed / _PAIR_K])
    known = ~np.isnan(relative).all(axis=0)
    worst = np.where(np.isnan(relative), -np.inf, relative).max(axis=0)
    at_rest = idle | (worst > 1.0)
    apart = np.stack([difference, -too_cold, -crossed])
    told = np.where(np.isnan(relative), -np.inf, relative).argmax(axis=0)
    return Assessment(
        applies=known & at_rest,
        residual=np.where(known, worst * _PAIR_K, np.nan),
        tolerance=np.full(frames.shape, _PAIR_K),
        measured=np.take_along_axis(apart, told[None], axis=0)[0],
        expected=np.zeros(frames.shape),
        waste=Waste(discomfort=np.where(unchilled, building_hot(frames), 0.0)),
    )


FAULT = Fault(
    id="plant_temperature_sensor_wrong",
    kind="chilled_water_plant",
    needs=(
        ("chilled_water_supply_temperature", "condenser_water_supply_temperature"),
        ("chilled_water_return_temperature", "condenser_water_return_temperature", "outdoor_air_temperature"),
        ("chiller_status", "chiller_power"),
    ),
    assess=assess,
    quantity="temperature_difference",
    traces=(
        "chilled_water_supply_temperature",
        "chilled_water_return_temperature",
        "condenser_water_supply_temperature",
    ),
    source="sensors of one water against each other and the wet bulb; PNNL re-tuning: central plant",
    weight=0.2,
    costed=False,
)
