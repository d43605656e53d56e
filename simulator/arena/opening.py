"""The world of a seed before its first day: buildings, what will break in them, and people."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from math import ceil

import numpy as np

from simulator.arena.agenda import arising
from simulator.arena.beside import Beside, View
from simulator.arena.living import Costed, Living
from simulator.arena.runs import Bout, Opened
from simulator.buildings.devices import list_devices
from simulator.buildings.draw import draw_plans
from simulator.buildings.places import PLACES
from simulator.calendars.holidays import is_holiday
from simulator.layout import Layout
from simulator.people.habits import Habits, Triangle, load_habits
from simulator.people.hours import DayOff
from simulator.people.people import draw_people

_PURPOSE = 41
# Any week of this year may be a world's first, so that worlds together see all seasons.
_FIRST_MONDAY = date(2025, 1, 6)
_WEEKS = 52


def open_world(bout: Bout, *, climate: str | None = None, kinds: Collection[str] | None = None) -> Opened:
    """Buildings of one climate, faults that are sure, and people, all from the bout's seed.

    A fault arises in each building every 15 days on average, kinds by their rates; a month of them stands
    from the beginning. The policy changes nothing of it. ``climate`` and ``kinds`` of buildings (see
    ``draw_plans``) are drawn when None.
    """
    rng = np.random.default_rng([bout.seed, _PURPOSE])
    names = sorted(PLACES.shares)
    shares = np.array([PLACES.shares[name] for name in names])
    drawn = names[int(rng.choice(len(names), p=shares / shares.sum()))]
    first = _FIRST_MONDAY + timedelta(weeks=int(rng.integers(_WEEKS)))
    start_ms = round(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp() * 1000)
    plans = draw_plans(bout.seed, bout.buildings, kinds=kinds, climates={climate or drawn})
    places = list_devices(plans, Layout.of([plan.shape for plan in plans]))
    sure_of = arising(plans, places, start_ms, bout.days)
    beside = Beside(plans, start_ms=start_ms, scenario=sure_of, copies=len(bout.policies))
    regions = {plan.id: plan.holidays for plan in plans}

    def day_off(building: str) -> DayOff:
        return partial(is_holiday, region=regions[building])

    people = draw_people(bout.seed, beside.site, habits=_habits(bout), day_off=day_off)
    return Opened(beside.views, known_truth, people, sure_of.first)


def known_truth(portfolio: Living) -> Sequence[Costed]:
    """What is broken and what a day of waiting costs, by twins; for the oracle and the scores alone."""
    if not isinstance(portfolio, View):
        raise TypeError(f"the truth is known of a View, not of a {type(portfolio).__name__}")
    return portfolio.beside.truth(portfolio.number)


def _habits(bout: Bout) -> Habits:
    habits = load_habits()
    if bout.managers is None:
        return habits
    each = float(ceil(bout.buildings / bout.managers))
    return replace(habits, managers=replace(habits.managers, buildings=Triangle(each, each, each)))
