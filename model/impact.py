"""Impact: what a fault costs a day, in money and people, as an interval."""

from dataclasses import dataclass

import numpy as np

from model.belief import Belief
from model.blindness import hidden_share
from model.catalogue import Costs, FaultFacts
from model.evidence import WASTES
from model.healthy.comfort import PEOPLE_PER_ZONE
from model.recommendation import Interval
from model.site.graph import Building, Equipment

_HOURS = 24.0
_WATTS = 1000.0
# 10th to 90th percentile of a normal: 2.56 standard deviations.
_SPAN = 2.563
_SHARE_DOUBT = 3.0


@dataclass(frozen=True, slots=True)
class Impact:
    """Cost per day by consequence (currency), the whole as an interval, and the people who feel it."""

    by_consequence: tuple[tuple[str, float], ...]
    value: Interval
    people: float
    kelvin: float

    @property
    def likely(self) -> float:
        """Sum of the consequences, the score's own value."""
        return self.value.likely


def impact_of(
    belief: Belief,
    fault: int,
    equipment: int,
    *,
    facts: FaultFacts,
    costed: bool,
    costs: Costs,
    place: "Place",
) -> Impact:
    """Cost per day of one fault (indices into ``belief``), from its waste over the last days."""
    waste = dict(zip(WASTES, belief.wasted()[fault, equipment].tolist(), strict=True))
    electricity = costs.electricity_price_per_kwh
    heat = _ratio(costs.gas_price_per_kwh, costs.boiler_efficiency)
    cold = _ratio(electricity, costs.chiller_cop)
    parts: list[tuple[str, Interval, float]] = []
    doubt = place.flow_doubt
    for name, watts, price in (
        ("heating", waste["heating_w"], heat),
        ("cooling", waste["cooling_w"], cold),
        ("electricity", waste["electricity_w"], electricity),
    ):
        if watts > 0:
            parts.append((name, _times(price, watts * _HOURS / _WATTS), doubt))
    if not costed:
        share = max(facts.wasted_share.value.likely, 0.0)
        parts.append(("energy", _times(electricity, share * place.energy_kwh_per_day), _SHARE_DOUBT))
    if belief.kind == "sensor":
        hidden = hidden_share(belief.equipment[equipment].rpartition("/")[2], place.kind)
        parts.append(("blindness", _times(electricity, hidden * place.energy_kwh_per_day), _SHARE_DOUBT))
    if waste["discomfort"] > 0:
        felt = costs.comfort_value_per_person_kelvin_hour
        parts.append(("comfort", _times(felt, waste["discomfort"] * _HOURS), 1.5))
    if waste["stale_air"] > 0:
        parts.append(
            ("air", _times(costs.air_quality_value_per_person_hour, waste["stale_air"] * _HOURS), 1.5)
        )
    if waste["strokes"] > 0:
        parts.append(("wear", _times(costs.actuator_wear_value_per_stroke, waste["strokes"] * _HOURS), 1.3))
    people = place.people if waste["discomfort"] > 0 or waste["stale_air"] > 0 else 0.0
    kelvin = waste["discomfort"] / max(place.people, 1e-9) if people else 0.0
    return Impact(tuple((name, interval.likely) for name, interval, _ in parts), _sum(parts), people, kelvin)


@dataclass(frozen=True, slots=True)
class Place:
    """An equipment's kind and size: people, energy a day [kWh electric equivalent], doubt of its flow."""

    kind: str
    people: float
    energy_kwh_per_day: float
    flow_doubt: float


def place_of(equipment: Equipment, building: Building, costs: Costs) -> Place:
    """Size of an equipment from its design numbers, else the zones that it feeds, else the catalogue."""
    zones = _zones_behind(equipment, building)
    people = equipment.design.get("people")
    if people is None:
        known = [z.design.get("people", PEOPLE_PER_ZONE) for z in zones]
        people = sum(known) if known else (PEOPLE_PER_ZONE if building.people is None else building.people)
    measured = any(p.role in {"supply_air_flow", "discharge_air_flow"} for p in equipment.points)
    designed = "supply_air_flow" in equipment.design
    doubt = 1.15 if measured else 1.4 if designed else 2.5
    return Place(equipment.kind, people, _energy_kwh_per_day(equipment, len(zones), costs), doubt)


def _zones_behind(equipment: Equipment, building: Building) -> list[Equipment]:
    if equipment.kind == "vav_box":
        return [equipment]
    boxes = [e for e in building.equipment if e.kind == "vav_box"]
    if equipment.kind in {"hot_water_plant", "chilled_water_plant"}:
        return boxes
    return [e for e in boxes if equipment.id in e.fed_by]


def _energy_kwh_per_day(equipment: Equipment, zones: int, costs: Costs) -> float:
    """Electric equivalent of a usual day's fan, heating and cooling, from the catalogue's rates."""
    hours = costs.running_hours_per_day.likely
    if equipment.kind == "vav_box":
        return costs.zone_reheat_power.likely / _WATTS * costs.coil_load_fraction.likely * hours / 3
    if equipment.kind not in {"air_handler", "hot_water_plant", "chilled_water_plant"}:
        return 0.0
    flow = equipment.design.get("supply_air_flow")
    if flow is None:
        flow = zones * costs.supply_air_flow_per_zone.likely if zones else costs.supply_air_flow.likely
    coils = (costs.heating_coil_power_per_flow.likely + costs.cooling_coil_power_per_flow.likely) / 3
    per_flow = costs.fan_power_per_flow.likely + coils * costs.coil_load_fraction.likely
    return flow * per_flow * hours / _WATTS


def _ratio(price: Interval, efficiency: Interval) -> Interval:
    return Interval(
        price.low / efficiency.high, price.likely / efficiency.likely, price.high / efficiency.low
    )


def _times(interval: Interval, factor: float) -> Interval:
    return Interval(interval.low * factor, interval.likely * factor, interval.high * factor)


def _sum(parts: list[tuple[str, Interval, float]]) -> Interval:
    """Sum of lognormal parts: their doubts, of price and of quantity, are taken as independent."""
    if not parts:
        return Interval(0.0, 0.0, 0.0)
    likely = np.array([interval.likely for _, interval, _ in parts])
    span = np.array(
        [np.log(max(interval.high, 1e-9) / max(interval.low, 1e-9)) / _SPAN for _, interval, _ in parts]
    )
    doubt = np.array([np.log(doubt) * 2 / _SPAN for _, _, doubt in parts])
    total = float(likely.sum())
    if total <= 0:
        return Interval(0.0, 0.0, 0.0)
    relative = float(np.sqrt(((likely / total) ** 2 * (span**2 + doubt**2)).sum()))
    factor = float(np.exp(_SPAN / 2 * relative))
    return Interval(total / factor, total, total * factor)
