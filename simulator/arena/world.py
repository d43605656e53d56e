"""One world: a portfolio lives, its managers look, one policy says what to do, and people do it or not."""

from collections.abc import Callable

from simulator.arena.lived import Lived
from simulator.arena.living import Living, Truth
from simulator.arena.policy import Policy
from simulator.arena.table import Table
from simulator.clock import DAY_MS
from simulator.people.managers import looks, staffed
from simulator.people.people import People

HORIZON_DAYS = 365.0


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
    start_ms = portfolio.now_ms
    end_ms = start_ms + days * DAY_MS
    managers = people.staff.managers
    site = staffed(portfolio.site(), people.staff)
    policy.begin(site, [manager.id for manager in managers])
    table = Table(portfolio, truth, policy, people, site=site, seed=seed, horizon_days=horizon_days)
    at_work: dict[int, list[str]] = {}
    for manager in managers:
        for at_ms in looks(seed, manager, start_ms + 1, end_ms, people.habits.managers):
            at_work.setdefault(at_ms, []).append(manager.id)
    mornings = {start_ms + day * DAY_MS for day in range(days + 1)}
    for now_ms in sorted(mornings.union(at_work)):
        policy.take_in(portfolio.advance(now_ms))
        if now_ms in mornings:
            if now_ms > start_ms:
                table.ledger.settle(now_ms - DAY_MS, last=now_ms == end_ms)
                told((now_ms - start_ms) // DAY_MS)
            if now_ms < end_ms:
                table.complain(now_ms)
        table.deliver(now_ms)
        for name in at_work.get(now_ms, ()):
            table.look(name, now_ms)
    return table.lived(start_ms, end_ms)
