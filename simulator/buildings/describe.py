"""Simulated buildings as their owner would describe them, who knows nothing of faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from model.site.graph import Building, Equipment, Manager, Schedule, Site
from simulator.buildings.devices import Device
from simulator.buildings.plan import Plan
from simulator.buildings.points import point_of
from simulator.buildings.prices import prices_of
from simulator.physics.fleet import Fleet
from simulator.record import Array
from simulator.tariffs.tariff import country_of

_NAMES: Mapping[str, str] = {
    "hot_water_plant": "Hot water plant",
    "chilled_water_plant": "Chilled water plant",
    "weather_station": "Weather station",
    "electricity_meter": "Electricity meter",
    "gas_meter": "Gas meter",
    "heat_meter": "Heat meter",
    "water_meter": "Water meter",
    "lighting": "Lighting",
    "domestic_hot_water": "Domestic hot water",
}
_SIDES = ("north", "east", "south", "west", "inner")
_ID = "simulated"
_NAME = "Simulated portfolio"


def describe_site(
    plans: Sequence[Plan],
    devices: Iterable[Device],
    fleet: Fleet,
    managers: Sequence[Manager] = (),
    *,
    identity: str = _ID,
    name: str = _NAME,
) -> Site:
    """One site of buildings that share a timezone and a currency; ValueError when they do not.

    Equipment without a point is not on the network, and left out. Without ``managers`` there is one for all
    and one for each building; else those of them who have buildings here.
    """
    places = {(plan.timezone, country_of(plan.country).currency.id) for plan in plans}
    if len(places) != 1:
        raise ValueError(f"a site has one timezone and one currency, not {len(places)}; use describe_sites")
    ((timezone, currency),) = places
    by_building: dict[str, list[Device]] = {plan.id: [] for plan in plans}
    for device in devices:
        if device.building in by_building:
            by_building[device.building].append(device)
    return Site(
        id=identity,
        name=name,
        timezone=timezone,
        currency=currency,
        buildings=tuple(_building(plan, by_building[plan.id], fleet) for plan in plans),
        managers=_here(managers, by_building) if managers else _usual(plans),
        tariff=prices_of(plans),
    )


def describe_sites(
    plans: Sequence[Plan],
    devices: Sequence[Device],
    fleet: Fleet,
    managers: Sequence[Manager] = (),
) -> tuple[Site, ...]:
    """Describe a site for each timezone and currency, in the order of their first buildings.

    A site has one timezone, as its schedules are local; a portfolio across the world is several.
    """
    groups: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        place = (plan.timezone, country_of(plan.country).currency.id)
        groups.setdefault(place, []).append(plan)
    if len(groups) == 1:
        return (describe_site(plans, devices, fleet, managers),)
    sites = []
    for (timezone, _), members in groups.items():
        city = timezone.rpartition("/")[2].replace("_", " ")
        site = describe_site(
            members,
            devices,
            fleet,
            managers,
            identity=f"{_ID}-{city.lower().replace(' ', '-')}",
            name=f"{_NAME}, {city}",
        )
        # Ids of managers are unique in the store.
        renamed = tuple(
            replace(m, id=f"{m.id}-{site.id}") if m.id == "portfolio" else m for m in site.managers
        )
        sites.append(replace(site, managers=renamed))
    return tuple(sites)


def _usual(plans: Sequence[Plan]) -> tuple[Manager, ...]:
    everyone = Manager("portfolio", "Portfolio manager", tuple(plan.id for plan in plans))
    return everyone, *(Manager(plan.id, f"Manager of {plan.name}", (plan.id,)) for plan in plans)


def _here(managers: Sequence[Manager], buildings: Mapping[str, object]) -> tuple[Manager, ...]:
    theirs = (
        replace(manager, buildings=tuple(name for name in manager.buildings if name in buildings))
        for manager in managers
    )
    return tuple(manager for manager in theirs if manager.buildings)


def _building(plan: Plan, devices: Sequence[Device], fleet: Fleet) -> Building:
    talking = {device.id for device in devices if device.points}
    zones = [device.rows["zone"] for device in devices if "zone" in device.rows]
    served: dict[str, list[int]] = {}
    for device in devices:
        if device.kind == "vav_box":
            served.setdefault(device.fed_by[0], []).append(device.rows["zone"])
    return Building(
        id=plan.id,
        name=plan.name,
        equipment=tuple(
            _equipment(device, fleet, talking, served.get(device.id, []))
            for device in devices
            if device.id in talking
        ),
        people=_sum(fleet.zones.people, zones),
        area_m2=round(_sum(fleet.zones.area, zones), 1),
        schedule=Schedule({day: (float(start), float(end)) for day, (start, end) in plan.hours.items()}),
    )


def _equipment(device: Device, fleet: Fleet, talking: set[str], served: Sequence[int]) -> Equipment:
    plan = device.plan
    return Equipment(
        id=device.id,
        kind=device.make,
        name=_NAMES.get(device.make, device.id),
        points=tuple(point_of(point, device.id, plan.style, plan.units) for point in device.points),
        fed_by=tuple(feeder for feeder in device.fed_by if feeder in talking),
        design={name: round(value, 3) for name, value in _design(device, fleet, served).items()},
        location=_location(device, fleet),
    )


def _design(device: Device, fleet: Fleet, served: Sequence[int]) -> dict[str, float]:
    # What stands on the plates of the machines.
    if device.kind == "hot_water_plant":
        return {"heating_capacity": float(fleet.hot_water.capacity[device.row])}
    if device.kind == "chilled_water_plant":
        return {"cooling_capacity": float(fleet.chilled_water.capacity[device.row])}
    zones = [device.rows["zone"]] if "zone" in device.rows else list(served)
    if not zones:
        return {}
    rooms = {"people": _sum(fleet.zones.people, zones), "area": _sum(fleet.zones.area, zones)}
    if device.kind == "air_handler":
        flow = float(fleet.air_handlers.supply_flow[device.row])
        share = float(fleet.air_handlers.outdoor_flow[device.row]) / flow
        return {
            "supply_air_flow": flow,
            "minimum_outdoor_air_fraction": share,
            "economizer": float(fleet.air_handlers.economizer[device.row]),
            **rooms,
        }
    flows: Mapping[str, Array] = {"vav_box": fleet.boxes.largest_flow, "rooftop_unit": fleet.rooftops.flow}
    if device.kind in flows:
        rooms = {"supply_air_flow": float(flows[device.kind][device.row]), **rooms}
    if device.kind == "rooftop_unit":
        rooms["economizer"] = float(fleet.rooftops.economizer[device.row])
        rooms["heating_capacity"] = float(fleet.rooftops.heating_capacity[device.row])
        rooms["cooling_capacity"] = float(fleet.rooftops.cooling_capacity[device.row])
    return rooms


def _location(device: Device, fleet: Fleet) -> str | None:
    if "zone" not in device.rows:
        return None
    side = _SIDES[int(fleet.zones.orientation[device.rows["zone"]])]
    if device.kind == "vav_box":
        # Around the building and its core, and again when there are more boxes than that.
        place = "core" if device.number % 6 == 0 and side == "inner" else side
        again = f" {(device.number - 1) // 6 + 1}" if device.number > 6 else ""
        return f"Level {device.parent_number}, {place}{again}"
    where = "Roof" if device.kind == "rooftop_unit" else f"Room {device.number}"
    return f"{where}, {side}"


def _sum(values: Array, rows: Sequence[int]) -> float:
    return float(values[list(rows)].sum())
