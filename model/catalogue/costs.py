"""Prices, rates and the engineer's defaults that turn a fault into money and people."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import CatalogueError, Entry, parse, read_resource
from model.catalogue.vocabulary import SKILLS
from model.recommendation import Interval

FILE = "costs.yaml"


@dataclass(frozen=True, slots=True)
class CostFact:
    """One line of ``costs.yaml``: a number with its unit, what it means, and what it rests on.

    ``bounds``: outside them a number is taken for a slip (cents for dollars, percent for a fraction).
    """

    key: str
    value: Interval
    unit: str
    meaning: str
    source: str
    bounds: tuple[float, float]

    @property
    def is_money(self) -> bool:
        return self.unit.startswith("USD")


@dataclass(frozen=True, slots=True)
class Costs:
    """Every number of ``costs.yaml``, money in the site's currency. An ``Interval`` is in doubt.

    Fields bear the keys of the file, which says for each its unit, its meaning and its source; a site
    overrides any of them by the same key.
    """

    currency_per_usd: float
    electricity_price_per_kwh: Interval
    electricity_peak_price_per_kwh: float
    electricity_peak_start_hour: float
    electricity_peak_end_hour: float
    demand_charge_per_kw_month: float
    demand_coincidence: Interval
    gas_price_per_kwh: Interval
    district_heat_price_per_kwh: Interval
    district_cooling_price_per_kwh: Interval
    district_heat_share: float
    heat_pump_share: float
    electric_heat_share: float
    district_cooling_share: float
    water_price_per_m3: Interval
    boiler_efficiency: Interval
    chiller_cop: Interval
    heat_pump_cop: Interval
    heating_waste_share_of_year: Interval
    cooling_waste_share_of_year: Interval
    electricity_carbon_kg_per_kwh: Interval
    gas_carbon_kg_per_kwh: Interval
    district_heat_carbon_kg_per_kwh: Interval
    carbon_price_per_kg: Interval
    labour_rate_operator_per_hour: Interval
    labour_rate_mechanic_per_hour: Interval
    labour_rate_electrician_per_hour: Interval
    labour_rate_controls_technician_per_hour: Interval
    labour_rate_balancing_technician_per_hour: Interval
    visit_cost: Interval
    operator_visit_cost: Interval
    shared_visit_share: Interval
    labour_region_factor: float
    parts_wait_days: Interval
    downtime_value_per_person_hour: Interval
    operator_available: float
    mechanic_available: float
    electrician_available: float
    controls_technician_available: float
    balancing_technician_available: float
    permits_available: float
    most_hours_per_job: float
    wasted_visit_price: Interval
    comfort_value_per_person_kelvin_hour: Interval
    attendance: Interval
    kelvin_of_failed_supply: Interval
    kelvin_of_lying_room_sensor: Interval
    complaints_by_chance_per_person_day: Interval
    complaints_of_fault_per_person_day: Interval
    air_quality_value_per_person_hour: Interval
    actuator_wear_value_per_stroke: Interval
    compliance_value_per_day: Interval
    supply_air_flow_per_zone: Interval
    supply_air_flow: Interval
    zone_air_flow: Interval
    fan_power_per_flow: Interval
    heating_coil_power_per_flow: Interval
    cooling_coil_power_per_flow: Interval
    zone_reheat_power: Interval
    coil_load_fraction: Interval
    running_hours_per_day: Interval
    horizon_days: float
    probability_floor: float
    look_probability_floor: float
    look_pays_back_days: float
    probability_to_leave: float
    urgent_probability_floor: float
    look_reliability: Interval
    exploration_share: float
    challenger_margin: float
    smallest_value_per_day: float

    def labour_rate_per_hour(self, skill: str) -> Interval:
        """Money an hour for one person of a skill of ``vocabulary.SKILLS``, where the site is.

        Raises KeyError for another.
        """
        if skill not in SKILLS:
            raise KeyError(f"no skill {skill!r}; known: {', '.join(SKILLS)}")
        rate: Interval = getattr(self, f"labour_rate_{skill}_per_hour")
        region = self.labour_region_factor
        return Interval(rate.low * region, rate.likely * region, rate.high * region)


def load_costs(overrides: Mapping[str, float] | None = None) -> Costs:
    """Costs with a site's own numbers in place of the catalogue's.

    ``overrides`` (``Site.tariff``) are exact and in the site's currency. With ``currency_per_usd`` among
    them, money of the catalogue that is not overridden is converted. Raises CatalogueError for an unknown
    key or a number out of bounds.
    """
    return _costs(tuple(sorted((overrides or {}).items())))


@cache
def load_cost_facts() -> Mapping[str, CostFact]:
    """Every line of ``costs.yaml`` by its key, as the file has it. Raises CatalogueError."""
    return parse_cost_facts(read_resource("model.catalogue", FILE))


@cache
def _costs(overrides: tuple[tuple[str, float], ...]) -> Costs:
    facts = load_cost_facts()
    own = dict(overrides)
    for key in own:
        if key not in facts:
            raise CatalogueError(f"unknown key; known: {', '.join(facts)}", file="site tariff", key=key)
    per_usd = _own_number(facts["currency_per_usd"], own, 1.0) or facts["currency_per_usd"].value
    values: dict[str, Interval | float] = {}
    for field in fields(Costs):
        fact = facts[field.name]
        scale = per_usd.likely if fact.is_money else 1.0
        value = _own_number(fact, own, scale) or Interval(
            fact.value.low * scale, fact.value.likely * scale, fact.value.high * scale
        )
        values[field.name] = value if field.type is Interval else value.likely
    costs = Costs(**values)  # type: ignore[arg-type]  # parse_cost_facts has matched keys and types
    for floor in ("probability_floor", "look_probability_floor"):
        if costs.probability_to_leave >= getattr(costs, floor):
            raise CatalogueError(
                f"{costs.probability_to_leave:g} must be under {floor}, {getattr(costs, floor):g}",
                file="site tariff" if own else FILE,
                key="probability_to_leave",
            )
    heat = costs.district_heat_share + costs.heat_pump_share + costs.electric_heat_share
    if heat > 1.0 + 1e-9:
        raise CatalogueError(
            f"networks, heat pumps and electric heaters make {heat:g} of the heat; it must be 1 or less",
            file="site tariff" if own else FILE,
            key="district_heat_share",
        )
    return costs


def _own_number(fact: CostFact, own: Mapping[str, float], scale: float) -> Interval | None:
    if fact.key not in own:
        return None
    value = float(own[fact.key])
    low, high = fact.bounds[0] * scale, fact.bounds[1] * scale
    if not low <= value <= high:  # also refuses NaN
        raise CatalogueError(
            f"{value:g} {fact.unit} is outside {low:g} to {high:g}; check its unit",
            file="site tariff",
            key=fact.key,
        )
    return Interval(value, value, value)


def parse_cost_facts(text: str, file: str = FILE) -> Mapping[str, CostFact]:
    """Read ``text`` as the costs; its keys are the fields of ``Costs``. Raises CatalogueError."""
    entries = parse(text, file).fields([field.name for field in fields(Costs)])
    exact = {field.name for field in fields(Costs) if field.type is float}
    return MappingProxyType(
        {key: _cost_fact(key, entry, exact=key in exact) for key, entry in entries.items()}
    )


def _cost_fact(key: str, entry: Entry, *, exact: bool) -> CostFact:
    parts = entry.fields(["value", "unit", "bounds", "meaning", "source"])
    bounds = parts["bounds"].entries()
    if len(bounds) != 2:
        raise parts["bounds"].error("must be [lowest, highest]")
    low = bounds[0].number(-1e9, 1e9)
    high = bounds[1].number(low, 1e9)
    value = parts["value"].interval(low, high)
    if exact and value.low != value.high:
        raise parts["value"].error("is a choice, not an estimate: give one number")
    return CostFact(
        key, value, parts["unit"].text(), parts["meaning"].text(), parts["source"].text(), (low, high)
    )
