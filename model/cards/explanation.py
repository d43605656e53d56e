"""Why: the record of the one recommendation, made of its own terms."""

import hashlib
from collections.abc import Mapping

from model import words
from model.cards.chart import traces_of
from model.cards.shown import shown, told_quantity
from model.catalogue import Costs
from model.frames.site_time import for_people, iso
from model.ranking.candidates import Proposal
from model.ranking.certainty import certainty_of
from model.ranking.contrast import runner_up_of
from model.ranking.craft import visit_cost, waiting_days
from model.ranking.gaps import Teller, gaps_of, role_of, since_ms, values_of
from model.recommendation import (
    Effort,
    EvidenceTerm,
    Interval,
    MoneyTerm,
    OtherCause,
    Recommendation,
    Step,
    Trace,
)

__all__ = ["Teller", "evidence_terms", "explain", "gaps_of", "recommendation_id"]

_DAYS_A_WEEK = 7
_NOTHING_ELSE = 0.2


def recommendation_id(manager: str, proposal: Proposal, shown_ms: int) -> str:
    """Stable id of a recommendation: who, what and since when it is shown."""
    text = "|".join([manager, *proposal.key, proposal.action.id, str(shown_ms)])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def explain(
    proposal: Proposal,
    runner_up: Proposal | None,
    *,
    identifier: str,
    teller: Teller,
    now_ms: int,
    checked: tuple[int, int] | None = None,
) -> Recommendation:
    """The recommendation for a manager: what, since when, how sure, what it costs and why it comes first.

    ``checked``: how many claims like this were right in the customer's buildings, of how many.
    """
    gaps = gaps_of(proposal, teller, now_ms)
    facts, action, belief, impact = proposal.facts, proposal.action, proposal.belief, proposal.impact
    against = float(belief.hours_against[proposal.row])
    certainty, basis = certainty_of(proposal.probability, own=checked)
    waiting = proposal.probability * impact.value.likely
    traces = traces_of(proposal, teller.building)
    return Recommendation(
        id=identifier,
        action=action.id,
        fault=facts.id,
        fault_name=facts.name,
        title=words.fill(teller.says(action.title), gaps),
        because=_because(proposal, teller, gaps),
        building=proposal.building,
        building_name=teller.building.name,
        equipment=proposal.equipment.id,
        equipment_name=proposal.owner.name,
        equipment_kind=proposal.equipment.kind,
        since=iso(since_ms(proposal, now_ms)),
        probability=proposal.probability,
        certainty=certainty,
        certainty_basis=basis,
        currency=teller.site.currency,
        value_per_day=impact.value,
        waiting_week=_DAYS_A_WEEK * waiting,
        people=impact.people,
        people_text=_people_text(proposal, teller),
        effort=_effort(proposal, teller.costs),
        score_per_day=proposal.score,
        money=proposal.money,
        evidence=evidence_terms(proposal, teller, traces),
        against=(words.fill(teller.says(facts.speaks_against), gaps),) if against > 0 else (),
        unknown=_unknown(proposal, teller.costs),
        would_change=(words.fill(teller.says(facts.would_change), gaps), _limits(proposal, teller)),
        steps=(
            *(Step(teller.says(text), safety=True) for text in action.safety),
            *(Step(teller.says(text)) for text in action.steps),
        ),
        expect=teller.says(action.expect.text),
        runner_up=runner_up_of(proposal, runner_up, teller, now_ms),
        traces=traces,
        urgent="safety" in facts.consequences,
        action_kind=action.kind,
        waiting_day=waiting,
        carbon_kg_per_day=impact.carbon_kg,
        consequences=tuple(MoneyTerm(n, words.money_label(n), value) for n, value in impact.by_consequence),
        other_causes=tuple(OtherCause(r.facts.id, r.facts.name, r.probability) for r in proposal.rivals),
        any_cause_probability=proposal.real if proposal.rivals else None,
        conditions=tuple(teller.says(text) for text in action.conditions.values()),
        waits_days=waiting_days(action, teller.costs),
        wasted=proposal.wasted,
        untaught_probability=float(proposal.chances.untaught[proposal.row]),
    )


def evidence_terms(
    proposal: Proposal, teller: Teller | None = None, traces: tuple[Trace, ...] = ()
) -> tuple[EvidenceTerm, ...]:
    """Addends of the logit of the probability; they sum to it.

    With a ``teller``, the readings' term says what was measured and expected, and by which points of
    ``traces``.
    """
    chances, row = proposal.chances, proposal.row
    readings = EvidenceTerm("readings", words.evidence_label("readings"), float(chances.gathered[row]))
    if teller is not None:
        readings = _measured(readings, proposal, teller, traces)
    terms = [EvidenceTerm("prior", words.evidence_label("prior"), float(chances.prior[row])), readings]
    rivals = float(chances.shared[row])
    for name, value in (
        ("complaints", float(chances.complained[row])),
        ("answers", float(chances.answered[row])),
        ("rivals", rivals),
        ("other_causes", float(chances.explained[row]) - rivals),
    ):
        if abs(value) > 1e-12:
            terms.append(EvidenceTerm(name, words.evidence_label(name), value))
    if proposal.facts.by_people:
        # All that there is for it comes first.
        terms.sort(key=lambda term: term.id != "complaints")
    return tuple(terms)


