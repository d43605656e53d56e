"""How a trend export looks, as a site file describes it."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from model.site.graph import TrendExport
from model.site.yaml_lines import Described, nearest

_KEYS = (
    "layout",
    "time",
    "time_format",
    "timezone",
    "point",
    "value",
    "device",
    "building",
    "missing",
    "delimiter",
    "decimal",
)


def read_timezone(entry: Described) -> str:
    """Return an IANA name of a timezone."""
    name = entry.text()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = nearest(name, available_timezones()) or "; write an IANA name"
        raise entry.error(f"{name!r} is no timezone{hint}, such as America/New_York") from error
    return name


def read_export(entry: Described) -> TrendExport:
    """Read a ``readings:`` entry."""
    fields = entry.fields(_KEYS)
    layout = fields["layout"].one_of(("wide", "long"), "layout") if "layout" in fields else None
    if layout == "wide":
        for key in ("point", "value", "device", "building"):
            if key in fields:
                raise fields[key].error("is for layout: long; in a wide export each point has its own column")
    names = ("point", "value", "device", "building", "time", "time_format")
    texts = {key: fields[key].text() for key in names if key in fields}
    if layout is None and ("point" in texts or "value" in texts):
        layout = "long"
    marks = {key: _mark(fields[key]) for key in ("delimiter", "decimal") if key in fields}
    missing = tuple(cell for cell in _cells(fields["missing"])) if "missing" in fields else ()
    timezone = read_timezone(fields["timezone"]) if "timezone" in fields else None
    return TrendExport(layout=layout, timezone=timezone, missing=missing, **texts, **marks)


def _mark(entry: Described) -> str:
    mark = str(entry.node.value) if not (entry.is_list or entry.is_mapping) else ""
    mark = {"\\t": "\t", "tab": "\t"}.get(mark, mark)
    if len(mark) != 1:
        raise entry.error('must be one letter, such as ";" or "tab"')
    return mark


def _cells(entry: Described) -> list[str]:
    # An empty cell is always missing; whoever lists it is right.
    if not entry.is_list:
        return [entry.text()]
    return [word for word in (str(cell.node.value).strip() for cell in entry.entries()) if word]
