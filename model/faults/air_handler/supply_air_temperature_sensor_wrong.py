"""Supply air reads otherwise than the boxes that receive it with their reheat shut."""

import numpy as np

from model.faults.fault import Assessment, Fault
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.operation import closed, settled
from model.healthy.sensors import SUPPLY_AIR_K, joined

_ENOUGH_ZONES = 3
_DUCT_K = 1.5
_ROUNDS = 4


def received_air(frames: Frames) -> Floats:
    """Temperature at which boxes with their reheat shut receive the air [degC] (T, E); NaN for a few boxes.

    A mean in which boxes far from the others count little, for one may leak.
    """
    zones = frames.others.get("vav_box")
    if zones is None or frames.kind not in zones.parents:
        return np.full(frames.shape, np.nan)
    air = np.where(
        closed(zones.role("reheat_valve_command")), zones.role("discharge_air_temperature"), np.nan
    )
    known, index = ~np.isnan(air), np.maximum(zones.parents[frames.kind], 0)
    enough = frames.over("vav_box", known.astype(np.float64)) >= _ENOUGH_ZONES
    weight = known.astype(np.float64)
    mean = np.full(frames.shape, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(_ROUNDS):
            total = frames.over("vav_box", np.nan_to_num(weight * air))
            mean = np.where(enough, total / frames.over("vav_box", weight), np.nan)
            weight = np.where(known, 1.0 / (1.0 + np.square((air - mean[:, index]) / _DUCT_K)), 0.0)
            weight = np.nan_to_num(weight)
    return mean


def assess(frames: Frames) -> Assessment:
    supply, received = frames.role("supply_air_temperature"), received_air(frames)
    residual = np.abs(supply - received)
    return Assessment(
        applies=settled(frames) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.broadcast_to(joined(SUPPLY_AIR_K, _DUCT_K), frames.shape),
        measured=supply,
        expected=received,
    )


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
