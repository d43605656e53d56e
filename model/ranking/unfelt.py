"""Unfelt: what people are likely to feel of a fault that no reading has told yet."""

from math import isnan

import numpy as np

from model.beliefs.belief import Belief
from model.catalogue import Costs, FaultFacts, load_faults
from model.recommendation import Interval
from model.site.steering import ROOM_SENSOR, STEERING

# How often a fault of a sensor that controls steer by leaves them blind, by an engineer's guess: a wire that
# broke does, and one value in two that stands; of what fell silent flat batteries and loose wires do, while
# what is lost on its way to us is there.
_BLINDS_CONTROLS = {"sensor_out_of_range": 1.0, "sensor_flat": 0.5, "sensor_stale": 0.3}
# How warm it is outside [degC] where a failed supply is felt little, as on the average, and much: people,
# lights and the sun keep rooms warm down to 15 degC, and make them too warm above.
_FELT_AT_C = {"heating": (15.0, 8.0, -5.0), "cooling": (15.0, 21.0, 30.0)}


def felt_unseen(
    identifier: str, belief: Belief, row: tuple[int, int], costs: Costs, outdoor_c: float, *, told: bool
) -> float:
    """Kelvins that each person who is in is likely to feel and that no reading has told yet.

    Behind a failed supply in what is left of the first day that people are in: a night or a weekend says
    nothing of the working day that follows; the more, the further it is outside from what keeps rooms well
    (``outdoor_c`` [degC], NaN where that is unknown). Where controls steer by a sensor that reads what cannot
    be, or that fell silent, at any time; and by a room sensor that is wrong, or of what no reading shows,
    where people have ``told`` that they feel it.
    """
    facts = load_faults()[belief.faults[row[0]]]
    if belief.kind == "sensor":
        role = identifier.rpartition("/")[2]
        kelvin = costs.kelvin_of_lying_room_sensor if role == ROOM_SENSOR else costs.kelvin_of_failed_supply
        return kelvin.likely * _BLINDS_CONTROLS.get(facts.id, 0.0) if role in STEERING else 0.0
    if told and (facts.by_people or facts.sensor_of == ROOM_SENSOR):
        return costs.kelvin_of_lying_room_sensor.likely
    if facts.by_people or facts.consequences[0] != "comfort":
        return 0.0
    return _without(facts, costs.kelvin_of_failed_supply, outdoor_c) * (1.0 - float(belief.felt()[row]))


def _without(facts: FaultFacts, kelvin: Interval, outdoor_c: float) -> float:
    """How far rooms leave their comfort band on a working day without what the fault takes from them [K]."""
    if isnan(outdoor_c):
        return kelvin.likely
    ends = (kelvin.low, kelvin.likely, kelvin.high)
    lacks = [facts.fails] if facts.fails is not None else list(_FELT_AT_C)
    return max(_between(outdoor_c, _FELT_AT_C[supply], ends) for supply in lacks)


def _between(outdoor_c: float, at_c: tuple[float, ...], ends: tuple[float, ...]) -> float:
    order = np.argsort(at_c)
    return float(np.interp(outdoor_c, np.array(at_c)[order], np.array(ends)[order]))
