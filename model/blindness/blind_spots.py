"""Blind spots: faults that cannot be seen, for want of which points, and what that costs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from model.blindness.blindness import hidden_cost
from model.catalogue import Costs, load_costs, load_faults
from model.faults import FAULTS, Fault
from model.ranking.size import size_of
from model.recommendation import BlindSpot
from model.site.graph import Building, Equipment, Site
from model.site.roles import ROLES
from model.words import blind_spot_sentence, role_name

_FALLBACK_ROLES = frozenset({"outdoor_air_temperature"})
# What is there in every building, whether a point tells of it or not.
_EVERYWHERE = ("lighting", "water_meter")
_METERS = frozenset({"electricity_meter", "gas_meter", "heat_meter", "water_meter"})
# Parts that equipment may be built without: where no point tells of one, it is taken not to be there.
_PARTS: tuple[frozenset[str], ...] = (
    frozenset({"heat_pump_status", "heat_pump_power", "evaporating_temperature"}),
    frozenset({name for name in ROLES if name.startswith(("condenser_water_", "tower_"))}),
    frozenset({name for name in ROLES if name.startswith("return_fan_")}),
)
_HEAT_PUMP = _PARTS[0]
_BOILER = frozenset({"boiler_status", "flue_temperature"})


@dataclass(slots=True)
class _Hidden:
    """What a set of missing roles hides: fault -> equipment that may have it, with their energy [kWh/d]."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    energy: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def blind_spots(site: Site, buildings: frozenset[str] | None = None) -> tuple[BlindSpot, ...]:
    """Every set of missing roles with the faults that it hides, over the named buildings.

    The dearest come first; then those whose cost nobody knows, the widest first.
    """
    costs = load_costs(site.tariff)
    hidden: dict[tuple[str, tuple[str, ...]], _Hidden] = defaultdict(_Hidden)
    total: dict[str, int] = defaultdict(int)
    for building in site.buildings:
        if buildings is not None and building.id not in buildings:
            continue
        for equipment, missed in _missed_in(building):
            total[equipment.kind] += 1
            energy = size_of(equipment, building, costs).energy_kwh_per_day if missed else 0.0
            for fault, missing in missed:
                hidden[equipment.kind, missing].counts[fault] += 1
                hidden[equipment.kind, missing].energy[fault] += energy
    spots = [
        _spot(kind, missing, found, total=total[kind], costs=costs, currency=site.currency)
        for (kind, missing), found in hidden.items()
    ]
    return tuple(sorted(spots, key=_order))


def _spot(
    kind: str, missing: tuple[str, ...], found: _Hidden, *, total: int, costs: Costs, currency: str
) -> BlindSpot:
    facts = load_faults()
    ids = tuple(sorted(found.counts))
    count = max(found.counts.values())
    cost = hidden_cost([(facts[i], found.energy[i], found.counts[i]) for i in ids], costs)
    return BlindSpot(
        kind=kind,
        missing=missing,
        faults=ids,
        count=count,
        total=total,
        text=blind_spot_sentence(
            [" or ".join(role_name(r) for r in role.split("|")) for role in missing],
            count,
            total,
            kind,
            [facts[fault].plural for fault in ids],
            cost=None if cost is None else f"{currency} {float(f'{cost.likely:.2g}'):,.0f}",
        ),
        cost_per_year=cost,
    )


def _order(spot: BlindSpot) -> tuple[float, int, str, tuple[str, ...]]:
    money = 0.0 if spot.cost_per_year is None else spot.cost_per_year.likely
    return -money, -len(spot.faults) * spot.count, spot.kind, spot.missing


def _missed_in(building: Building) -> Iterator[tuple[Equipment, list[tuple[str, tuple[str, ...]]]]]:
    """Yield equipment with the faults that it may have unseen, each with the roles that are missing."""
    known = {kind for kind in FAULTS if any(e.kind == kind for e in building.equipment)}
    unheard = tuple(Equipment(kind, kind, kind) for kind in _EVERYWHERE if kind not in known)
    roles = {
        equipment.id: frozenset(point.role for point in equipment.points if point.role is not None)
        for equipment in building.equipment
    }
    by_id = {equipment.id: equipment for equipment in building.equipment}
    shared = frozenset(_FALLBACK_ROLES & frozenset().union(*roles.values()))
    for equipment in (*building.equipment, *unheard):
        own = roles.get(equipment.id, frozenset())
        own |= {role for role in shared if equipment.kind in ROLES[role].kinds}
        missed = []
        for fault in FAULTS.get(equipment.kind, ()):
            missing = _missing(fault, equipment, own, by_id, roles)
            if missing and _may_be_there(fault, equipment.kind, own, missing):
                missed.append((fault.id, missing))
        if FAULTS.get(equipment.kind) and (missed or equipment.id in by_id):
            yield equipment, missed


def _missing(
    fault: Fault,
    equipment: Equipment,
    own: frozenset[str],
    by_id: Mapping[str, Equipment],
    roles: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    """The alternatives, joined by "|", of each need that nothing meets."""
    lacking = []
    for needs in fault.needs:
        met = False
        for role in needs:
            kind, _, name = role.rpartition(".")
            feeder = _feeder(equipment, kind, by_id) if kind else None
            met |= name in roles[feeder.id] if feeder is not None else not kind and name in own
        if not met:
            lacking.append("|".join(dict.fromkeys(role.rpartition(".")[2] for role in needs)))
    return tuple(lacking)


def _feeder(equipment: Equipment, kind: str, by_id: Mapping[str, Equipment]) -> Equipment | None:
    """The nearest equipment of a kind upstream, or None."""
    ahead, seen = list(equipment.fed_by), set(equipment.fed_by)
    while ahead:
        feeder = by_id.get(ahead.pop(0))
        if feeder is not None and feeder.kind == kind:
            return feeder
        further = [name for name in (feeder.fed_by if feeder is not None else ()) if name not in seen]
        seen.update(further)
        ahead += further
    return None


def _may_be_there(fault: Fault, kind: str, own: frozenset[str], missing: tuple[str, ...]) -> bool:
    """Whether an equipment without some points can have a fault at all.

    A sensor or a meter that is not there is not wrong, and a part that equipment may be built without does
    not fail where no point tells of it.
    """
    facts = load_faults()[fault.id]
    lost = {role for roles in missing for role in roles.split("|")}
    if facts.sensor_of in lost:
        return False
    if kind in _METERS and facts.wasted_share.value.likely <= 0 and facts.risk is None:
        return False
    if lost & _BOILER and own & _HEAT_PUMP and not own & _BOILER:
        return False
    return not any(lost & part and not own & part for part in _PARTS)
