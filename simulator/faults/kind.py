"""One kind of fault: what it does, how it begins, what it takes to mend it and what it may come to."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.recommendation import Interval
from simulator.buildings.plan import Plan
from simulator.faults.fields import EffectField

ONSETS = ("sudden", "drifting", "intermittent")
LIES = ("bias", "gain", "fixed", "noise", "flat", "dead", "swapped")
CONCERNS = ("energy", "comfort", "air", "water", "wear", "risk")


@dataclass(frozen=True, slots=True)
class Span:
    """A size that grows with severity from ``at_none`` to ``at_full``; ``neutral``: nothing is wrong."""

    at_none: float
    at_full: float
    neutral: float = 0.0

    def at(self, severity: float) -> float:
        """The size at ``severity`` 0..1."""
        return self.at_none + severity * (self.at_full - self.at_none)

    def mirrored(self, severity: float) -> float:
        """As much on the other side of neutral."""
        return 2 * self.neutral - self.at(severity)


@dataclass(frozen=True, slots=True)
class Effect:
    """What it does to one field of the effects."""

    field: EffectField
    span: Span

    @property
    def is_switch(self) -> bool:
        """Whether it is there or not, with nothing between."""
        return self.field.neutral == 0.0 and self.span.at_none == self.span.at_full == 1.0


@dataclass(frozen=True, slots=True)
class Lie:
    """How a sensor lies, and which: ``group.field`` of the state; ``pairs`` are those that can be swapped."""

    how: str
    span: Span
    sensors: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """Work and parts: hours of one person, money (USD), days until the parts are there."""

    hours: Interval
    parts: Interval
    lead_days: Interval
    skill: str
    source: str


@dataclass(frozen=True, slots=True)
class Risk:
    """What may come of it: failures a year while it stays, and the cost of one (USD) beyond the repair."""

    per_year: float = 0.0
    cost: float = 0.0

    @property
    def per_day(self) -> float:
        """Money a day that the risk is worth."""
        return self.per_year * self.cost / 365.0


@dataclass(frozen=True, slots=True)
class FaultKind:
    """An entry of ``kinds.yaml``; ``mended_by`` has its own id too.

    ``per_year``: new ones a year and equipment, or a year and sensor for one that lies.
    ``signed``: effect or lie may go in the other direction as well.
    """

    id: str
    says: str
    on: tuple[str, ...]
    seen_on: tuple[str, ...]
    needs: tuple[str, ...]
    publishes: tuple[str, ...]
    effects: tuple[Effect, ...]
    lie: Lie | None
    silences: str | None
    signed: bool
    onset: Mapping[str, float]
    ramp_days: tuple[float, float]
    per_year: float
    rate_source: str
    repair: Repair
    risk: Risk
    wear_per_day: float
    concerns: tuple[str, ...]
    mended_by: frozenset[str]
    symptoms: frozenset[str]

    @property
    def span(self) -> Span:
        """The size that a fault's ``value`` stands for: of its lie, or of its first effect."""
        if self.lie is not None:
            return self.lie.span
        return self.effects[0].span if self.effects else Span(1.0, 1.0)

    def fits(self, plan: Plan) -> bool:
        """Whether a building of ``plan`` has what can break so."""
        return all(_has(plan, need) for need in self.needs)


def _has(plan: Plan, need: str) -> bool:
    name, _, wanted = need.partition("=")
    value = getattr(plan, name)
    return value == wanted if wanted else value not in {False, "none"}