def _because(proposal: Proposal, teller: Teller, gaps: Mapping[str, str]) -> str:
    """The sentence of the readings, or what people said where no reading shows anything."""
    told = proposal.told
    if told is not None and proposal.belief.weight[proposal.row] <= 0:
        since = for_people(told.first_ms, teller.site.timezone)
        return words.people_complained(proposal.owner.name, told.times, since)
    return words.fill(teller.says(proposal.facts.because), gaps)


def _measured(
    term: EvidenceTerm, proposal: Proposal, teller: Teller, traces: tuple[Trace, ...]
) -> EvidenceTerm:
    values, fault = values_of(proposal), proposal.fault
    quantity = told_quantity(fault.quantity, fault.kind, role_of(proposal))
    told = {
        name: shown(values[name], quantity, teller.units)
        for name in ("measured", "expected")
        if values[name] == values[name] and (name == "measured" or "expected" in proposal.facts.chart)
    }
    points = tuple(trace.source for trace in traces if trace.source is not None)
    return EvidenceTerm(term.id, term.label, term.logit, told.get("measured"), told.get("expected"), points)


def _limits(proposal: Proposal, teller: Teller) -> str:
    """What would take it off the card: how unlikely, or how cheap a fault, it must become."""
    terms, costs = {term.id: term.per_day for term in proposal.money}, teller.costs
    gained = sum(term for term in terms.values() if term > 0)
    spent = -sum(term for term in terms.values() if term < 0)
    # Whatever is likelier is worth more, its later repair costs more, and a visit for nothing less.
    wasted, later = -terms.get("wasted_visit", 0.0), -terms.get("repair_after", 0.0)
    for_nothing = costs.wasted_visit_price.likely / costs.horizon_days
    saved = gained - later + for_nothing - wasted
    share = (spent - later - wasted + for_nothing) / saved if saved > 0 else 1.0
    p = proposal.probability
    even = min(max(p * share, costs.probability_to_leave), p)
    cheap = proposal.impact.likely * min(spent / gained, 1.0) if gained > 0 else 0.0
    return words.would_leave(f"{100 * even:.0f} %", teller.money(max(cheap, costs.smallest_value_per_day)))


def _people_text(proposal: Proposal, teller: Teller) -> str:
    people, kelvin = proposal.impact.people, proposal.impact.kelvin
    if people <= 0:
        return words.nobody_feels_it()
    if kelvin <= 0:
        return words.people_breathe_it(people)
    return words.people_feel_it(people, shown(kelvin, "temperature_difference", teller.units))


def _effort(proposal: Proposal, costs: Costs) -> Effort:
    labour, parts = proposal.action.labour, proposal.action.parts
    rate = costs.labour_rate_per_hour(labour.skill)
    hours, per_usd = labour.hours, costs.currency_per_usd
    visit = visit_cost(proposal.action, costs)
    return Effort(
        hours=hours.likely,
        people=labour.people,
        skill=words.skill_name(labour.skill),
        parts=parts.items,
        parts_likely=parts.likely >= 0.5,
        cost=Interval(
            hours.low * labour.people * rate.low + visit.low,
            hours.likely * labour.people * rate.likely
            + parts.likely * parts.cost.likely * per_usd
            + visit.likely,
            hours.high * labour.people * rate.high + parts.cost.high * per_usd + visit.high,
        ),
    )


def _unknown(proposal: Proposal, costs: Costs) -> tuple[str, ...]:
    told = []
    if proposal.real < costs.probability_floor and proposal.action.kind == "check":
        told.append(words.looked_at_for_much(costs.look_pays_back_days))
    roles = {point.role for point in proposal.owner.points}
    told += [text for role, text in proposal.facts.unknown_without.items() if not roles & _stand_ins(role)]
    if proposal.impact.people > 0 and "people" not in proposal.owner.design:
        told.append(words.people_assumed(proposal.impact.people))
    flow = {"supply_air_flow", "discharge_air_flow"} & roles
    if proposal.fault.costed and not flow and "supply_air_flow" not in proposal.owner.design:
        told.append(words.flow_unknown())
    unnamed = float(proposal.chances.something_else[proposal.row[1]])
    if unnamed > _NOTHING_ELSE:
        told.append(words.something_else(f"{100 * unnamed:.0f} %"))
    return tuple(told)


def _stand_ins(role: str) -> set[str]:
    """A role and those that say the same: a setpoint for heating or cooling is one too."""
    name = role.removesuffix("_setpoint")
    return {role, f"{name}_heating_setpoint", f"{name}_cooling_setpoint"} if role != name else {role}
