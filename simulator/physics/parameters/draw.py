"""Parameters of a whole fleet, each building from a generator of its own."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.plan import Plan
from simulator.layout import Layout
from simulator.physics.fleet import Fleet
from simulator.physics.moist_air import AIR_HEAT
from simulator.physics.parameters.air import (
    AirHandlerParameters,
    BoxParameters,
    FanCoilParameters,
    RooftopParameters,
    ZoneParameters,
)
from simulator.physics.parameters.plant import (
    ChilledWaterParameters,
    HotWaterParameters,
    ServiceParameters,
    draw_plant,
)
from simulator.physics.parameters.ranges import Ranges
from simulator.physics.parameters.sizing import (
    INSIDE_WINTER,
    OUTDOOR_ENTHALPY,
    DesignLoads,
    design_winter,
    draw_zones,
    heating_strength,
    needs,
)
from simulator.physics.parameters.units import draw_air_handlers, draw_boxes, draw_fan_coils, draw_rooftops
from simulator.record import FLOAT, Record

Drawn = dict[str, dict[str, NDArray[Any]]]
_AIR, _PLANT = 101, 102  # purposes of the generators


def draw_air(plan: Plan, rng: np.random.Generator) -> tuple[Drawn, DesignLoads]:
    """Group -> field -> array of one building, and its design loads."""
    ranges = Ranges.of(plan)
    shape = plan.shape
    winter = design_winter(plan)
    zones = draw_zones(plan, ranges, rng)
    need = needs(zones, ranges.uniform(rng, "outdoor_air_per_person"), winter)
    strength = heating_strength(plan)
    boxes, fan_coils = sum(shape.boxes), sum(shape.boxes) + shape.fan_coils
    drawn: Drawn = {"zones": zones, "air_handlers": {}, "boxes": {}, "fan_coils": {}, "rooftops": {}}
    outdoor = np.zeros(1)
    supply = np.zeros(1)
    if boxes:
        part = need.rows(slice(0, boxes))
        drawn["boxes"] = draw_boxes(ranges, rng, part, strength)
        drawn["air_handlers"] = draw_air_handlers(
            plan, ranges, rng, need=part, boxes=drawn["boxes"], strength=strength
        )
        supply = drawn["air_handlers"]["supply_flow"]
        outdoor = drawn["air_handlers"]["outdoor_flow"]
    if shape.fan_coils:
        part = need.rows(slice(boxes, fan_coils))
        drawn["fan_coils"] = draw_fan_coils(ranges, rng, part, strength)
        outdoor = np.append(outdoor, drawn["fan_coils"]["flow"] * drawn["fan_coils"]["outdoor_share"])
    if shape.rooftops:
        part = need.rows(slice(fan_coils, None))
        drawn["rooftops"] = draw_rooftops(plan, ranges, rng, part, winter)
    by_water = slice(0, fan_coils)
    loads = DesignLoads(
        heating=float(need.loss[by_water].sum() + outdoor.sum() * AIR_HEAT * (INSIDE_WINTER - winter)),
        cooling=float(0.85 * need.gain[by_water].sum() + outdoor.sum() * OUTDOOR_ENTHALPY),
        supply_flow=float(supply.sum()),
    )
    return drawn, loads


def draw_fleet(plans: Sequence[Plan], layout: Layout) -> Fleet:
    """Parameters of the buildings of ``plans``; one building more changes none of the others."""
    drawn = [_draw(plan) for plan in plans]
    groups: dict[str, Any] = {
        "zones": _join(ZoneParameters, "zones", drawn, _zone_order(layout)),
        "air_handlers": _join(AirHandlerParameters, "air_handlers", drawn),
        "boxes": _join(BoxParameters, "boxes", drawn),
        "fan_coils": _join(FanCoilParameters, "fan_coils", drawn),
        "rooftops": _join(RooftopParameters, "rooftops", drawn),
        "hot_water": _join(HotWaterParameters, "hot_water", drawn),
        "chilled_water": _join(ChilledWaterParameters, "chilled_water", drawn),
        "services": _join(ServiceParameters, "services", drawn),
    }
    return Fleet(**groups)


def _draw(plan: Plan) -> Drawn:
    air, loads = draw_air(plan, np.random.default_rng([*plan.seed, _AIR]))
    plant = draw_plant(plan, np.random.default_rng([*plan.seed, _PLANT]), loads, air["zones"])
    return {**air, **plant}


def _join(
    record: type[Record], group: str, drawn: Sequence[Drawn], order: NDArray[np.int64] | None = None
) -> Record:
    """The fields of ``group`` of all buildings, one after the other or in ``order``."""
    joined = {}
    for field in fields(record):
        parts = [np.atleast_1d(building[group][field.name]) for building in drawn if building[group]]
        values = np.concatenate(parts) if parts else np.zeros(0)
        joined[field.name] = (values if order is None else values[order]).astype(FLOAT)
    return record(**joined)


def _zone_order(layout: Layout) -> NDArray[np.int64]:
    """Rows of zones as drawn, building by building, in the order of ``layout``: boxes before fan coils."""
    kinds = [[sum(shape.boxes), shape.fan_coils, shape.rooftops] for shape in layout.shapes]
    flat = np.repeat(np.tile([0, 1, 2], len(kinds)), np.array(kinds).ravel())
    return np.argsort(flat, kind="stable")
