"""What comes out of a portfolio: raw values at the publishing interval, device by device."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator2.arrays import Array, Times
from simulator2.devices import Device
from simulator2.points import unit_of


@dataclass(frozen=True, slots=True)
class DeviceFrame:
    """Raw values (T, P) of one device's points ``names`` (P,), in the units of the site."""

    building: str
    device: str
    names: tuple[str, ...]
    values: Array


@dataclass(frozen=True, slots=True)
class Published:
    """Frames of all devices at ``times_ms`` (T,), UTC."""

    times_ms: Times
    devices: tuple[DeviceFrame, ...]


def frames(times_ms: Times, devices: Sequence[Device], recorded: dict[str, Array]) -> Published:
    """Cut the ``recorded`` fields of the state, each (T, N), (T, N, A) or (T, N, A, Z) in SI, to devices."""
    result = []
    for device in devices:
        values = np.empty((len(times_ms), len(device.points)))
        for column, point in enumerate(device.points):
            unit = unit_of(device.plan.units, point.quantity)
            value: Array = np.moveaxis(recorded[point.field], 0, -1)[device.place]
            steps = np.round((value - unit.offset) / unit.scale / unit.resolution)
            # Dividing by a whole number gives the shortest decimal, 68.3 and not 68.30000000000001.
            values[:, column] = (
                steps * unit.resolution if unit.resolution >= 1 else steps / round(1 / unit.resolution)
            )
        result.append(DeviceFrame(device.building, device.id, device.names, values))
    return Published(times_ms, tuple(result))
