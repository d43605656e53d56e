"""Which column, or which name in a long export, is which point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.tables.cells import TableError, plain_name
from model.site.graph import Building, Point, Site, TrendExport
from model.site.yaml_lines import nearest

_TIMES = ("time", "timestamp", "datetime", "date/time", "date time", "date", "ts", "time stamp")


@dataclass(frozen=True, slots=True)
class Described:
    """A point of the site, with its whole key, building/device/point."""

    source: str
    point: Point


def described_points(site: Site, building: str | None, *, unused: bool) -> tuple[Described, ...]:
    """Return the points with a role, of one building or of all; with ``unused``, those without one too.

    Raises TableError for an unknown building.
    """
    buildings: Sequence[Building] = [item for item in site.buildings if building in (None, item.id)]
    if not buildings:
        known = ", ".join(item.id for item in site.buildings)
        raise TableError(f"no building {building!r} in site {site.id!r}; there are: {known}")
    found = []
    for item in buildings:
        points = [point for equipment in item.equipment for point in equipment.points]
        points += item.unused if unused else ()
        found += [Described(f"{item.id}/{point.source}", point) for point in points]
    return tuple(found)


def by_name(points: Sequence[Described]) -> Mapping[str, tuple[int, ...]]:
    """Return for each name that an export may use the points that it means.

    A point goes by building/device/point, by device/point, and by its own name. One name may mean points of
    several equipment of a building, which then share the column.
    """
    names: dict[str, list[int]] = {}
    for index, point in enumerate(points):
        _, device, name = point.source.split("/", 2)
        for key in {plain_name(point.source), plain_name(f"{device}/{name}"), plain_name(name)}:
            names.setdefault(key, []).append(index)
    return {name: tuple(indices) for name, indices in names.items()}


def check_unambiguous(name: str, indices: Sequence[int], points: Sequence[Described]) -> None:
    """Raise TableError when a name means points of several buildings."""
    buildings = sorted({points[index].source.split("/", 1)[0] for index in indices})
    if len(buildings) > 1:
        raise TableError(
            f"{name!r} may be of building {' or '.join(buildings)}; name the building that the file is of, "
            "or have a column for it (readings: building)"
        )


def layout_of(columns: Sequence[str], export: TrendExport) -> str:
    """Return "wide" or "long", as declared or as the columns show."""
    long = plain_name(export.point) in columns and plain_name(export.value) in columns
    return export.layout or ("long" if long else "wide")


def time_column(columns: Sequence[str], export: TrendExport, file: str) -> str:
    """Return the column of the time. Raises TableError when there is none."""
    if export.time is not None:
        return needed(columns, export.time, "time", file)
    usual = next((name for known in _TIMES for name in columns if name.lower() == known), None)
    if usual is None:
        raise TableError(
            f"{file}: which column is the time? Say it in the site file (readings: time). "
            f"Columns: {_some(columns)}.{_other_delimiter(columns)}"
        )
    return usual


def needed(columns: Sequence[str], name: str, key: str, file: str) -> str:
    """Return the plain name of a column that must be there. Raises TableError."""
    plain = plain_name(name)
    if plain not in columns:
        raise TableError(
            f"{file}: has no column {plain!r} (readings: {key}){nearest(plain, columns) or '.'} "
            f"Columns: {_some(columns)}.{_other_delimiter(columns)}"
        )
    return plain


def _other_delimiter(columns: Sequence[str]) -> str:
    """Return a hint where the whole header was taken for one name."""
    return (
        " Is that one name, or is the delimiter another (readings: delimiter)?" if len(columns) == 1 else ""
    )


def _some(columns: Sequence[str]) -> str:
    return ", ".join(columns[:12]) + (f" and {len(columns) - 12} more" if len(columns) > 12 else "")
