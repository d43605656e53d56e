"""How much more or less people complain by chance in one building than elsewhere: its other rooms tell."""

from collections.abc import Mapping
from math import fsum

from model.catalogue import Costs
from model.causes.topology import Topology
from model.complaints.complaints import DAYS_COUNTED, Told, still_counted
from model.complaints.rates import Rates
from model.ranking.size import size_of
from model.site.rooms import serving_rooms

# How far buildings differ, as the shape of a gamma distribution, and how little or much is believed of one:
# of some rooms a manager hands every word on, of others none.
_BUILDINGS_SHAPE = 1.5
_LEAST, _MOST = 0.25, 4.0


def usual_here(told: Mapping[str, Told], topology: Topology, costs: Costs, now_ms: int) -> dict[str, float]:
    """Factor on the rate of chance for each equipment of which people ``told``, by all other rooms.

    Counted since the first complaint of the building that is not forgotten: before, nobody knows whether
    complaints are handed on. A room of which many complain counts as one.
    """
    if not told:
        return {}
    days = still_counted(now_ms - min(each.first_ms for each in told.values()))
    due = {
        each.id: Rates.of(size_of(each, topology.building, costs).people, costs).groundless
        * days
        / DAYS_COUNTED
        for each in serving_rooms(topology.building)
    }
    heard = {equipment: min(fsum(each.left.values()), 1.0) for equipment, each in told.items()}
    all_due, all_heard = fsum(due.values()), fsum(heard.values())
    found = {}
    for equipment, own in heard.items():
        others, expected = all_heard - own, all_due - due.get(equipment, 0.0)
        factor = (_BUILDINGS_SHAPE + others) / (_BUILDINGS_SHAPE + expected)
        found[equipment] = min(max(factor, _LEAST), _MOST)
    return found
