"""Air handlers with boxes, fan coils and rooftop units, sized for the rooms that they serve."""

import numpy as np

from simulator.buildings.plan import Plan
from simulator.physics.mixing import damper_for
from simulator.physics.moist_air import AIR_HEAT
from simulator.physics.parameters.ranges import Drawn, Ranges
from simulator.physics.parameters.sizing import OUTDOOR_ENTHALPY, SUPPLY_BELOW_ROOM, Needs

Fields = dict[str, Drawn]


def draw_boxes(ranges: Ranges, rng: np.random.Generator, need: Needs, strength: float) -> Fields:
    """VAV boxes; those with a dual maximum open further when they heat, others heat at the minimum."""
    shape = need.gain.shape
    spare = ranges.uniform(rng, "oversizing", shape)
    cooling_flow = need.gain * spare / (AIR_HEAT * SUPPLY_BELOW_ROOM)
    share = ranges.uniform(rng, "minimum_flow", shape)
    dual = rng.random() < ranges.uniform(rng, "dual_maximum_share")
    # Air of 35 degC at most carries the heat, what the air handler leaves cold included.
    carrying = 1.15 * need.loss / (AIR_HEAT * 13.0)
    least = np.maximum(
        np.minimum(np.maximum(share * cooling_flow, need.outdoor_flow), 0.6 * cooling_flow), 0.005
    )
    heating = np.maximum(np.maximum(carrying, 0.5 * cooling_flow if dual else least), least)
    minimum = least if dual else np.maximum(least, np.minimum(heating, 0.5 * cooling_flow))
    largest = np.maximum(cooling_flow, heating)
    heating_rate = heating * AIR_HEAT
    return {
        "largest_flow": largest,
        "minimum_flow": minimum,
        "heating_flow": heating,
        # A box is sized to pass its largest flow at three quarters of the lowest design pressure.
        "wide_open": 1.15 * largest / np.sqrt(ranges.limits["static_setpoint"][0]),
        "leak": ranges.uniform(rng, "box_leak", shape),
        "reheat_ua": 0.7 * strength * heating_rate,
        "reheat_water": heating_rate,
        "loop_gain": ranges.uniform(rng, "loop_gain", shape),
    }


def draw_air_handlers(
    plan: Plan, ranges: Ranges, rng: np.random.Generator, *, need: Needs, boxes: Fields, strength: float
) -> Fields:
    """Air handlers of the boxes ``boxes``; ``need`` is that of all their rooms."""
    counts = np.array(plan.shape.boxes)
    shape = counts.shape
    first = np.cumsum(counts) - counts
    supply = np.add.reduceat(boxes["largest_flow"], first) * 0.9
    rate = supply * AIR_HEAT
    share = np.maximum(
        ranges.uniform(rng, "minimum_outdoor_air", shape) * 0.7,
        np.add.reduceat(need.outdoor_flow, first) / supply,
    )
    share = np.minimum(share, 0.75)
    static = np.round(ranges.uniform(rng, "static_setpoint", shape), -1)
    lost = ranges.uniform(rng, "duct_loss", shape)
    unit = lost * rng.uniform(0.45, 0.6, shape)
    leak = np.minimum(ranges.uniform(rng, "damper_leak", shape), 0.12)
    curve = ranges.uniform(rng, "damper_curve", shape)
    lowest = np.round(ranges.uniform(rng, "supply_setpoint_low") * 2.0) / 2.0
    highest = np.round(ranges.uniform(rng, "supply_setpoint_high") * 2.0) / 2.0
    ones = np.ones(shape)
    return {
        "supply_flow": supply,
        "outdoor_flow": share * supply,
        "minimum_damper": damper_for(share, leak, curve),
        "damper_leak": leak,
        "damper_curve": curve,
        "unit_resistance": unit / supply**2,
        "duct_resistance": (lost - unit) / supply**2,
        "fan_pressure": (static + lost) * 1.15,
        "fan_efficiency": ranges.uniform(rng, "fan_efficiency", shape),
        "static_setpoint": static,
        "static_reset": ones * plan.resets_static,
        "heating_ua": 0.9 * strength * rate,
        "heating_water": rate,
        "cooling_ua": 2.6 * rate,
        "cooling_water": 2.9 * rate,
        "supply_lowest": ones * lowest,
        "supply_highest": ones * max(float(highest), float(lowest)),
        "supply_reset": ones * plan.resets_supply,
        "economizer": ones * plan.economizer,
        "high_limit": _high_limit(plan, ranges, rng, shape),
        "loop_gain": ranges.uniform(rng, "loop_gain", shape),
        "plenum": 500.0 * supply,
        "votes": np.minimum(counts, 2).astype(np.float64),
    }


