"""`plantroom doctor`: is everything heard, was anything refused, what cannot be seen."""

from rich.console import Console
from rich.table import Table

from model.blindness.blind_spots import blind_spots
from model.frames.site_time import for_people
from plantroom.parts import Parts, open_parts, wall_clock_ms
from plantroom.settings import Settings
from plantroom.terminal import counted

_MINUTE_MS = 60_000
_NAMED = 20


def run_doctor(settings: Settings, console: Console) -> None:
    """Tell, and end with the first thing to mend."""
    parts = open_parts(settings)
    with parts.database:
        tables = "current" if parts.health.migrations_current() else "OLD"
        console.print(f"Store {parts.database.path}, tables {tables}.")
        advice = [*_heard(parts, console), *_unknown(parts, console), *_refused(parts, console)]
        for site in parts.sites():
            for spot in blind_spots(site):
                console.print(f"  cannot be seen, {site.id}: {spot.text}", soft_wrap=True)
    console.print(f"First: {advice[0]}" if advice else "All is well.", style="bold")


def _heard(parts: Parts, console: Console) -> list[str]:
    sites = parts.sites()
    if not sites:
        return ["no site is imported: `plantroom import FILE`"]
    now_ms = parts.clock()()
    minutes = parts.settings.rounds.heard_within_minutes
    table = Table("building", "points described", f"heard in {minutes} min", "newest reading", title="Heard")
    advice = []
    for site in sites:
        for building in site.buildings:
            found = parts.readings.coverage(building.id, now_ms - minutes * _MINUTE_MS)
            newest = "never" if found.newest_ms is None else for_people(found.newest_ms, site.timezone)
            table.add_row(building.id, str(found.described), str(found.heard), newest)
            if found.newest_ms is None:
                advice.append(
                    f"nothing was ever heard from {building.id}: is its registry id the building's id?"
                )
            elif found.heard < found.described:
                silent = found.described - found.heard
                advice.append(f"{silent} of {found.described} points of {building.id} are silent")
    console.print(table)
    described = [
        f"{building.id}/{point.source}"
        for site in sites
        for building in site.buildings
        for equipment in building.equipment
        for point in equipment.points
    ]
    never = sorted(set(described) - set(parts.readings.latest(described)))
    if never:
        points = counted(len(never), "point", "points")
        console.print(f"Never heard: {points}, such as {', '.join(never[:5])}", soft_wrap=True)
    return advice


def _unknown(parts: Parts, console: Console) -> list[str]:
    unknown = parts.readings.unknown_points()
    if not unknown:
        return []
    title = f"{counted(len(unknown), 'point', 'points')} that no site describes"
    table = Table("source", "heard", "last said", "newest, UTC", title=title)
    for point in unknown[:_NAMED]:
        newest = "" if point.newest_ms is None else for_people(point.newest_ms, "UTC")
        table.add_row(point.source, str(point.heard), point.sample or "", newest)
    console.print(table)
    heard = counted(len(unknown), "point is", "points are")
    return [f"{heard} heard that no site describes; say in the site file which are what"]


def _refused(parts: Parts, console: Console) -> list[str]:
    reasons = parts.dead_letters.by_reason()
    if not reasons:
        return []
    table = Table("reason", "messages", title="Refused (dead letters)")
    for reason, count in sorted(reasons.items(), key=lambda item: -item[1]):
        table.add_row(reason, str(count))
    console.print(table)
    for letter in parts.dead_letters.newest(3):
        age = (wall_clock_ms() - letter.arrival_ms) / _MINUTE_MS
        console.print(
            f"  {age:.0f} min ago, {letter.topic}: {letter.detail}; begins {letter.first_bytes[:60]!r}",
            soft_wrap=True,
        )
    return [f"{counted(sum(reasons.values()), 'message was', 'messages were')} refused; the newest are above"]
