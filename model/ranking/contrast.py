"""Why this and not the next: the difference of their terms."""

from model import words
from model.ranking.candidates import Proposal
from model.ranking.gaps import Teller, gaps_of
from model.recommendation import MoneyTerm, RunnerUp


def runner_up_of(
    proposal: Proposal, runner_up: Proposal | None, teller: Teller, now_ms: int
) -> RunnerUp | None:
    """The next best beside the one; None where there is none."""
    if runner_up is None:
        return None
    differences = _differences(proposal.money, runner_up.money)
    return RunnerUp(
        title=words.fill(teller.says(runner_up.action.title), gaps_of(runner_up, teller, now_ms)),
        equipment=runner_up.owner.name,
        difference_per_day=proposal.score - runner_up.score,
        terms=runner_up.money,
        differences=differences,
        ahead=_ahead(proposal, runner_up),
    )


def _differences(one: tuple[MoneyTerm, ...], other: tuple[MoneyTerm, ...]) -> tuple[MoneyTerm, ...]:
    labels = {term.id: term.label for term in (*other, *one)}
    ours, theirs = ({term.id: term.per_day for term in terms} for terms in (one, other))
    found = (
        MoneyTerm(id_, label, ours.get(id_, 0.0) - theirs.get(id_, 0.0)) for id_, label in labels.items()
    )
    return tuple(sorted(found, key=lambda term: -abs(term.per_day)))


def _ahead(proposal: Proposal, runner_up: Proposal) -> str | None:
    """What decided before money, of what only the one shown touches."""
    if proposal.score >= runner_up.score:
        return None
    touched = set(proposal.facts.consequences) - set(runner_up.facts.consequences)
    return next((name for name in ("safety", "water") if name in touched), None)
