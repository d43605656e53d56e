"""Why: the record of the one recommendation, made of its own terms."""

import hashlib
from dataclasses import dataclass

from model import words
from model.candidates import Proposal
from model.catalogue import Costs
from model.chart import traces_of
from model.recommendation import (
    Effort,
    EvidenceTerm,
    Interval,
    Recommendation,
    RunnerUp,
    Step,
)
from model.shown import UnitSystem, shown, unit_system
from model.site.graph import Building, Site
from model.site.roles import ROLES
from model.site_time import for_people, iso

_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told, and how: the site's words for units and time."""

    site: Site
    building: Building
    units: UnitSystem
    costs: Costs

    @classmethod
    def of(cls, site: Site, building: Building, costs: Costs) -> "Teller":
        """The teller for a building of a site."""
        return cls(site, building, unit_system(site), costs)


def recommendation_id(manager: str, proposal: Proposal, shown_ms: int) -> str:
    """Stable id of a recommendation: who, what and since when it is shown."""
    text = "|".join([manager, *proposal.key, proposal.action.id, str(shown_ms)])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def explain(
    proposal: Proposal, runner_up: Proposal | None, *, identifier: str, teller: Teller, now_ms: int
) -> Recommendation:
    """The recommendation for a manager: what, since when, how sure, what it costs and why it comes first."""
    gaps = gaps_of(proposal, teller, now_ms)
    facts, action, belief = proposal.facts, proposal.action, proposal.belief
    value = proposal.impact.value
    against = float(belief.hours_against[proposal.row])
    return Recommendation(
        id=identifier,
        action=action.id,
        fault=facts.id,
        fault_name=facts.name,
        title=words.fill(action.title, gaps),
        because=words.fill(facts.because, gaps),
        building=proposal.building,
        building_name=teller.building.name,
        equipment=proposal.equipment.id,
        equipment_name=proposal.owner.name,
        equipment_kind=proposal.equipment.kind,
        since=iso(_since_ms(proposal, now_ms)),
        probability=proposal.probability,
        certainty=words.certainty(proposal.probability),
        certainty_basis=words.certainty_basis(proposal.probability),
        currency=teller.site.currency,
        value_per_day=value,
        waiting_week=_DAYS_A_WEEK * proposal.probability * value.likely,
        people=proposal.impact.people,
        people_text=_people_text(proposal, teller),
        effort=_effort(proposal, teller.costs),
        score_per_day=proposal.score,
        money=proposal.money,
        evidence=evidence_terms(proposal),
        against=(words.fill(facts.speaks_against, gaps),) if against > 0 else (),
        unknown=_unknown(proposal),
        would_change=(words.fill(facts.would_change, gaps),),
        steps=(
            *(Step(text, safety=True) for text in action.safety),
            *(Step(text) for text in action.steps),
        ),
        expect=action.expect.text,
        runner_up=_runner_up(proposal, runner_up, teller, now_ms),
        traces=traces_of(proposal, teller.building),
        urgent="safety" in facts.consequences,
    )


def evidence_terms(proposal: Proposal) -> tuple[EvidenceTerm, ...]:
    """Addends of the logit of the probability; they sum to it."""
    chances, row = proposal.chances, proposal.row
    terms = [
        EvidenceTerm("prior", words.evidence_label("prior"), float(chances.prior[row])),
        EvidenceTerm("readings", words.evidence_label("readings"), float(chances.gathered[row])),
    ]
    for name, values in (("answers", chances.answered), ("other_causes", chances.explained)):
        if abs(values[row]) > 1e-12:
            terms.append(EvidenceTerm(name, words.evidence_label(name), float(values[row])))
    return tuple(terms)


def _since_ms(proposal: Proposal, now_ms: int) -> int:
    since = int(proposal.belief.since_ms[proposal.row])
    return since or now_ms


