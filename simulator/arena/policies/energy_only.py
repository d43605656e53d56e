"""Energy cost only: the product's evidence, ranked by the energy that is wasted and nothing else."""

from collections.abc import Sequence

from model.catalogue import load_costs
from model.ranking.candidates import Proposal
from model.site.graph import Site
from simulator.arena.policies.informed import Informed
from simulator.arena.policies.resting import Resting
from simulator.arena.policy import Complaint, Heard, Suggestion
from simulator.published import Published

ENERGY = frozenset({"heating", "cooling", "electricity", "energy"})


class EnergyOnly:
    """Of what is more likely than not, the one that wastes most energy money a day; people count nothing.

    The cost of the work, of a visit and of a wasted one do not count either, as where avoidable energy cost
    is the priority; under the model's smallest value nothing is shown.
    """

    name = "energy_only"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import the site."""
        del managers
        self.informed = Informed(site)
        self._resting = Resting()
        self._since: dict[tuple[str, tuple[str, str, str]], int] = {}

    def take_in(self, published: Published) -> None:
        """Keep the readings."""
        self.informed.take_in(published)

    def hear_complaint(self, complaint: Complaint) -> None:
        """Comfort counts nothing."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The most energy money a day."""
        costs = load_costs(self.informed.site.tariff)
        best: tuple[float, Proposal] | None = None
        for judged in self.informed.judged(self.informed.managers[manager], now_ms):
            for proposal in judged.proposals:
                worth = proposal.probability * energy_per_day(proposal)
                shown = proposal.probability >= costs.probability_floor
                shown = shown and worth >= costs.smallest_value_per_day
                if shown and not self._resting.rests(*proposal.key, now_ms) and (not best or worth > best[0]):
                    best = worth, proposal
        return None if best is None else self._told(manager, best[1], now_ms)

    def _told(self, manager: str, proposal: Proposal, now_ms: int) -> Suggestion:
        since_ms = self._since.setdefault((manager, proposal.key), now_ms)
        building, equipment, fault = proposal.key
        return Suggestion(
            id=f"{manager}/{building}/{equipment}/{fault}/{since_ms}",
            building=building,
            equipment=equipment,
            fault=fault,
            action=proposal.action.id,
            probability=proposal.probability,
        )

    def hear(self, manager: str, heard: Heard) -> None:
        """What is answered rests; when it comes back it is another suggestion."""
        self.informed.hear(manager, heard)
        self._resting.hear(manager, heard)
        if heard.said != "accepted":
            said = heard.suggestion
            self._since.pop((manager, (said.building, said.equipment, said.fault)), None)


def energy_per_day(proposal: Proposal) -> float:
    """What a fault wastes in energy, were it there [currency a day]."""
    return sum(value for name, value in proposal.impact.by_consequence if name in ENERGY)
