"""All who have to do with a site, and what they are like."""

from collections.abc import Callable
from dataclasses import dataclass

from model.site.graph import Site
from simulator2.people.habits import Habits, load_habits
from simulator2.people.hours import DayOff, weekends_alone
from simulator2.people.managers import Staff, draw_staff
from simulator2.people.trade import Trade, trade_at


@dataclass(frozen=True, slots=True)
class People:
    """Managers, what everybody is like, and what work takes."""

    staff: Staff
    habits: Habits
    trade: Trade


def draw_people(
    seed: int,
    site: Site,
    *,
    habits: Habits | None = None,
    day_off: Callable[[str], DayOff] = lambda _: weekends_alone,
) -> People:
    """The people of a site from a seed; ``day_off`` gives the holidays of a building by its id."""
    kept = habits or load_habits()
    return People(draw_staff(seed, site, kept, day_off), kept, trade_at(site))