def _high_limit(plan: Plan, ranges: Ranges, rng: np.random.Generator, shape: tuple[int, ...]) -> Drawn:
    """Of the economizer; none where there is nothing else to cool with."""
    drawn = np.round(ranges.uniform(rng, "economizer_high_limit"))
    return np.full(shape, 60.0 if plan.cooling_source == "none" else drawn)


def draw_fan_coils(ranges: Ranges, rng: np.random.Generator, need: Needs, strength: float) -> Fields:
    """Fan coils sized for cooling at 14 degC and for heating with warm water."""
    shape = need.gain.shape
    spare = ranges.uniform(rng, "oversizing", shape)
    share = ranges.uniform(rng, "fan_coil_outdoor_air", shape)
    flow = np.maximum(1.1 * need.gain * spare / (AIR_HEAT * 9.5), need.loss * spare / (AIR_HEAT * 16.0))
    share = np.minimum(np.maximum(share, need.outdoor_flow / (0.45 * flow)), 0.4)
    rate = flow * AIR_HEAT
    return {
        "flow": flow,
        "outdoor_share": share,
        "fan_power": flow * rng.uniform(250.0, 450.0, shape),
        "heating_ua": 0.75 * strength * rate,
        "heating_water": 0.8 * rate,
        "cooling_ua": 2.0 * rate,
        "cooling_water": 2.2 * rate,
    }


def draw_rooftops(plan: Plan, ranges: Ranges, rng: np.random.Generator, need: Needs, winter: float) -> Fields:
    """Rooftop units with the outdoor air of their rooms."""
    shape = need.gain.shape
    spare = ranges.uniform(rng, "oversizing", shape)
    flow = np.maximum(need.gain * spare / (AIR_HEAT * SUPPLY_BELOW_ROOM), 1.1 * need.outdoor_flow)
    share = np.minimum(
        np.maximum(need.outdoor_flow / flow, 0.6 * ranges.uniform(rng, "minimum_outdoor_air", shape)), 0.6
    )
    outdoor_flow = share * flow
    leak = np.minimum(ranges.uniform(rng, "damper_leak", shape) * 1.5, 0.15)
    curve = ranges.uniform(rng, "damper_curve", shape)
    heating = (need.loss + outdoor_flow * AIR_HEAT * (21.0 - winter)) * spare * 1.2
    return {
        "flow": flow,
        "fan_power": flow * rng.uniform(550.0, 850.0, shape),
        "minimum_damper": damper_for(share, leak, curve),
        "damper_leak": leak,
        "damper_curve": curve,
        "cooling_capacity": need.gain * spare * 1.15 + outdoor_flow * OUTDOOR_ENTHALPY,
        "cop": ranges.uniform(rng, "rooftop_cop", shape),
        "heating_capacity": heating,
        "furnace_efficiency": ranges.uniform(rng, "furnace_efficiency", shape),
        "economizer": np.ones(shape) * plan.economizer,
        "high_limit": np.ones(shape) * np.round(ranges.uniform(rng, "economizer_high_limit")),
    }
