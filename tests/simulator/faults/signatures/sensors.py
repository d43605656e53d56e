"""Sensors that lie, controllers that fall silent: one of each on each kind of equipment."""

from simulator.buildings.devices import devices_of
from simulator.faults import fault_kind
from tests.simulator.faults.signatures.seasons import SUMMER, WINTER, Season
from tests.simulator.faults.signatures.signature import Broken
from tests.simulator.faults.signatures.town import HOUSES

EACH = {device.kind: device for device in reversed(list(devices_of(HOUSES["boiler"])))}
FLAT, DEAD, OUT_OF_RANGE, NOISY = "sensor_flat", "sensor_stale", "sensor_out_of_range", "sensor_noisy"
# Those by which something is controlled on a summer's day, or a winter's; the sensors of pressure, flow and
# return air are in the tables of signatures.
HEEDED = frozenset(
    f"readings.{name}"
    for name in (
        "outdoor_air",
        "zone_air",
        "supply_air",
        "hot_water_supply",
        "chilled_water_supply",
        "condenser_supply",
    )
)
UNHEEDED = frozenset(
    {
        "readings.mixed_air",
        "readings.rooftop_mixed_air",
        "readings.zone_co2",
        "boxes.discharge_air",
        "fan_coils.discharge_air",
        "hot_water.returned",
        "hot_water.flow",
        "chilled_water.returned",
        "chilled_water.flow",
        "chilled_water.condenser_return",
        "air_handlers.supply_flow",
        "air_handlers.return_co2",
    }
)


def _season(path: str) -> Season:
    """When it has something to read."""
    return WINTER if "hot_water" in path else SUMMER


def _lying(kind: str) -> list[Broken]:
    lie = fault_kind(kind).lie
    return [
        Broken(kind, device.id, _season(path), "boiler", (("sensor", path),))
        for device in EACH.values()
        for path in sorted(device.paths)
        if lie is not None and path in lie.sensors and device.kind in fault_kind(kind).on
    ]


LYING = {kind: _lying(kind) for kind in (FLAT, DEAD, OUT_OF_RANGE, NOISY)}
SWAPPED = [
    Broken("sensors_swapped", device.id, SUMMER, "boiler", (("sensor", pair[0]), ("swapped_with", pair[1])))
    for device in EACH.values()
    for pair in fault_kind("sensors_swapped").lie.pairs
    if device.paths.issuperset(pair)
]
SILENT = [Broken("controller_offline", device.id, WINTER) for device in EACH.values()]
CUT_OFF = Broken("gateway_offline", "building", WINTER)
