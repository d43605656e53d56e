"""How large an equipment is: the people behind it, and the energy that it moves on a usual day."""

from dataclasses import dataclass

from model.catalogue import Costs
from model.frames.places import places_of
from model.healthy.rooms.comfort import PEOPLE_PER_ZONE
from model.site.graph import Building, Equipment

_WATTS = 1000.0
_PLANTS = frozenset({"hot_water_plant", "chilled_water_plant", "domestic_hot_water"})
# Units that sit in or over one room, or a few, and serve them by themselves.
_ROOM_UNITS = frozenset({"vav_box", "fan_coil"})
_AIR_UNITS = frozenset({"air_handler", "rooftop_unit"})
_METERS = frozenset({"electricity_meter", "gas_meter", "heat_meter"})
_SERVING = _ROOM_UNITS | _AIR_UNITS
_FLOWS = frozenset({"supply_air_flow", "discharge_air_flow"})
_LIGHTING_W_PER_PERSON = 150.0
_HOT_WATER_KWH_PER_PERSON_DAY = 0.3


@dataclass(frozen=True, slots=True)
class Size:
    """``people`` behind an equipment, ``energy_kwh_per_day`` [kWh electric equivalent], doubt of its flow."""

    people: float
    energy_kwh_per_day: float
    flow_doubt: float


def size_of(equipment: Equipment, building: Building, costs: Costs) -> Size:
    """Size from the design numbers, else from the rooms that it serves, else from the catalogue.

    ``equipment`` may be the building itself or a controller (fed by what it controls).
    """
    served = _served(equipment, building)
    people = equipment.design.get("people")
    if people is None:
        people = _people(equipment, served, building)
    measured = any(point.role in _FLOWS for point in equipment.points)
    doubt = 1.15 if measured else 1.4 if "supply_air_flow" in equipment.design else 2.5
    return Size(people, _energy(equipment, served, building, people, costs), doubt)


def _served(equipment: Equipment, building: Building) -> list[Equipment]:
    """What serves rooms behind it: itself, what it feeds, or everything of the building."""
    if equipment.kind in _ROOM_UNITS:
        return [equipment]
    rooms = [e for e in building.equipment if e.kind in _ROOM_UNITS]
    if equipment.kind == "controller":
        controlled = set(equipment.fed_by)
        return [e for e in rooms if e.id in controlled or controlled & set(e.fed_by)]
    if equipment.kind in _AIR_UNITS:
        return [e for e in rooms if equipment.id in e.fed_by]
    fed = [e for e in rooms if equipment.id in e.fed_by]
    if fed and equipment.kind in _PLANTS:
        return fed
    return rooms or [e for e in building.equipment if e.kind in _AIR_UNITS]


def _people(equipment: Equipment, served: list[Equipment], building: Building) -> float:
    whole = equipment.kind not in _SERVING | {"controller"}
    if whole and building.people is not None:
        return building.people
    if served:
        known = places_of(building).people
        return sum(known.get(e.id, PEOPLE_PER_ZONE) for e in served)
    if building.people is None:
        return PEOPLE_PER_ZONE
    peers = sum(e.kind in _AIR_UNITS for e in building.equipment)
    return building.people / max(peers, 1) if equipment.kind in _AIR_UNITS else building.people


def _energy(
    equipment: Equipment, served: list[Equipment], building: Building, people: float, costs: Costs
) -> float:
    """Electric equivalent of a usual day's fan, heating and cooling, from the catalogue's rates [kWh]."""
    kind, hours = equipment.kind, costs.running_hours_per_day.likely
    if kind == "vav_box":
        return costs.zone_reheat_power.likely / _WATTS * costs.coil_load_fraction.likely * hours / 3
    if kind == "lighting":
        return people * _LIGHTING_W_PER_PERSON / _WATTS * hours
    if kind == "domestic_hot_water":
        return people * _HOT_WATER_KWH_PER_PERSON_DAY
    if kind == "fan_coil":
        return costs.zone_air_flow.likely * _per_flow(costs) * hours / _WATTS
    if kind not in _AIR_UNITS | _PLANTS | _METERS | {"building", "controller", "weather_station"}:
        return 0.0
    flow = equipment.design.get("supply_air_flow")
    if flow is None and kind not in _AIR_UNITS:
        units = [e for e in building.equipment if e.kind in _AIR_UNITS]
        known = [e.design["supply_air_flow"] for e in units if "supply_air_flow" in e.design]
        flow = sum(known) if known and len(known) == len(units) else None
    if flow is None:
        zones = len([e for e in served if e.kind in _ROOM_UNITS])
        flow = zones * costs.supply_air_flow_per_zone.likely if zones else costs.supply_air_flow.likely
    return flow * _per_flow(costs) * hours / _WATTS


def _per_flow(costs: Costs) -> float:
    coils = (costs.heating_coil_power_per_flow.likely + costs.cooling_coil_power_per_flow.likely) / 3
    return costs.fan_power_per_flow.likely + coils * costs.coil_load_fraction.likely
