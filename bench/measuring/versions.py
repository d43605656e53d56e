"""The product as it would be elsewhere: taught by answers, or with fewer points than there are."""

from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from model.beliefs.answers import Answer
from model.site.graph import Site
from model.site.heard import only_heard, sources_of
from simulator.arena.policies import make_policy
from simulator.arena.policies.product import Product
from simulator.arena.policy import Policy

PRODUCT, TAUGHT, FEWER_POINTS = "product", "product_taught", "product_fewer_points"
_LEFT_OUT = 1 / 3


class Remembering(Product):
    """The product, which tells what it heard."""

    @property
    def heard(self) -> tuple[Answer, ...]:
        """All answers so far."""
        return tuple(self.informed.answers)


class Taught(Product):
    """The product of a customer who gave ``answers`` before, of other buildings."""

    name = TAUGHT

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = tuple(answers)

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import the site, and remember the answers."""
        super().begin(site, managers)
        self.informed.answers.extend(self._answers)


class FewerPoints(Product):
    """The product where a third of the points, drawn by their names, are not described."""

    name = FEWER_POINTS

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Import what is left of the site."""
        gone = [source for source in sources_of(site) if crc32(source.encode()) < _LEFT_OUT * 2**32]
        super().begin(only_heard(site, frozenset(gone)), managers)


def make_version(name: str, seed: int, answers: Sequence[Answer] = ()) -> Policy:
    """A policy of the arena or one of these, by name."""
    made: Mapping[str, Callable[[], Policy]] = {
        PRODUCT: Remembering,
        TAUGHT: lambda: Taught(answers),
        FEWER_POINTS: FewerPoints,
    }
    return made[name]() if name in made else make_policy(name, seed)
