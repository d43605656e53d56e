"""What rooms need at design conditions, and what the units that serve them are made of."""

from dataclasses import dataclass

import numpy as np

from simulator.buildings.plan import Plan
from simulator.climate.climate import climate
from simulator.physics.moist_air import AIR_HEAT
from simulator.physics.parameters.ranges import Drawn, Ranges

INSIDE_WINTER = 21.0  # [degC]
WARMEST_WINTER = 5.0  # [degC]
SUPPLY_BELOW_ROOM = 10.5  # cooling supply air below the room at design [K]
PEOPLE_AT_ONCE = 0.85  # share of the design people that ventilation is sized for, over a whole unit
FLOOR_VENTILATION = 0.0003  # [m3/s m2], ASHRAE 62.1 for offices
OUTDOOR_ENTHALPY = 26e3  # of outdoor air above the rooms' at design [J/m3]


@dataclass(frozen=True, slots=True)
class DesignLoads:
    """Of one building: heat and cold that water has to bring [W], and the flow of supply air [m3/s]."""

    heating: float
    cooling: float
    supply_flow: float


@dataclass(frozen=True, slots=True)
class Needs:
    """Of rooms: heat lost in winter, gained in summer [W], outdoor air for people and floor [m3/s], (n,)."""

    loss: Drawn
    gain: Drawn
    outdoor_flow: Drawn

    def rows(self, span: slice) -> "Needs":
        """The same of some rooms."""
        return Needs(self.loss[span], self.gain[span], self.outdoor_flow[span])


def heating_strength(plan: Plan) -> float:
    """Factor on the UA of heating coils: a heat pump's water is colder than a boiler's."""
    return 2.2 if plan.heat_source == "heat_pump" else 1.0


def design_winter(plan: Plan) -> float:
    """Outdoor air that heating is sized for [degC]: a cold night in a cold spell."""
    place = climate(plan.climate)
    coldest = min(place.temperature) - 2.3 * place.spread[0] - 0.4 * max(place.daily_range)
    return min(coldest, WARMEST_WINTER)


def needs(zones: dict[str, Drawn], outdoor_per_person: Drawn, winter: float) -> Needs:
    """What the rooms ``zones`` (fields of ``ZoneParameters``) need at design."""
    depth = INSIDE_WINTER - winter
    infiltration = zones["infiltration"] * (0.5 + depth / 40.0)
    loss = (zones["wall_ua"] + AIR_HEAT * infiltration) * depth
    gain = (
        zones["solar_area"] * 560.0
        + zones["people"] * 75.0
        + 0.9 * (zones["lights"] + zones["plugs"])
        + (zones["wall_ua"] + AIR_HEAT * zones["infiltration"]) * 8.0
    )
    outdoor = PEOPLE_AT_ONCE * zones["people"] * outdoor_per_person + FLOOR_VENTILATION * zones["area"]
    return Needs(loss, gain, outdoor)


def draw_zones(plan: Plan, ranges: Ranges, rng: np.random.Generator) -> dict[str, Drawn]:
    """Rooms of one building in the order boxes, fan coils, rooftop units."""
    count = plan.shape.zones
    shape = (count,)
    orientation = _orientations(plan)
    perimeter = orientation < 4
    area = ranges.uniform(rng, "zone_area", shape)
    volume = area * ranges.uniform(rng, "floor_height")
    facade = area * ranges.uniform(rng, "facade", shape) * np.where(perimeter, 1.0, 0.08)
    windows = facade * np.minimum(ranges.uniform(rng, "window_share", shape), 0.85)
    people = np.maximum(np.round(area * ranges.uniform(rng, "people_density", shape)), 1.0)
    inner = area * ranges.uniform(rng, "inner_u_value", shape)
    heating = np.round(ranges.uniform(rng, "heating_setpoint") * 2.0) / 2.0
    cooling = np.round(ranges.uniform(rng, "cooling_setpoint") * 2.0) / 2.0
    setback = ranges.uniform(rng, "heating_setback") if plan.setback else heating
    setup = ranges.uniform(rng, "cooling_setup") if plan.setback else cooling
    return {
        "area": area,
        "volume": volume,
        "people": people,
        "lights": area * ranges.uniform(rng, "lights", shape),
        "plugs": area * ranges.uniform(rng, "plugs", shape),
        "orientation": orientation,
        "solar_area": windows * ranges.uniform(rng, "solar_transmittance") * perimeter,
        "wall_ua": facade * ranges.uniform(rng, "u_value", shape) + inner,
        "infiltration": volume * ranges.uniform(rng, "infiltration", shape) / 3600.0,
        "air_heat": volume * AIR_HEAT * 5.0,
        "mass_heat": area * ranges.uniform(rng, "mass"),
        "mass_ua": area * ranges.uniform(rng, "mass_coupling"),
        "moist_volume": volume * rng.uniform(5.0, 10.0),
        "heating_setpoint": np.full(shape, heating),
        "cooling_setpoint": np.full(shape, cooling),
        "heating_setback": np.full(shape, min(float(setback), float(heating))),
        "cooling_setup": np.full(shape, max(float(setup), float(cooling))),
        "warm_up": np.full(shape, rng.uniform(0.4, 0.6) if plan.optimal_start else 0.0),
    }


def _orientations(plan: Plan) -> Drawn:
    """North, east, south, west, then two rooms inside, again for each air handler and kind of unit."""
    groups = [*plan.shape.boxes, plan.shape.fan_coils, plan.shape.rooftops]
    cycle = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 4.0])
    return np.concatenate([cycle[np.arange(count) % 6] for count in groups])
