"""The one: which candidate a manager is shown, and when it holds still."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.answers import Answer, newest, rests_until
from model.candidates import Proposal
from model.catalogue import Costs


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one proposal or None, the next best after it, and why each other was held back (by its key)."""

    shown: Proposal | None
    runner_up: Proposal | None
    held_back: Mapping[tuple[str, str, str], str]


def choose(
    proposals: Iterable[Proposal],
    *,
    shown_before: tuple[str, str, str] | None,
    action_before: str | None,
    answers: Iterable[Answer],
    costs: Costs,
    now_ms: int,
) -> Chosen:
    """Pick the one among ``proposals`` (best score first), or nothing, whose score is zero.

    What was shown before stays while its probability is above the level to leave and nothing beats it by the
    challenger's margin; so does its action among those that address the same fault. What was accepted stays
    until it is done.
    """
    said = newest(answers)
    held: dict[tuple[str, str, str], str] = {}
    open_ones: list[Proposal] = []
    stays: Proposal | None = None
    for best_way in proposals:
        answer = said.get(best_way.key)
        before = best_way.key == shown_before
        accepted = before and answer is not None and answer.said == "accepted"
        proposal = _same_action(best_way, action_before, costs, hold=accepted) if before else best_way
        reason = _held_by(proposal, answer, costs, now_ms)
        if before and reason in {"probability", "value"} and _holds_on(proposal, costs):
            reason = None
        if accepted:
            return Chosen(proposal, _next(open_ones, proposal), held)
        if reason is not None:
            held[proposal.key] = reason
        else:
            open_ones.append(proposal)
            if before:
                stays = proposal
    best = open_ones[0] if open_ones else None
    if stays is not None and best is not None and best is not stays:
        margin = 1 + costs.challenger_margin
        best = best if best.score > max(stays.score * margin, costs.smallest_value_per_day) else stays
    if best is not None and best.score <= 0 and best is not stays:
        best = None
    return Chosen(best, _next(open_ones, best), held)


def _same_action(proposal: Proposal, action: str | None, costs: Costs, *, hold: bool) -> Proposal:
    same = proposal if action is None else proposal.by(action)
    beaten = proposal.score > max(same.score * (1 + costs.challenger_margin), costs.smallest_value_per_day)
    return proposal if beaten and not hold else same


def _holds_on(proposal: Proposal, costs: Costs) -> bool:
    """Whether what is shown stays: still believed, and better than doing nothing."""
    worth = proposal.score > 0
    return proposal.probability > costs.probability_to_leave and worth


def _next(open_ones: list[Proposal], chosen: Proposal | None) -> Proposal | None:
    return next((p for p in open_ones if p is not chosen), None) if chosen is not None else None


def _held_by(proposal: Proposal, answer: Answer | None, costs: Costs, now_ms: int) -> str | None:
    """Why a proposal may not be shown: "answered", "probability", "value", or None."""
    if answer is not None and now_ms < rests_until(answer):
        return "answered"
    if proposal.probability < costs.probability_floor:
        return "probability"
    felt = proposal.impact.people > 0 and proposal.impact.kelvin > 0
    if proposal.score <= 0 or (proposal.impact.likely < costs.smallest_value_per_day and not felt):
        return "value"
    return None
