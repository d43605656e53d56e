"""When a building is occupied, as a site file describes it."""

import re

from model.site.graph import Schedule
from model.site.yaml_lines import Described

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {"everyday": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_HOURS = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:-|\u2013|to)\s*(\d{1,2})(?::(\d{2}))?")


def read_schedule(entry: Described) -> Schedule:
    """Read ``{weekdays: "06:00-18:00", saturday: "08:00-13:00"}``; a day that is not named is unoccupied.

    A single day goes before the group that holds it. Hours are local time.
    """
    fields = entry.fields((*_GROUPS, *_DAYS))
    hours: dict[int, tuple[float, float] | None] = {}
    for name, days in _GROUPS.items():
        if name in fields:
            hours.update(dict.fromkeys(days, _hours(fields[name])))
    for day, name in enumerate(_DAYS):
        if name in fields:
            hours[day] = _hours(fields[name])
    return Schedule({day: span for day, span in sorted(hours.items()) if span is not None})


def _hours(entry: Described) -> tuple[float, float] | None:
    text = entry.text().lower()
    if text in {"closed", "none", "off"}:
        return None
    if text in {"always", "24h", "all day"}:
        return 0.0, 24.0
    found = _HOURS.fullmatch(text)
    if found is None:
        raise entry.error(f"{text!r} is no span of hours; write '06:00-18:00', 'closed' or 'always'")
    start, end = (int(found[i]) + int(found[i + 1] or 0) / 60 for i in (1, 3))
    if not 0 <= start < end <= 24:
        raise entry.error(f"{text!r} must start before it ends, within 00:00-24:00; all day is 'always'")
    return start, end
