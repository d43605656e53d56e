"""One world: a portfolio lives, its managers look, one policy says what to do, and people do it or not."""

from collections.abc import Callable, Sequence

from simulator.arena.lived import Lived
from simulator.arena.living import Living, Truth
from simulator.arena.policy import Policy
from simulator.arena.table import Table
from simulator.clock import DAY_MS
from simulator.people.managers import looks, staffed
from simulator.people.people import People

HORIZON_DAYS = 365.0


class World:
    """A world of one policy, moment by moment."""

    def __init__(
        self,
        portfolio: Living,
        truth: Truth,
        policy: Policy,
        people: People,
        *,
        seed: int,
        days: int,
        horizon_days: float = HORIZON_DAYS,
    ) -> None:
        """Begin where the portfolio stands; see ``live_world``."""
        self._portfolio, self._policy = portfolio, policy
        self.start_ms = portfolio.now_ms
        self.end_ms = self.start_ms + days * DAY_MS
        managers = people.staff.managers
        site = staffed(portfolio.site(), people.staff)
        policy.begin(site, [manager.id for manager in managers])
        self._table = Table(portfolio, truth, policy, people, site=site, seed=seed, horizon_days=horizon_days)
        self._at_work: dict[int, list[str]] = {}
        for manager in managers:
            for at_ms in looks(seed, manager, self.start_ms + 1, self.end_ms, people.habits.managers):
                self._at_work.setdefault(at_ms, []).append(manager.id)
        self._mornings = {self.start_ms + day * DAY_MS for day in range(days + 1)}

    @property
    def moments(self) -> Sequence[int]:
        """When something is to be done; the policy changes nothing of it."""
        return sorted(self._mornings.union(self._at_work))

    def arrive(self, now_ms: int) -> None:
        """Live on to the next of the moments; at midnight count the day."""
        table = self._table
        self._policy.take_in(self._portfolio.advance(now_ms))
        if now_ms in self._mornings:
            if now_ms > self.start_ms:
                table.ledger.settle(now_ms - DAY_MS, last=now_ms == self.end_ms)
            if now_ms < self.end_ms:
                table.complain(now_ms)

    def act(self, now_ms: int) -> None:
        """Have said and done what is due, and those look who are at work."""
        self._table.deliver(now_ms)
        for name in self._at_work.get(now_ms, ()):
            self._table.look(name, now_ms)

    def days_done(self, now_ms: int) -> int | None:
        """How many days are done at a moment that ends one, else None."""
        ends = now_ms in self._mornings and now_ms > self.start_ms
        return (now_ms - self.start_ms) // DAY_MS if ends else None

    def lived(self) -> Lived:
        """What became of it all."""
        return self._table.lived(self.start_ms, self.end_ms)


def live_world(
    portfolio: Living,
    truth: Truth,
    policy: Policy,
    people: People,
    *,
    seed: int,
    days: int,
    horizon_days: float = HORIZON_DAYS,
    told: Callable[[int], None] = lambda _: None,
) -> Lived:
    """Live ``days`` days from where the portfolio stands, and give what became of them.

    The portfolio's faults must be sure beforehand: what a policy does may mend them and nothing else.
    ``horizon_days``: over how long the cost of a repair is spread. ``told`` hears the days that are done.
    """
    world = World(portfolio, truth, policy, people, seed=seed, days=days, horizon_days=horizon_days)
    for now_ms in world.moments:
        world.arrive(now_ms)
        world.act(now_ms)
        done = world.days_done(now_ms)
        if done is not None:
            told(done)
    return world.lived()


def live_side_by_side(worlds: Sequence[World]) -> list[Lived]:
    """Live worlds that differ by their policy alone, moment by moment; what became of each."""
    for now_ms in worlds[0].moments if worlds else ():
        for world in worlds:
            world.arrive(now_ms)
        for world in worlds:
            world.act(now_ms)
    return [world.lived() for world in worlds]
