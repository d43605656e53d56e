"""All who have to do with a site, and what they are like."""

from collections.abc import Callable
from dataclasses import dataclass, field

from model.site.graph import Site
from simulator.people.grounds import Roles
from simulator.people.habits import Habits, load_habits
from simulator.people.hours import DayOff, weekends_alone
from simulator.people.managers import Staff, draw_staff
from simulator.people.trade import Trade, trade_at


@dataclass(frozen=True, slots=True)
class People:
    """Managers, what everybody is like, what work takes, and what each sensor shows (``Grounds.roles``)."""

    staff: Staff
    habits: Habits
    trade: Trade
    roles: Roles = field(default_factory=dict)


def draw_people(
    seed: int,
    site: Site,
    *,
    habits: Habits | None = None,
    day_off: Callable[[str], DayOff] = lambda _: weekends_alone,
    roles: Roles | None = None,
) -> People:
    """The people of a site from a seed.

    ``day_off`` gives the holidays of a building by its id. Without ``roles`` (``roles_of``) people take any
    sensor of an equipment for the one that lies.
    """
    kept = habits or load_habits()
    return People(draw_staff(seed, site, kept, day_off), kept, trade_at(site), roles or {})
