"""What fills the gaps of the catalogue's sentences for one candidate, in the words and units of its site."""

from dataclasses import dataclass

from model import words
from model.cards.shown import UnitSystem, in_site_units, shown, told_quantity, unit_system
from model.catalogue import Costs
from model.frames.site_time import for_people
from model.ranking.candidates import Proposal
from model.site.graph import Building, Site


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

    def says(self, text: str) -> str:
        """A sentence of the catalogue, the figures in it in the site's units."""
        return in_site_units(text, self.units)

    def money(self, amount: float) -> str:
        """An amount of the site's money in words."""
        return f"{amount:,.0f} {self.site.currency}"


def since_ms(proposal: Proposal, now_ms: int) -> int:
    """Since when the readings show it, or people say it [UTC ms]."""
    since = int(proposal.belief.since_ms[proposal.row])
    said = now_ms if proposal.told is None else proposal.told.first_ms
    return since or said


def gaps_of(proposal: Proposal, teller: Teller, now_ms: int) -> dict[str, str]:
    """Fill of every gap that is known of a candidate."""
    belief, row, facts = proposal.belief, proposal.row, proposal.facts
    favour, against = float(belief.hours_for[row]), float(belief.hours_against[row])
    values = values_of(proposal)
    role = role_of(proposal)
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
        if name in values:
            quantity = told_quantity(fill.quantity, proposal.fault.kind, role)
            gaps[name] = shown(values[name], quantity, teller.units)
    return gaps


def values_of(proposal: Proposal) -> dict[str, float]:
    """Means over the hours that hold, by the name of their gap."""
    belief, row = proposal.belief, proposal.row
    values = {name: float(belief.mean(name)[row]) for name in ("measured", "expected", "command")}
    values["setpoint"] = values["expected"]
    values["difference"] = abs(values["measured"] - values["expected"])
    return values


def role_of(proposal: Proposal) -> str:
    """The role of the point, where a sensor is in doubt; else nothing."""
    if proposal.equipment.kind == "sensor":
        return proposal.equipment.id.rpartition("/")[2]
    return ""
