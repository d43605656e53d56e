"""What it takes to mend each kind of fault, and which suspicion leads to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.catalogue import load_actions, load_costs
from model.catalogue.vocabulary import SKILLS
from model.site.graph import Site
from simulator.faults import fault_kinds
from simulator.people.habits import Triangle

LOOK_CLOSER = "look_closer"
_NONE = Triangle(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Work:
    """A repair: hours of one person on site [h], whose work it is, parts [money], and how long these take."""

    hours: Triangle
    skill: str
    parts: Triangle = _NONE
    lead_days: Triangle = _NONE


@dataclass(frozen=True, slots=True)
class Trade:
    """The craft: ``works`` and ``mended_by`` by kind of fault; ``rates`` [money an hour] by skill.

    ``mended_by`` are the suspicions, faults of the model or kinds of fault, whose repair ends that kind.
    ``seen_on``: kinds of equipment of the same building on which naming it is right too.
    """

    works: Mapping[str, Work]
    mended_by: Mapping[str, frozenset[str]]
    rates: Mapping[str, float]
    seen_on: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def addresses(self, suspected: str, kind: str) -> bool:
        """Whether repairing what is ``suspected`` mends a fault of ``kind``."""
        return suspected == kind or suspected in self.mended_by.get(kind, frozenset())


def trade_at(site: Site) -> Trade:
    """What ``kinds.yaml`` of the faults says, in the money of a site."""
    per_usd = load_costs(site.tariff).currency_per_usd
    works: dict[str, Work] = {}
    for name, kind in fault_kinds().items():
        parts = kind.repair.parts
        works[name] = Work(
            Triangle.of(kind.repair.hours),
            kind.repair.skill,
            Triangle(parts.low * per_usd, parts.likely * per_usd, parts.high * per_usd),
            Triangle.of(kind.repair.lead_days),
        )
    kinds = fault_kinds().values()
    return Trade(
        works,
        {kind.id: kind.mended_by for kind in kinds},
        rates_of(site),
        {kind.id: frozenset(kind.seen_on) for kind in kinds},
    )


def looks_closer(action: str) -> bool:
    """Whether an action settles what is wrong before anything is repaired."""
    known = load_actions().get(action)
    return action == LOOK_CLOSER or (known is not None and known.kind == "check")


def rates_of(site: Site) -> dict[str, float]:
    """Price of an hour by skill where the site is, in its currency."""
    costs = load_costs(site.tariff)
    return {skill: costs.labour_rate_per_hour(skill).likely for skill in SKILLS}
