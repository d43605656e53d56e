"""Who looks after which buildings, when they look, and with whom they work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from model.site.graph import Manager, Site
from simulator.clock import DAY_MS
from simulator.people.fate import fate
from simulator.people.habits import Habits, ManagerHabits
from simulator.people.hours import DayOff, WorkingHours, weekends_alone


@dataclass(frozen=True, slots=True)
class FacilityManager:
    """One manager; ``first_hour`` is local [h], ``patience`` a factor on her odds of taking something on."""

    id: str
    buildings: tuple[str, ...]
    hours: WorkingHours
    first_hour: float
    patience: float


@dataclass(frozen=True, slots=True)
class Staff:
    """The managers of a site, and the hours to each of its buildings, one way [h]."""

    managers: tuple[FacilityManager, ...]
    travel: dict[str, float]

    def of(self, building: str) -> FacilityManager:
        """Who looks after a building; KeyError when nobody does."""
        for manager in self.managers:
            if building in manager.buildings:
                return manager
        raise KeyError(f"no manager looks after {building!r}")


def draw_staff(
    seed: int, site: Site, habits: Habits, day_off: Callable[[str], DayOff] = lambda _: weekends_alone
) -> Staff:
    """Portfolios over the site's buildings in their order, and who has them.

    ``day_off`` gives the holidays of a building, and a manager keeps those of her first one.
    """
    buildings = [building.id for building in site.buildings]
    managers: list[FacilityManager] = []
    while buildings:
        name = f"manager-{len(managers) + 1}"
        size = max(1, round(habits.managers.buildings.at(fate(seed, "portfolio", name))))
        mine, buildings = tuple(buildings[:size]), buildings[size:]
        managers.append(
            FacilityManager(
                name,
                mine,
                WorkingHours(site.timezone, day_off(mine[0])),
                first_hour=habits.managers.first_hour.at(fate(seed, "first hour", name)),
                patience=habits.managers.patience.at(fate(seed, "patience", name)),
            )
        )
    travel = {
        building.id: habits.technicians.travel_hours.at(fate(seed, "travel", building.id))
        for building in site.buildings
    }
    return Staff(tuple(managers), travel)


def staffed(site: Site, staff: Staff) -> Site:
    """The site with these managers in place of its own."""
    managers = tuple(
        Manager(manager.id, manager.id.replace("-", " ").capitalize(), manager.buildings)
        for manager in staff.managers
    )
    return replace(site, managers=managers)


def is_away(seed: int, manager: FacilityManager, day: date, habits: ManagerHabits) -> bool:
    """Whether she is on leave, ill or elsewhere on a working day."""
    year, week, _ = day.isocalendar()
    on_leave = fate(seed, "leave", manager.id, year, week) < habits.away_week
    return on_leave or fate(seed, "away", manager.id, day.toordinal()) < habits.away_day


def looks(
    seed: int, manager: FacilityManager, start_ms: int, end_ms: int, habits: ManagerHabits
) -> Iterator[int]:
    """When she takes up her phone within ``start_ms`` <= time < ``end_ms``, were she free [UTC ms].

    In whole five minutes, the interval at which buildings tell something new.
    """
    for day in manager.hours.days(start_ms, end_ms + DAY_MS):
        if not manager.hours.works(day) or is_away(seed, manager, day, habits):
            continue
        for number, after in enumerate(habits.looks):
            hour = round((manager.first_hour + after) * 12) / 12
            at_ms = manager.hours.at(day, hour)
            if start_ms <= at_ms < end_ms and fate(seed, "look", manager.id, day.toordinal(), number) < (
                habits.looks_at
            ):
                yield at_ms
