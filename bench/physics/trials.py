"""In which small building each kind of fault is tried, and in which ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.physics.cases import Breach
from simulator.buildings.devices import Device, devices_of
from simulator.buildings.plan import Plan
from simulator.faults import FaultKind, fault_kinds
from simulator.layout import Shape

SEED = 7
# The room to the south: it is heated and cooled.
ROOM = 2
# Each kind befalls the first of these buildings that has what it needs.
BUILDINGS: Mapping[str, dict[str, Any]] = {
    "two air handlers": {"shape": Shape((5, 5))},
    "two air handlers, heat pump": {"shape": Shape((5, 5)), "heat_source": "heat_pump"},
    "fan coils": {"shape": Shape((), fan_coils=5)},
    "rooftop units": {
        "shape": Shape((), rooftops=5),
        "heat_source": "none",
        "cooling_source": "none",
    },
}
# Lies that can befall any sensor, told by those that something is controlled by.
CONTROLLING = (
    "readings.outdoor_air",
    "readings.hot_water_supply",
    "readings.chilled_water_supply",
    "readings.condenser_supply",
    "readings.zone_air",
    "readings.box_flow",
    "readings.supply_air",
    "readings.return_air",
    "readings.static_pressure",
)
# What nothing is controlled by cannot cost energy: it blinds, or it falsifies a bill.
SILENT = frozenset(
    {
        "controller_offline",
        "gateway_offline",
        "electricity_meter_wrong",
        "gas_meter_wrong",
        "heat_meter_wrong",
        "water_meter_wrong",
        "co2_sensor_wrong",
        "mixed_air_temperature_sensor_wrong",
    }
)


# Once is enough: a controller keeps a dead sensor's last value as it keeps a flat one's.
ONCE = SILENT | {"sensor_stale"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of fault on one piece of equipment; ``detail`` tells it from others of the kind."""

    kind: str
    detail: str
    building: str
    breach: Breach


def plans() -> dict[str, Plan]:
    """The buildings, offices in Chicago that are alike but for their systems."""
    return {
        name: Plan(
            seed=(SEED, number),
            id=f"building-{number}",
            name=name,
            kind="office",
            built=2000,
            climate="chicago",
            timezone="America/Chicago",
            units="imperial",
            style="short",
            hours=dict.fromkeys(range(5), (7.0, 18.0)),
            **changed,
        )
        for number, (name, changed) in enumerate(BUILDINGS.items())
    }


def trials() -> Iterator[Trial]:
    """All ways in which all kinds of ``kinds.yaml`` are tried."""
    houses = plans()
    for kind in fault_kinds().values():
        yield from _of(kind, houses)


def _of(kind: FaultKind, houses: Mapping[str, Plan]) -> Iterator[Trial]:
    seen: set[tuple[str, str]] = set()
    for name, plan in houses.items():
        if "building" in kind.on and not seen:
            yield Trial(kind.id, "", name, Breach(kind.id, plan.id))
            return
        for device in _places(plan) if kind.fits(plan) else []:
            if device.kind not in kind.on or (kind.publishes and not device.paths & set(kind.publishes)):
                continue
            for detail, breach in _ways(kind, device):
                if (device.kind, detail) in seen or (seen and kind.id in ONCE):
                    continue
                seen.add((device.kind, detail))
                where = detail or device.kind.replace("_", " ") if len(kind.on) > 1 else detail
                yield Trial(kind.id, where, name, breach)


def _places(plan: Plan) -> list[Device]:
    """One device of each make."""
    found: dict[str, Device] = {}
    counts: dict[str, int] = {}
    for device in devices_of(plan):
        counts[device.make] = counts.get(device.make, 0) + 1
        if device.make not in found or counts[device.make] == ROOM + 1:
            found[device.make] = device
    return list(found.values())


def _ways(kind: FaultKind, device: Device) -> Iterator[tuple[str, Breach]]:
    lie = kind.lie
    if lie is None:
        yield "", Breach(kind.id, device.id)
        if kind.signed:
            yield "mirrored", Breach(kind.id, device.id, kind.span.mirrored(1.0))
        return
    if lie.how == "swapped":
        for one, other in lie.pairs:
            if {one, other} <= device.paths:
                yield f"{_short(one)} and {_short(other)}", Breach(kind.id, device.id, None, one, other)
        return
    for sensor in lie.sensors:
        if sensor not in device.paths or (len(lie.sensors) > 1 and sensor not in CONTROLLING):
            continue
        words = f"{_short(sensor)} of {device.kind}" if sensor == "readings.zone_air" else _short(sensor)
        words = words.replace("_", " ")
        sizes = [lie.span.at(1.0), lie.span.mirrored(1.0)] if kind.signed else [lie.span.at(1.0)]
        for size in sizes:
            told = f" {size:+g}" if lie.how == "bias" else f" times {size:g}" if lie.how == "gain" else ""
            yield f"{words}{told}", Breach(kind.id, device.id, size, sensor)


def _short(path: str) -> str:
    return path.partition(".")[2].removeprefix("rooftop_").replace("_", " ")
