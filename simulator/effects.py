"""What the faults that are active do to the physics, as arrays over all equipment."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from simulator.arrays import Array, RowRecord
from simulator.faults import Fault, fault_kind
from simulator.fleet import Size

FLAT_FIELDS = {
    "supply_air_temperature": "supply_flat",
    "mixed_air_temperature": "mixed_flat",
    "zone_air_temperature": "zone_flat",
}
_ZONE_FIELDS = {"reheat_leak", "reheat_stuck", "box_stuck", "zone_bias", "zone_flat"}
_STUCK_FIELDS = {"damper_stuck", "heating_stuck", "cooling_stuck", "reheat_stuck", "box_stuck"}


@dataclass(frozen=True, slots=True)
class Effects(RowRecord):
    """Positions at which parts are stuck (NaN: free), leaks, biases [K], switches 0 or 1.

    Shapes (N, A) for air handlers, (N, A, Z) for zones.
    """

    damper_stuck: Array
    heating_stuck: Array
    cooling_stuck: Array
    heating_leak: Array
    cooling_leak: Array
    supply_bias: Array
    mixed_bias: Array
    supply_flat: Array
    mixed_flat: Array
    fan_forced: Array
    economizer_off: Array
    fan_slip: Array
    loop_gain_more: Array
    reheat_leak: Array
    reheat_stuck: Array
    box_stuck: Array
    zone_bias: Array
    zone_flat: Array


# Where a piece of equipment stands in the arrays: row, air handler, zone (None for an air handler).
Place = tuple[int, int, int | None]


def effects_of(size: Size, placed: Iterable[tuple[Fault, Place]]) -> Effects:
    """The joint effect of faults at their places; of two that stick the same part, the later holds."""
    air_handlers = (size.buildings, size.air_handlers)
    arrays = {
        f.name: np.full(
            (*air_handlers, size.zones) if f.name in _ZONE_FIELDS else air_handlers,
            np.nan if f.name in _STUCK_FIELDS else 0.0,
        )
        for f in fields(Effects)
    }
    for fault, (row, air_handler, zone) in placed:
        effect = fault_kind(fault.kind).effect
        name = FLAT_FIELDS[str(fault.sensor)] if effect == "flat" else effect
        place = (row, air_handler) if zone is None else (row, air_handler, zone)
        arrays[name][place] = fault.size
    return Effects(**arrays)
