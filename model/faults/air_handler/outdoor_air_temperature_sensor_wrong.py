"""The outdoor-air sensor of one air handler disagrees with all the others of the building."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.sensors import OUTDOOR_AIR_GLOBAL_K, OUTDOOR_AIR_LOCAL_K, joined

_ENOUGH = 3


def _usual(frames: Frames, own: Floats) -> Floats:
    """Median (T, E) of all outdoor sensors of each one's building; NaN where there are too few."""
    station = frames.others.get("weather_station")
    every, place = own, frames.building_of
    if station is not None:
        every = np.hstack([own, station.role("outdoor_air_temperature")])
        place = np.concatenate([place, station.building_of])
    medians = np.full((frames.shape[0], len(frames.buildings)), np.nan)
    sensors = np.bincount(place[~np.isnan(every).all(axis=0)], minlength=len(frames.buildings))
    # Among two, nobody can say which one is wrong.
    for building in np.flatnonzero(sensors >= _ENOUGH):
        mine = every[:, place == building]
        enough = (~np.isnan(mine)).sum(axis=1) >= _ENOUGH
        medians[enough, building] = np.nanmedian(mine[enough], axis=1)
    return medians[:, frames.building_of]


def assess(frames: Frames) -> Assessment:
    own = frames.role("outdoor_air_temperature").copy()
    own[:, frames.borrowed.get("outdoor_air_temperature", np.zeros(frames.shape[1], dtype=bool))] = np.nan
    expected = _usual(frames, own)
    residual = np.abs(own - expected)
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(OUTDOOR_AIR_LOCAL_K, OUTDOOR_AIR_GLOBAL_K), frames.shape),
        measured=own,
        expected=expected,
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
