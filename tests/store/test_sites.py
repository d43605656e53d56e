"""Sites in the store: saved whole, with the points that follow."""

from typing import Any

import pytest
from sqlalchemy import insert, select

from store.database import Database
from store.sites import SiteConflictError, SiteStore
from store.tables import points, readings


def document(site: str = "north", building: str = "tower", manager: str = "kim") -> dict[str, Any]:
    return {
        "version": 1,
        "id": site,
        "name": "Nörd",
        "buildings": [{"id": building}],
        "managers": [{"id": manager, "buildings": [building]}],
    }


def row(source: str, **given: Any) -> dict[str, Any]:
    return {
        "source": source,
        "building": source.split("/", 1)[0],
        "equipment": "ahu",
        "role": "mixed_air_temperature",
        "unit": "degF",
        "scale": 0.5,
        "offset": -17.0,
        "lowest": -60.0,
        "highest": 250.0,
        "words": None,
        "timezone": "America/Chicago",
        **given,
    }


def stored(database: Database, source: str) -> dict[str, Any]:
    with database.read() as connection:
        return dict(connection.execute(select(points).where(points.c.source == source)).mappings().one())


def hear(database: Database, source: str, value: float) -> int:
    with database.write() as connection:
        point = connection.execute(
            insert(points).values(source=source, building="tower", heard=1)
        ).inserted_primary_key
        assert point is not None
        connection.execute(insert(readings).values(time_ms=1, point=point[0], value=value, arrival_ms=2))
        return int(point[0])


def test_a_site_is_given_back_as_it_was_saved(database: Database) -> None:
    store = SiteStore(database)
    store.save(document(), [row("tower/ahu/MAT")])
    assert store.load() == [document()]
    assert store.managers() == {"kim": ("tower",)}


def test_a_point_that_was_heard_before_becomes_known_and_keeps_its_readings(database: Database) -> None:
    point = hear(database, "tower/ahu/MAT", 61.0)
    SiteStore(database).save(document(), [row("tower/ahu/MAT", words={"on": 1.0})])
    found = stored(database, "tower/ahu/MAT")
    assert (found["point"], found["role"], found["scale"]) == (point, "mixed_air_temperature", 0.5)
    assert (found["heard"], found["words"]) == (1, '{"on": 1.0}')
    with database.read() as connection:
        assert connection.execute(select(readings.c.value).where(readings.c.point == point)).scalar() == 61.0


def test_a_point_that_is_no_longer_described_becomes_unknown_and_keeps_its_place(database: Database) -> None:
    store = SiteStore(database)
    store.save(document(), [row("tower/ahu/MAT"), row("tower/ahu/RAT", role="return_air_temperature")])
    before = stored(database, "tower/ahu/RAT")["point"]
    store.save(document(), [row("tower/ahu/MAT")])
    found = stored(database, "tower/ahu/RAT")
    assert found["point"] == before
    assert (found["equipment"], found["role"], found["unit"], found["timezone"]) == (None, None, None, None)
    assert (found["scale"], found["offset"], found["lowest"]) == (1.0, 0.0, None)


def test_a_building_that_left_the_site_takes_its_points_description_along(database: Database) -> None:
    store = SiteStore(database)
    store.save(document(), [row("tower/ahu/MAT")])
    store.save(document(building="annex"), [row("annex/ahu/MAT")])
    assert stored(database, "tower/ahu/MAT")["role"] is None
    assert stored(database, "annex/ahu/MAT")["role"] == "mixed_air_temperature"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (document("south", "tower", "lee"), "building 'tower' of site 'south' belongs to site 'north'"),
        (document("south", "annex", "kim"), "manager 'kim' of site 'south' belongs to site 'north'"),
    ],
)
def test_another_site_cannot_take_a_building_or_a_manager(
    database: Database, other: dict[str, Any], said: str
) -> None:
    store = SiteStore(database)
    store.save(document(), [row("tower/ahu/MAT")])
    with pytest.raises(SiteConflictError, match=said):
        store.save(other, [row("tower/ahu/MAT", role="supply_air_temperature")])
    assert store.load() == [document()]
    assert stored(database, "tower/ahu/MAT")["role"] == "mixed_air_temperature"


def test_a_source_that_stands_twice_saves_nothing(database: Database) -> None:
    store = SiteStore(database)
    with pytest.raises(ValueError, match="twice"):
        store.save(document(), [row("tower/ahu/MAT"), row("tower/ahu/MAT")])
    assert store.load() == []
