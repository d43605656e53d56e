"""The sites as their owners described them, and the points that follow from it."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from store.database import Database, StoreError
from store.tables import points, sites

_DESCRIBED = ("equipment", "role", "unit", "scale", "offset", "lowest", "highest", "words", "timezone")
# What a point is that no site describes; its readings stay.
_UNDESCRIBED: Mapping[str, Any] = {
    **dict.fromkeys(("equipment", "role", "unit", "lowest", "highest", "words", "timezone")),
    "scale": 1.0,
    "offset": 0.0,
}


class SiteConflictError(StoreError):
    """A site claims what another site has; the message says which building and which site."""


class SiteStore:
    """Sites, one JSON document each, and their points.

    A document is plain JSON with "id", "buildings" ([{"id": ...}]) and "managers"
    ([{"id": ..., "buildings": [...]}]); whatever else stands in it is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, document: Mapping[str, Any], point_rows: Sequence[Mapping[str, Any]]) -> None:
        """Write or replace a site and its points, all or nothing.

        ``point_rows`` have the columns "source", "building" and those of ``points`` that describe one;
        "words" is a mapping or None. A point that was heard before becomes known and keeps its readings; one
        that the site no longer describes becomes unknown and keeps them too. Raises SiteConflictError when a
        building or a manager belongs to another site, ValueError when a source stands twice.
        """
        rows = {str(row["source"]): _values(row) for row in point_rows}
        if len(rows) < len(point_rows):
            raise ValueError("a source stands twice among the points of the site")
        with self._database.write() as connection:
            _refuse_conflicts(connection, document)
            theirs = _buildings_of(connection, document["id"]) | {
                item["id"] for item in document["buildings"]
            }
            known = {
                row.source: row.point for row in connection.execute(select(points.c.source, points.c.point))
            }
            connection.execute(
                update(points)
                .where(points.c.building.in_(theirs), points.c.timezone.is_not(None))
                .values(_UNDESCRIBED)
            )
            for source, values in rows.items():
                if source in known:
                    connection.execute(update(points).where(points.c.point == known[source]).values(values))
            new = [{"source": source, **values} for source, values in rows.items() if source not in known]
            if new:
                connection.execute(insert(points), new)
            connection.execute(delete(sites).where(sites.c.site == document["id"]))
            connection.execute(
                insert(sites).values(
                    site=document["id"],
                    document=json.dumps(document, ensure_ascii=False, sort_keys=True),
                    imported_ms=time.time_ns() // 1_000_000,
                )
            )

    def load(self) -> list[dict[str, Any]]:
        """Return every site's document, by site id."""
        with self._database.read() as connection:
            texts = connection.execute(select(sites.c.document).order_by(sites.c.site)).scalars().all()
        return [json.loads(text) for text in texts]

    def managers(self) -> dict[str, tuple[str, ...]]:
        """Return the buildings of every manager, by manager id."""
        return {
            manager["id"]: tuple(manager["buildings"])
            for document in self.load()
            for manager in document["managers"]
        }


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    words = row.get("words")
    values = {name: row.get(name) for name in ("building", *_DESCRIBED)}
    return {**values, "words": json.dumps(words, ensure_ascii=False, sort_keys=True) if words else None}


def _documents(connection: Connection) -> list[dict[str, Any]]:
    return [json.loads(text) for text in connection.execute(select(sites.c.document)).scalars()]


def _buildings_of(connection: Connection, site: str) -> set[str]:
    return {
        building["id"]
        for document in _documents(connection)
        if document["id"] == site
        for building in document["buildings"]
    }


def _refuse_conflicts(connection: Connection, document: Mapping[str, Any]) -> None:
    for what in ("buildings", "managers"):
        ours = {item["id"] for item in document[what]}
        for other in _documents(connection):
            taken = sorted(ours & {item["id"] for item in other[what]})
            if taken and other["id"] != document["id"]:
                raise SiteConflictError(
                    f"{what[:-1]} {taken[0]!r} of site {document['id']!r} belongs to site {other['id']!r}; "
                    "give it another id, or describe both in one site"
                )
