"""The outdoor-air sensor of one air handler disagrees with all the others of the building."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import Frames
from model.healthy.sensors import OUTDOOR_AIR_GLOBAL_K, OUTDOOR_AIR_LOCAL_K, joined

_ENOUGH = 3


def assess(frames: Frames) -> Assessment:
    own = frames.role("outdoor_air_temperature").copy()
    own[:, frames.borrowed.get("outdoor_air_temperature", np.zeros(frames.shape[1], dtype=bool))] = np.nan
    station = frames.others.get("weather_station")
    every = own if station is None else np.hstack([own, station.role("outdoor_air_temperature")])
    known = (~np.isnan(every)).sum(axis=1, keepdims=True)
    # Among two, nobody can say which one is wrong.
    usable = known >= _ENOUGH
    filled = np.where(usable, every, 0.0)
    expected = np.where(usable[:, 0], np.nanmedian(filled, axis=1), np.nan)[:, None]
    residual = np.abs(own - expected)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(OUTDOOR_AIR_LOCAL_K, OUTDOOR_AIR_GLOBAL_K), frames.shape),
        measured=own,
        expected=np.broadcast_to(expected, frames.shape),
    )


FAULT = Fault(
    id="outdoor_air_temperature_sensor_wrong",
    kind="air_handler",
    needs=(("outdoor_air_temperature",),),
    assess=assess,
    quantity="temperature",
    traces=("outdoor_air_temperature",),
    source="redundancy; tolerance of ASHRAE Guideline 36",
    weight=0.15,
    costed=False,
)
