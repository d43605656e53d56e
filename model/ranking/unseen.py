"""What goes on unseen while a controller or a whole building says nothing, in money."""

from collections.abc import Sequence
from functools import cache

from model.blindness.blindness import hidden_cost
from model.catalogue import Costs, FaultFacts, load_faults
from model.faults import FAULTS
from model.ranking.prices import in_share
from model.ranking.size import size_of
from model.site.graph import Building, Equipment

_DAYS, _HOURS = 365.0, 24.0
# Of what plantroom would see, so much is worth a repair and is mended: an engineer's guess.
_WORTH_SEEING = 0.5
# Of what people feel they tell somebody half, sooner or later, whether readings come or not: a guess, too.
_UNTOLD = 0.5


def unseen_per_day(silent: Equipment, building: Building, costs: Costs) -> float:
    """What it is worth a day to hear from ``silent`` again [currency], a controller or the building itself.

    How often each fault is there that its described points would show, times what it wastes, wears and
    risks, as in ``model.blindness``, and half of what people feel behind supplies that fail them: they
    complain, but not all, nor at once.
    """
    hidden = [
        (load_faults()[fault], size_of(equipment, building, costs))
        for equipment in _behind(silent, building)
        for fault in _shown_by(equipment)
    ]
    cost = hidden_cost([(facts, size.energy_kwh_per_day, 1) for facts, size in hidden], costs)
    wasted = 0.0 if cost is None else cost.likely / _DAYS
    people = sum(facts.prior.value.likely * size.people for facts, size in hidden if _fails_people(facts))
    kelvin, comfort = costs.kelvin_of_failed_supply, costs.comfort_value_per_person_kelvin_hour
    felt = costs.attendance.likely * kelvin.likely * comfort.likely
    return (wasted + people * felt * in_share(building) * _HOURS * _UNTOLD) * _WORTH_SEEING


def _fails_people(facts: FaultFacts) -> bool:
    """Whether a fault leaves people too cold or too hot by itself.

    What may be the doing of another fault of its own equipment is counted there.
    """
    within = {cause.fault for cause in facts.explained_by if cause.where == "same_equipment"}
    return facts.consequences[0] == "comfort" and not within - _of_readings()


@cache
def _of_readings() -> frozenset[str]:
    """Faults of what is read, which do nothing to rooms."""
    return frozenset(
        fault
        for fault, facts in load_faults().items()
        if facts.sensor_of is not None or fault == "pump_status_contradicts"
    )


def _behind(silent: Equipment, building: Building) -> Sequence[Equipment]:
    if silent.kind == "building":
        return building.equipment
    return [equipment for equipment in building.equipment if equipment.id in silent.fed_by]


def _shown_by(equipment: Equipment) -> list[str]:
    """Faults that the points of an equipment, heard or not, would show with those of what feeds it."""
    own = {point.role for point in (*equipment.points, *equipment.unheard)}
    return [
        fault.id
        for fault in FAULTS.get(equipment.kind, ())
        if fault.needs and all(any("." in role or role in own for role in roles) for roles in fault.needs)
    ]
