"""Small buildings with every kind of equipment, to break."""

from simulator.buildings.plan import Plan
from simulator.faults import Fault, Place, Spot, whole_buildings
from simulator.layout import Layout, Shape

SHAPE = Shape(boxes=(2, 3), fan_coils=2, rooftops=2)
AIR_HANDLER = frozenset(
    {"readings.supply_air", "readings.mixed_air", "readings.return_air", "readings.static_pressure"}
)
BOX = frozenset({"readings.zone_air", "readings.box_flow", "boxes.discharge_air"})
METERS = ("electricity", "gas", "heat", "water")


def plan(number: int = 0, seed: int = 5, **changes: object) -> Plan:
    given: dict[str, object] = {
        "seed": (seed, number),
        "id": f"house-{number}",
        "name": f"House {number}",
        "kind": "office",
        "built": 2000,
        "climate": "chicago",
        "timezone": "America/Chicago",
        "units": "metric",
        "style": "short",
        "shape": SHAPE,
    }
    return Plan(**given | changes)  # type: ignore[arg-type]


def layout(count: int = 1) -> Layout:
    return Layout.of([SHAPE] * count)


def equipment(number: int = 0) -> list[Place]:
    """Devices of building ``number``, all of shape ``SHAPE``."""
    house = f"house-{number}"
    spots = [
        Spot(house, "OAT-1", "weather_station", number, frozenset({"readings.outdoor_air"})),
        Spot(house, "HWP-1", "hot_water_plant", number, frozenset({"readings.hot_water_supply"})),
        Spot(house, "CHP-1", "chilled_water_plant", number, frozenset({"chilled_water.returned"})),
        Spot(house, "LTG-1", "lighting", number, frozenset({"meters.lighting"})),
        Spot(house, "DHW-1", "domestic_hot_water", number, frozenset({"services.domestic_hot"})),
    ]
    spots += [Spot(house, f"{each}", "meter", number, frozenset({f"meters.{each}"})) for each in METERS]
    spots += [Spot(house, f"AHU-{n + 1}", "air_handler", 2 * number + n, AIR_HANDLER) for n in range(2)]
    spots += [Spot(house, f"VAV-{n + 1}", "vav_box", 5 * number + n, BOX) for n in range(5)]
    room = frozenset({"readings.zone_air", "fan_coils.discharge_air"})
    spots += [Spot(house, f"FCU-{n + 1}", "fan_coil", 2 * number + n, room) for n in range(2)]
    roof = frozenset({"readings.zone_air", "readings.rooftop_supply_air", "readings.rooftop_mixed_air"})
    spots += [Spot(house, f"RTU-{n + 1}", "rooftop_unit", 2 * number + n, roof) for n in range(2)]
    return [*spots]


def places(count: int = 1) -> list[Place]:
    """All equipment of ``count`` buildings, the buildings themselves among them."""
    found = [place for number in range(count) for place in equipment(number)]
    return [*found, *whole_buildings([plan(number) for number in range(count)])]


def fault(kind: str, on: str, severity: float = 1.0, *, name: str = "one", **changes: object) -> Fault:
    """A fault in house-0 from time 0 on."""
    given: dict[str, object] = {
        "id": name,
        "kind": kind,
        "building": "house-0",
        "equipment": on,
        "severity": severity,
        "onset_ms": 0,
    }
    return Fault(**given | changes)  # type: ignore[arg-type]
