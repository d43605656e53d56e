"""First cards: what managers in worlds of practice were told that mending saves, beside what it truly did."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from model.attending.outcomes import saving_of
from model.ranking.impact import impacts_of
from model.site.graph import Site
from model.trained.savings import group_of
from model.training.savings import Saving
from simulator.arena.lived import Lived
from simulator.arena.opening import open_world
from simulator.arena.policies import make_policy
from simulator.arena.policies.product import Product
from simulator.arena.policy import Policy, Suggestion
from simulator.arena.runs import Bout, run_bout
from simulator.arena.scoring import NOTHING


@dataclass(frozen=True, slots=True)
class World:
    """``buildings`` of a seed with their managers, who live ``days`` with the product."""

    seed: int
    buildings: int
    days: int


class _Stating(Product):
    """The product, which keeps what each card would say of its saving had nothing been learned of savings."""

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import the site; nothing is stated yet."""
        super().begin(site, managers)
        self.stated: dict[str, Saving] = {}

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """One round and one look."""
        shown = super().choose(manager, now_ms)
        if shown is not None and shown.saving_per_day is not None and shown.id not in self.stated:
            self.stated[shown.id] = self._stated(shown)
        return shown

    def _stated(self, shown: Suggestion) -> Saving:
        [judged] = self.informed.attendant.of([shown.building])
        keys = [judged.rows.key(row, judged.craft) for row in range(len(judged.rows))]
        row = keys.index((shown.building, shown.equipment, shown.fault))
        impact = impacts_of(judged.rows, judged.craft, learned=False).of(row)
        costs = dict(impact.by_consequence)
        saving = saving_of(
            {
                "value_per_day": asdict(impact.value),
                "consequences": [{"id": name, "per_day": cost} for name, cost in costs.items()],
            }
        )
        if saving is None:
            raise AssertionError(f"{shown.key}: a saving was stated and is none")
        group = group_of(costs, sensor=bool(judged.craft.sensor[judged.rows.fault[row]]))
        return Saving(group, saving.low, saving.likely, saving.high)


def first_savings(world: World) -> list[Saving]:
    """Savings of what each manager saw for the first time and what was so, with the truth of them."""
    bout = Bout(
        policies=(NOTHING, Product.name),
        seed=world.seed,
        buildings=world.buildings,
        managers=None,
        days=world.days,
    )
    stating = _Stating()

    def make(name: str, seed: int) -> Policy:
        return stating if name == Product.name else make_policy(name, seed)

    nothing, product = run_bout(bout, partial(open_world, climate=None, kinds=None), make)
    return _held_against(stating.stated, nothing, product)


def _held_against(stated: Mapping[str, Saving], nothing: Lived, product: Lived) -> list[Saving]:
    found = []
    for look in product.looks:
        true = nothing.cost_per_day(look.meant)
        saving = None if look.shown is None else stated.get(look.shown.id)
        if look.first and saving is not None and true is not None:
            found.append(saving.held_against(f"{product.seed}", true))
    return found
