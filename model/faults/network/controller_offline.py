"""Nothing comes from a controller that measures, while the others of its building talk."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for

_TOLERANCE = 0.2
# A role "talks" is one for an hour after the last reading; controllers that poll slowly get another one.
_SILENT_STEPS = STEPS_PER_HOUR
_MOST = 0.5
# Meters count by themselves; what only takes commands may have nothing to say for a day.
_METERS = ("electricity_meter", "gas_meter", "heat_meter", "water_meter")


def _measures(frames: Frames) -> Flags:
    """Which controllers (E,) serve equipment that measures something."""
    sensors = frames.others.get("sensor")
    measuring = set()
    if sensors is not None:
        places = zip(sensors.building_of.tolist(), (s.fed_by[0] for s in sensors.equipment), strict=True)
        measuring |= set(places)
    for kind in _METERS:
        if kind in frames.others:
            them = frames.others[kind]
            measuring |= set(zip(them.building_of.tolist(), (e.id for e in them.equipment), strict=True))
    return np.array(
        [
            any((building, served) in measuring for served in device.fed_by)
            for building, device in zip(frames.building_of.tolist(), frames.equipment, strict=True)
        ],
        dtype=bool,
    )


def assess(frames: Frames) -> Assessment:
    talks = frames.role("talks")
    silent = held_for(talks == 0, _SILENT_STEPS)
    one = np.ones(frames.shape)
    others = frames.in_building("controller", one) - 1.0
    others_talk = frames.in_building("controller", talks) - np.nan_to_num(talks)
    applies = (others > 0) & (others_talk > _MOST * others) & _measures(frames)[None, :]
    return Assessment(
        applies=applies & (silent | (talks == 1)),
        residual=np.where(silent, 1.0, -1.0),
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=talks,
        expected=one,
    )


FAULT = Fault(
    id="controller_offline",
    kind="controller",
    needs=(("talks",),),
    assess=assess,
    quantity="fraction",
    traces=("talks",),
    source="device not heard from, in use in the field (UDMI #239, VOLTTRON #1087)",
    weight=0.5,
    weight_against=1.0,
    costed=False,
)
