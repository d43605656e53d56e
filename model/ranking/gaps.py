"""What fills the gaps of the catalogue's sentences for one candidate, in the words and units of its site."""

from dataclasses import dataclass

from model import words
from model.candidates import Proposal
from model.catalogue import Costs
from model.shown import UnitSystem, shown, unit_system
from model.site.graph import Building, Site
from model.site.roles import ROLES
from model.site_time import for_people


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

    def money(self, amount: float) -> str:
        """An amount of the site's money in words."""
        return f"{amount:,.0f} {self.site.currency}"


def since_ms(proposal: Proposal, now_ms: int) -> int:
    """Since when the readings show it [UTC ms]."""
    since = int(proposal.belief.since_ms[proposal.row])
    return since or now_ms


def gaps_of(proposal: Proposal, teller: Teller, now_ms: int) -> dict[str, str]:
    """Fill of every gap that is known of a candidate."""
    belief, row, facts = proposal.belief, proposal.row, proposal.facts
    favour, against = float(belief.hours_for[row]), float(belief.hours_against[row])
    values = values_of(proposal)
    role = _role_of(proposal)
    own = ROLES[role].quantity.id if role in ROLES else "count"
    gaps = {
        "equipment": proposal.owner.name,
        "building": teller.building.name,
        "role": words.role_name(role) if role else "valve or damper",
        "unit": "",
        "since": for_people(since_ms(proposal, now_ms), teller.site.timezone),
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


def values_of(proposal: Proposal) -> dict[str, float]:
    """Means over the hours that hold, by the name of their gap."""
    belief, row = proposal.belief, proposal.row
    values = {name: float(belief.mean(name)[row]) for name in ("measured", "expected", "command")}
    values["setpoint"] = values["expected"]
    values["difference"] = abs(values["measured"] - values["expected"])
    return values


def _role_of(proposal: Proposal) -> str:
    if proposal.equipment.kind == "sensor":
        return proposal.equipment.id.rpartition("/")[2]
    return ""
