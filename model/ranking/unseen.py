"""What goes on unseen while a controller or a whole building says nothing, in money."""

from collections.abc import Sequence

from model.blindness import hidden_cost
from model.catalogue import Costs, load_faults
from model.faults import FAULTS
from model.ranking.size import size_of
from model.site.graph import Building, Equipment

_DAYS = 365.0
# Of what plantroom would see, so much is worth a repair and is mended: an engineer's guess.
_WORTH_SEEING = 0.5


def unseen_per_day(silent: Equipment, building: Building, costs: Costs) -> float:
    """What it is worth a day to hear from ``silent`` again [currency], a controller or the building itself.

    How often each fault is there that its described points would show, times what it wastes, wears and
    risks, as in ``model.blindness``; what people feel is not in it, as they say so themselves.
    """
    cost = hidden_cost(
        [
            (load_faults()[fault], size_of(equipment, building, costs).energy_kwh_per_day, 1)
            for equipment in _behind(silent, building)
            for fault in _shown_by(equipment)
        ],
        costs,
    )
    return 0.0 if cost is None else cost.likely / _DAYS * _WORTH_SEEING


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
        if all(any("." in role or role in own for role in roles) for roles in fault.needs)
    ]
