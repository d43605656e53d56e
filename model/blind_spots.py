"""Blind spots: faults that cannot be seen, for want of which points."""

from collections import defaultdict
from collections.abc import Mapping

from model.catalogue import load_faults
from model.faults import FAULTS, Fault
from model.recommendation import BlindSpot
from model.site.graph import Building, Equipment, Site
from model.words import blind_spot_sentence, role_name

_FALLBACK_ROLES = frozenset({"outdoor_air_temperature"})


def blind_spots(site: Site, buildings: frozenset[str] | None = None) -> tuple[BlindSpot, ...]:
    """Every set of missing roles with the faults that it hides, widest first, over the named buildings."""
    hidden: dict[tuple[str, tuple[str, ...]], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[str, int] = defaultdict(int)
    for building in site.buildings:
        if buildings is not None and building.id not in buildings:
            continue
        roles = _roles_of(building)
        shared = {role for e in building.equipment for role in roles[e.id] if role in _FALLBACK_ROLES}
        for equipment in building.equipment:
            faults = FAULTS.get(equipment.kind, ())
            total[equipment.kind] += bool(faults)
            for fault in faults:
                missing = _missing(fault, equipment, building, roles, shared)
                if missing:
                    hidden[equipment.kind, missing][fault.id] += 1
    spots = []
    for (kind, missing), counts in hidden.items():
        ids = tuple(sorted(counts))
        names = [load_faults()[fault].plural for fault in ids]
        count = max(counts.values())
        spots.append(
            BlindSpot(
                kind=kind,
                missing=missing,
                faults=ids,
                count=count,
                total=total[kind],
                text=blind_spot_sentence(
                    [" or ".join(role_name(r) for r in role.split("|")) for role in missing],
                    count,
                    total[kind],
                    kind,
                    names,
                ),
            )
        )
    return tuple(sorted(spots, key=lambda s: (-len(s.faults) * s.count, s.kind, s.missing)))


def _roles_of(building: Building) -> Mapping[str, frozenset[str]]:
    return {
        equipment.id: frozenset(point.role for point in equipment.points if point.role is not None)
        for equipment in building.equipment
    }


def _missing(
    fault: Fault,
    equipment: Equipment,
    building: Building,
    roles: Mapping[str, frozenset[str]],
    shared: set[str],
) -> tuple[str, ...]:
    """The alternatives, joined by "|", of each need that nothing meets."""
    by_id = {e.id: e for e in building.equipment}
    lacking = []
    for needs in fault.needs:
        met = False
        for role in needs:
            kind, _, name = role.rpartition(".")
            if kind:
                met |= any(
                    name in roles[feeder]
                    for feeder in equipment.fed_by
                    if feeder in by_id and by_id[feeder].kind == kind
                )
            else:
                met |= role in roles[equipment.id] or role in shared
        if not met:
            lacking.append("|".join(role.rpartition(".")[2] for role in needs))
    return tuple(lacking)