def gaps_of(proposal: Proposal, teller: Teller, now_ms: int) -> dict[str, str]:
    """What fills the gaps of the catalogue's sentences, in the words and units of the site."""
    belief, row, facts = proposal.belief, proposal.row, proposal.facts
    favour, against = float(belief.hours_for[row]), float(belief.hours_against[row])
    values = {name: float(belief.mean(name)[row]) for name in ("measured", "expected", "command")}
    values["setpoint"] = values["expected"]
    values["difference"] = abs(values["measured"] - values["expected"])
    role = _role_of(proposal)
    own = ROLES[role].quantity.id if role in ROLES else "count"
    gaps = {
        "equipment": proposal.owner.name,
        "building": teller.building.name,
        "role": words.role_name(role) if role else "valve or damper",
        "unit": "",
        "since": for_people(_since_ms(proposal, now_ms), teller.site.timezone),
        "hours": words.hours(favour),
        "hours_against": f"{against:.0f}",
        "hours_judged": f"{favour + against:.0f}",
        "share": f"{100 * favour / max(favour + against, 1):.0f} %",
    }
    for name, fill in facts.fills.items():
        quantity = {"sensor": own, "temperature_fall": "temperature_difference"}.get(
            fill.quantity, fill.quantity
        )
        if name in values:
            gaps[name] = shown(values[name], quantity, teller.units)
    return gaps


def _role_of(proposal: Proposal) -> str:
    if proposal.equipment.kind == "sensor":
        return proposal.equipment.id.rpartition("/")[2]
    return ""


def _people_text(proposal: Proposal, teller: Teller) -> str:
    people, kelvin = proposal.impact.people, proposal.impact.kelvin
    if people <= 0 or kelvin <= 0:
        return words.nobody_feels_it()
    return words.people_feel_it(people, shown(kelvin, "temperature_difference", teller.units))


def _effort(proposal: Proposal, costs: Costs) -> Effort:
    labour, parts = proposal.action.labour, proposal.action.parts
    rate = costs.labour_rate_per_hour(labour.skill)
    hours, per_usd = labour.hours, costs.currency_per_usd
    return Effort(
        hours=hours.likely,
        people=labour.people,
        skill=words.skill_name(labour.skill),
        parts=parts.items,
        parts_likely=parts.likely >= 0.5,
        cost=Interval(
            hours.low * labour.people * rate.low + costs.visit_cost.low,
            hours.likely * labour.people * rate.likely
            + parts.likely * parts.cost.likely * per_usd
            + costs.visit_cost.likely,
            hours.high * labour.people * rate.high + parts.cost.high * per_usd + costs.visit_cost.high,
        ),
    )


def _unknown(proposal: Proposal) -> tuple[str, ...]:
    roles = {point.role for point in proposal.owner.points}
    told = [text for role, text in proposal.facts.unknown_without.items() if not roles & _stand_ins(role)]
    if proposal.impact.people > 0 and "people" not in proposal.owner.design:
        told.append(words.people_assumed(proposal.impact.people))
    flow = {"supply_air_flow", "discharge_air_flow"} & roles
    if proposal.fault.costed and not flow and "supply_air_flow" not in proposal.owner.design:
        told.append(words.flow_unknown())
    return tuple(told)


def _stand_ins(role: str) -> set[str]:
    """A role and those that say the same: a setpoint for heating or cooling is one too."""
    name = role.removesuffix("_setpoint")
    return {role, f"{name}_heating_setpoint", f"{name}_cooling_setpoint"} if role != name else {role}


def _runner_up(
    proposal: Proposal, runner_up: Proposal | None, teller: Teller, now_ms: int
) -> RunnerUp | None:
    if runner_up is None:
        return None
    return RunnerUp(
        title=words.fill(runner_up.action.title, gaps_of(runner_up, teller, now_ms)),
        equipment=runner_up.owner.name,
        difference_per_day=proposal.score - runner_up.score,
        terms=runner_up.money,
    )
