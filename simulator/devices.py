"""The equipment of simulated buildings: its place in the arrays, and the site that describes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.site.graph import Building, Equipment, Manager, Schedule, Site
from simulator.effects import Place
from simulator.fleet import Fleet, building_types
from simulator.points import AIR_HANDLER, HOT_WATER_PLANT, VAV_BOX, WEATHER_STATION, PointKind, point_of


@dataclass(frozen=True, slots=True)
class BuildingPlan:
    """How a building is called, built and wired; ``lacking``: (equipment, role) without a point."""

    id: str
    name: str
    kind: str
    units: str
    style: str
    lacking: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Device:
    """One publishing device: an equipment with its points.

    ``place`` leads to its values in the arrays of the state: it has one index for
    plant and weather station, two for an air handler, three for a VAV box.
    """

    building: str
    id: str
    kind: str
    place: tuple[int, ...]
    points: tuple[PointKind, ...]
    plan: BuildingPlan

    @property
    def names(self) -> tuple[str, ...]:
        """The points' names on the wire."""
        return tuple(point.names[self.plan.style] for point in self.points)

    @property
    def where(self) -> Place | None:
        """The place in the fault arrays; None for devices on which nothing breaks."""
        if len(self.place) == 1:
            return None
        return self.place[0], self.place[1], self.place[2] if len(self.place) == 3 else None


# Name, kind, units and naming style of each building, again from the start when there are more.
_PATTERNS = (
    ("North Tower", "office", "imperial", "short"),
    ("Riverside School", "school", "metric", "long"),
    ("Science Wing", "laboratory", "imperial", "long"),
)
_FLOORS = ("north", "east", "south", "west", "inner", "core")


def plan_buildings(count: int) -> list[BuildingPlan]:
    """``count`` buildings; the school's AHU-2 has no mixed-air temperature."""
    plans = []
    for row in range(count):
        name, kind, units, style = _PATTERNS[row % len(_PATTERNS)]
        number = row // len(_PATTERNS) + 1
        suffix = "" if number == 1 else f" {number}"
        lacking = {(ahu, "supply_fan_power") for ahu in ("AHU-1", "AHU-2")} if kind != "office" else set()
        if kind == "school":
            lacking |= {("AHU-2", "mixed_air_temperature"), ("AHU-2", "supply_air_flow")}
        identity = (name + suffix).lower().replace(" ", "-")
        plans.append(BuildingPlan(identity, name + suffix, kind, units, style, frozenset(lacking)))
    return plans


def list_devices(plans: Sequence[BuildingPlan], air_handlers: int, zones: int) -> list[Device]:
    """All devices, building by building."""
    devices: list[Device] = []
    for row, plan in enumerate(plans):
        found: list[tuple[str, str, tuple[int, ...], tuple[PointKind, ...]]] = [
            ("OAT-1", "weather_station", (row,), WEATHER_STATION),
            ("HWP-1", "hot_water_plant", (row,), HOT_WATER_PLANT),
        ]
        for air_handler in range(air_handlers):
            found.append((f"AHU-{air_handler + 1}", "air_handler", (row, air_handler), AIR_HANDLER))
            found += [
                (f"VAV-{air_handler + 1}-{zone + 1:02d}", "vav_box", (row, air_handler, zone), VAV_BOX)
                for zone in range(zones)
            ]
        devices += [
            Device(
                plan.id,
                name,
                kind,
                place,
                tuple(p for p in points if (name, str(p.role)) not in plan.lacking),
                plan,
            )
            for name, kind, place, points in found
        ]
    return devices


def describe_site(
    plans: Sequence[BuildingPlan], devices: Sequence[Device], fleet: Fleet, timezone: str
) -> Site:
    """The site as its owner would describe it: one manager for all, and one for each building."""
    buildings = tuple(
        _describe_building(plan, [d for d in devices if d.building == plan.id], fleet, row)
        for row, plan in enumerate(plans)
    )
    everyone = Manager("portfolio", "Portfolio manager", tuple(plan.id for plan in plans))
    single = tuple(Manager(plan.id, f"Manager of {plan.name}", (plan.id,)) for plan in plans)
    return Site(
        id="simulated",
        name="Simulated portfolio",
        timezone=timezone,
        currency="USD",
        buildings=buildings,
        managers=(everyone, *single),
    )


def _describe_building(plan: BuildingPlan, devices: Sequence[Device], fleet: Fleet, row: int) -> Building:
    hours = building_types()[plan.kind]["hours"]
    return Building(
        id=plan.id,
        name=plan.name,
        equipment=tuple(_describe_equipment(device, fleet) for device in devices),
        people=float(fleet.people[row].sum()),
        area_m2=round(float(fleet.area[row].sum()), 1),
        schedule=Schedule({int(day): (float(span[0]), float(span[1])) for day, span in hours.items()}),
    )


def _describe_equipment(device: Device, fleet: Fleet) -> Equipment:
    plan, place = device.plan, device.place
    points = tuple(point_of(point, device.id, plan.style, plan.units) for point in device.points)
    design: dict[str, float] = {}
    fed_by: tuple[str, ...] = ()
    name, location = device.id, None
    if device.kind == "air_handler":
        design = {
            "supply_air_flow": float(fleet.supply_flow[place]),
            "minimum_outdoor_air_fraction": float(fleet.minimum_outdoor_air[place]),
            "people": float(fleet.people[place].sum()),
            "area": float(fleet.area[place].sum()),
        }
        fed_by = ("HWP-1",)
    elif device.kind == "vav_box":
        design = {
            "supply_air_flow": float(fleet.largest_flow[place]),
            "people": float(fleet.people[place]),
            "area": float(fleet.area[place]),
        }
        fed_by = (f"AHU-{place[1] + 1}", "HWP-1")
        location = f"Level {place[1] + 1}, {_FLOORS[place[2] % len(_FLOORS)]}"
    elif device.kind == "hot_water_plant":
        name = "Hot water plant"
    else:
        name = "Weather station"
    return Equipment(
        id=device.id,
        kind=device.kind,
        name=name,
        points=points,
        fed_by=fed_by,
        design={key: round(value, 3) for key, value in design.items()},
        location=location,
    )
