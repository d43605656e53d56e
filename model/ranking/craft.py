"""The catalogue as arrays: what each fault may cost beside its waste, and what each action takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from model.catalogue import Action, Costs, FaultFacts, actions_for, load_actions, load_faults
from model.faults import FAULTS, Fault
from model.frames.windows import Flags, Floats
from model.ranking.prices import times
from model.recommendation import Interval

Index = NDArray[np.int64]
_DAYS_PER_YEAR = 365.0
# Reasons why an action cannot be done at this site at all, by their code; 0 is none.
UNDOABLE = ("", "skill", "hours", "permit")
NO_RIVALS = -1


@dataclass(frozen=True, eq=False, slots=True)
class Craft:
    """Faults (F, one for each kind that has it), actions (A), and pairs (P) of a fault and what addresses it.

    Pairs stand by fault: those of fault f are first[f] <= pair < first[f + 1]. Money is of the site; costs
    of an action are one-off: ``labour``, ``parts``, ``visit`` and, a person behind the equipment,
    ``downtime``. ``kept`` (A,) is the share of the horizon that is left when parts have come; ``undoable``
    (A,) a code of ``UNDOABLE``; ``outdoor_above`` and ``outdoor_below`` (A,) the weather that it needs
    [degC], ``empty_hours`` (A,) for how long nobody may be in. ``rivals`` (F,) numbers the words that rivals
    share, ``NO_RIVALS`` for none. ``risk`` and ``wear`` (F, 3): money a day, low, likely, high.
    """

    costs: Costs
    faults: tuple[Fault, ...]
    facts: tuple[FaultFacts, ...]
    number: Mapping[tuple[str, str], int]
    first_of_kind: Mapping[str, int]
    actions: tuple[Action, ...]
    action_number: Mapping[str, int]
    first: Index
    pair_action: Index
    pair_chance: Floats
    costed: Flags
    wasted_share: Floats
    safety: Flags
    water: Flags
    compliance: Flags
    daytime: Flags
    sensor: Flags
    by_people: Flags
    rivals: Index
    risk: Floats
    wear: Floats
    check: Flags
    labour: Floats
    parts: Floats
    visit: Floats
    downtime: Floats
    kept: Floats
    undoable: Index
    outdoor_above: Floats
    outdoor_below: Floats
    empty_hours: Floats


@cache
def craft_of(costs: Costs) -> Craft:
    """The catalogue in the money of a site."""
    faults = tuple(fault for of_kind in FAULTS.values() for fault in of_kind)
    facts = tuple(load_faults()[fault.id] for fault in faults)
    actions = tuple(load_actions().values())
    number = {action.id: at for at, action in enumerate(actions)}
    ways = [[(number[a.id], a.addresses[f.id]) for a in actions_for(f.id, f.kind)] for f in faults]
    words = sorted({f.rivals for f in facts if f.rivals is not None})
    first_of_kind, total = {}, 0
    for kind, of_kind in FAULTS.items():
        first_of_kind[kind] = total
        total += len(of_kind)
    per_usd = costs.currency_per_usd
    rates = {a.labour.skill: costs.labour_rate_per_hour(a.labour.skill).likely for a in actions}
    people = costs.downtime_value_per_person_hour.likely
    return Craft(
        costs=costs,
        faults=faults,
        facts=facts,
        number={(f.kind, f.id): at for at, f in enumerate(faults)},
        first_of_kind=first_of_kind,
        actions=actions,
        action_number=number,
        first=np.cumsum([0, *(len(w) for w in ways)], dtype=np.int64),
        pair_action=np.array([action for w in ways for action, _ in w], dtype=np.int64),
        pair_chance=np.array([chance for w in ways for _, chance in w]),
        costed=np.array([f.costed for f in faults]),
        wasted_share=np.array([max(f.wasted_share.value.likely, 0.0) for f in facts]),
        safety=np.array(["safety" in f.consequences for f in facts]),
        water=np.array(["water" in f.consequences for f in facts]),
        compliance=np.array(["compliance" in f.consequences for f in facts]),
        daytime=np.array([f.wastes_when != "unoccupied" for f in facts]),
        sensor=np.array([f.kind == "sensor" for f in faults]),
        by_people=np.array([f.by_people for f in facts]),
        rivals=np.array([NO_RIVALS if f.rivals is None else words.index(f.rivals) for f in facts]),
        risk=np.array([_risk(f, per_usd) for f in facts]).reshape(-1, 3),
        wear=np.array([_wear(f, per_usd) for f in facts]).reshape(-1, 3),
        check=np.array([a.kind == "check" for a in actions]),
        labour=np.array([a.labour.hours.likely * a.labour.people * rates[a.labour.skill] for a in actions]),
        parts=np.array([a.parts.likely * a.parts.cost.likely * per_usd for a in actions]),
        visit=np.array([visit_cost(a, costs).likely for a in actions]),
        downtime=np.array([a.downtime_hours * people for a in actions]),
        kept=np.array([_kept(a, costs) for a in actions]),
        undoable=np.array([_undoable(a, costs) for a in actions], dtype=np.int64),
        outdoor_above=_temperatures([a.needs.outdoor_above for a in actions], -np.inf),
        outdoor_below=_temperatures([a.needs.outdoor_below for a in actions], np.inf),
        empty_hours=np.array([a.labour.hours.likely if a.needs.unoccupied else 0.0 for a in actions]),
    )


def _temperatures(needed: list[float | None], otherwise: float) -> Floats:
    return np.array([otherwise if value is None else value for value in needed])


def visit_cost(action: Action, costs: Costs) -> Interval:
    """Fixed cost of somebody coming to do ``action``, alone."""
    own = action.labour.skill == "operator"
    return times(costs.operator_visit_cost if own else costs.visit_cost, costs.labour_region_factor)


def waiting_days(action: Action, costs: Costs) -> float:
    """How long it is likely to be until the action can be done [d]."""
    if action.waits_days is not None:
        return action.waits_days.likely
    return action.parts.likely * costs.parts_wait_days.likely


def _kept(action: Action, costs: Costs) -> float:
    return max(1.0 - waiting_days(action, costs) / costs.horizon_days, 0.0)


def _undoable(action: Action, costs: Costs) -> int:
    labour = action.labour
    if getattr(costs, f"{labour.skill}_available") < 0.5:
        return UNDOABLE.index("skill")
    if labour.hours.likely > costs.most_hours_per_job:
        return UNDOABLE.index("hours")
    if action.needs.permit and costs.permits_available < 0.5:
        return UNDOABLE.index("permit")
    return 0


def _risk(facts: FaultFacts, per_usd: float) -> tuple[float, float, float]:
    if facts.risk is None:
        return 0.0, 0.0, 0.0
    often, cost = facts.risk.per_year, facts.risk.cost
    scale = per_usd / _DAYS_PER_YEAR
    return often.low * cost.low * scale, often.likely * cost.likely * scale, often.high * cost.high * scale


def _wear(facts: FaultFacts, per_usd: float) -> tuple[float, float, float]:
    if facts.wear_per_day is None:
        return 0.0, 0.0, 0.0
    value = facts.wear_per_day.value
    return value.low * per_usd, value.likely * per_usd, value.high * per_usd
