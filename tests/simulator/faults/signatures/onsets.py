"""Signatures of faults that come slowly, or come and go, beside those of the same faults at once."""

from dataclasses import replace

from simulator.faults import fault_kind
from tests.simulator.faults.signatures.measures import (
    COOLED_WHILE_SHUT,
    TOLD_BUT_STILL,
    error_of,
    rate_of,
)
from tests.simulator.faults.signatures.seasons import MAY, SUMMER, WINTER
from tests.simulator.faults.signatures.signature import DAY, NIGHT, On, Signature

unit, water = On("AHU-1"), On("WM-1")
SUPPLY = "readings.supply_air"

SLOW = [
    unit("cooling_valve_leaking", MAY, COOLED_WHILE_SHUT, -1.0),
    unit("cooling_coil_fouled", SUMMER, "control_air_handlers.cooling_command", 1.0),
    unit("filter_loaded", SUMMER, "air_handlers.fan_power", 1.0),
    unit("duct_leaking", SUMMER, "air_handlers.fan_power", 1.0),
    unit(
        "supply_air_temperature_sensor_wrong",
        SUMMER,
        error_of(SUPPLY, "air_handlers.supply_air"),
        1.0,
        sensor=SUPPLY,
    ),
    On("FCU-01")("fan_coil_clogged", SUMMER, "control_fan_coils.cooling_command", 1.0),
    On("HWP-1")("boiler_fouled", WINTER, "hot_water.flue", 1.0),
    On("HM-1")("heat_meter_wrong", WINTER, rate_of("meters.heat_count"), -1.0, DAY),
    water("water_leak", WINTER, "meters.water", 1.0, DAY),
]
NOW_AND_THEN = [
    unit("fan_failed", SUMMER, TOLD_BUT_STILL, 1.0),
    On("VAV-1-02")("zone_reheat_stuck_closed", WINTER, "zones.air", -1.0, DAY),
    On("RTU-2")("window_left_open", WINTER, "rooftops.gas", 1.0, DAY),
    On("HWP-1")("boiler_failed", WINTER, "readings.hot_water_supply", -1.0, DAY),
    On("LTG-1")("lights_left_on", WINTER, "meters.lighting", 1.0, DAY),
    water("water_running_at_night", WINTER, "meters.water", 1.0, NIGHT),
]


def slowed(signature: Signature) -> Signature:
    """The same of a fault that drifts as fast as its kind may."""
    shortest, _ = fault_kind(signature.broken.kind).ramp_days
    return _changed(signature, onset="drifting", ramp_days=shortest)


def interrupted(signature: Signature) -> Signature:
    """The same of a fault that is there half of the time."""
    return _changed(signature, onset="intermittent", duty=0.5)


def _changed(signature: Signature, **details: object) -> Signature:
    broken = signature.broken
    return replace(signature, broken=replace(broken, details=(*broken.details, *details.items())))
