"""Buildings of which something is believed, without readings: what the valuing and choosing is tested on."""

import numpy as np

from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, no_belief
from model.faults import FAULTS
from model.ranking.candidates import Proposal
from model.recommendation import Coverage, Recommendation
from model.round import Judged, ShownBefore, judge, look
from model.site.graph import Building, Equipment, Manager, Point, Site
from model.site.roles import ROLES

NOW_MS = 1_705_363_200_000  # 2024-01-16 00:00 UTC
_SENSOR = "AHU-1/supply_air_temperature"
_BESIDE_EQUIPMENT = {"sensor": _SENSOR, "controller": "AHU-1", "building": "tower"}
IDS = {
    "air_handler": "AHU-1",
    "vav_box": "VAV-1",
    "hot_water_plant": "HW-1",
    "chilled_water_plant": "CHW-1",
    "fan_coil": "FC-1",
    "rooftop_unit": "RTU-1",
    "electricity_meter": "EM-1",
    "gas_meter": "GM-1",
    "heat_meter": "HM-1",
    "water_meter": "WM-1",
    "lighting": "LT-1",
    "domestic_hot_water": "DHW-1",
} | {kind: identifier for kind, identifier in _BESIDE_EQUIPMENT.items() if kind in FAULTS}
_FED_BY = {
    "vav_box": ("AHU-1", "HW-1"),
    "fan_coil": ("HW-1", "CHW-1"),
    "air_handler": ("HW-1", "CHW-1"),
}


def whole_building(name: str = "tower") -> Building:
    """One of each kind of equipment, with every role that it can have."""
    pieces = tuple(
        Equipment(
            id=identifier,
            kind=kind,
            name=identifier,
            points=tuple(
                Point(f"{identifier}/{role.id}", role.id) for role in ROLES.values() if kind in role.kinds
            ),
            fed_by=_FED_BY.get(kind, ()),
        )
        for kind, identifier in IDS.items()
        if kind not in _BESIDE_EQUIPMENT
    )
    return Building(name, name.title(), pieces, people=40.0)


def site_of(*buildings: Building) -> Site:
    """A site with one manager for all its buildings."""
    manager = Manager("ada", "Ada", tuple(building.id for building in buildings))
    return Site("campus", "Campus", "Europe/Zurich", "CHF", buildings, (manager,))


def believing(**scores: float) -> dict[str, Belief]:
    """Beliefs in which each fault named has gathered so much, over a day, at a cost."""
    beliefs = {kind: no_belief(kind, (identifier,)) for kind, identifier in IDS.items() if kind in FAULTS}
    for kind, belief in beliefs.items():
        belief.judged_ms[:] = NOW_MS
        for fault in (f.id for f in FAULTS[kind] if f.id in scores):
            row = belief.faults.index(fault), 0
            belief.score[row] = belief.run[row] = scores[fault]
            belief.since_ms[row] = NOW_MS - 20 * 3_600_000
            belief.hours_for[row], belief.hours_against[row] = 18.0, 2.0
            belief.weight[row] = 18.0
            belief.measured[row], belief.expected[row], belief.command[row] = 18 * 0.8, 18 * 0.3, 18 * 0.2
            belief.deviation[row] = 18 * 3.0
            belief.waste[row] = np.array([4000.0, 3000.0, 500.0, 2.0, 1.0, 10.0, 0.0, 0.0]) * 20
            belief.waste_hours[row] = 20.0
            belief.present[row] = 9.0
    return beliefs


def at_random(seed: int) -> dict[str, Belief]:
    """Beliefs of anything, at any cost."""
    random = np.random.default_rng(seed)
    faults = sorted({fault.id for kind in FAULTS for fault in FAULTS[kind]})
    beliefs = believing(**{fault: random.uniform(-1.5, 7.0) for fault in faults})
    for belief in beliefs.values():
        belief.waste *= random.lognormal(0.0, 2.0, belief.waste.shape)
    return beliefs


def judged_of(beliefs: dict[str, Belief], name: str = "tower", *, outdoor_c: float = float("nan")) -> Judged:
    """The building's candidates, of these beliefs."""
    building = whole_building(name)
    if "building" in beliefs:
        beliefs["building"].equipment = (name,)
    return judge(site_of(building), building, beliefs, (), NOW_MS, outdoor_c=outdoor_c)


def proposal_of(fault: str, judged: Judged) -> Proposal:
    """The candidate on a fault."""
    return next(p for p in judged.proposals if p.fault.id == fault)


def card_of(
    judged: Judged,
    *,
    before: ShownBefore | None = None,
    answers: tuple[Answer, ...] = (),
    others: tuple[Answer, ...] = (),
    newest_ms: int = NOW_MS,
) -> Recommendation | None:
    """What the manager of the building is shown; ``others`` are answers of other managers."""
    site = site_of(judged.building)
    return look(
        site.managers[0],
        site,
        [judged],
        before=before,
        answers=answers,
        others=others,
        coverage=Coverage(10, 10, 10, None, 5, 5),
        outcome=None,
        blind=(),
        now_ms=NOW_MS,
        newest_ms=newest_ms,
    ).choice.recommendation
