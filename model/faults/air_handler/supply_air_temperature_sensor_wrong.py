"""Supply air reads otherwise than the boxes that receive it with their reheat shut."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames import Frames
from model.healthy.operation import closed, settled
from model.healthy.sensors import SUPPLY_AIR_K, joined

_ENOUGH_ZONES = 3
_DUCT_K = 1.5


def assess(frames: Frames) -> Assessment:
    supply = frames.role("supply_air_temperature")
    zones = frames.others.get("vav_box")
    if zones is None or "air_handler" not in zones.parents:
        median = np.full(frames.shape, np.nan)
    else:
        reheat = zones.role("reheat_valve_command")
        received = np.where(closed(reheat), zones.role("discharge_air_temperature"), np.nan)
        median = np.stack(
            [_median_of(received[:, zones.parents["air_handler"] == at]) for at in range(frames.shape[1])],
            axis=1,
        )
    residual = np.abs(supply - median)
    return Assessment(
        applies=settled(frames) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(SUPPLY_AIR_K, _DUCT_K), frames.shape),
        measured=supply,
        expected=median,
    )


def _median_of(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    enough = (~np.isnan(values)).sum(axis=1) >= _ENOUGH_ZONES
    result = np.full(len(values), np.nan)
    if enough.any():
        result[enough] = np.nanmedian(values[enough], axis=1)
    return result


FAULT = Fault(
    id="supply_air_temperature_sensor_wrong",
    kind="air_handler",
    needs=(
        ("supply_air_temperature",),
        ("supply_fan_status", "supply_fan_speed", "supply_air_static_pressure"),
    ),
    assess=assess,
    quantity="temperature",
    traces=("supply_air_temperature", "supply_air_temperature_setpoint"),
    source="redundancy with the boxes",
    weight=0.15,
    costed=False,
)
