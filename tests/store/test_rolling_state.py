from store.database import Database
from store.rolling_state import RollingStore


def test_contents_come_back_by_hour_oldest_first(database: Database) -> None:
    state = RollingStore(database)
    state.put("north", "mixing", [(3, b"c"), (1, b"a"), (2, b"b")])
    state.put("north", "coil", [(1, b"other")])
    state.put("south", "mixing", [(1, b"elsewhere")])
    assert state.get("north", "mixing", 1, 3) == [(1, b"a"), (2, b"b")]
    assert state.newest("north", "mixing", 3) == (2, b"b")
    assert state.newest("north", "mixing", 1) is None


def test_writing_again_replaces(database: Database) -> None:
    state = RollingStore(database)
    state.put("north", "mixing", [(1, b"a"), (2, b"b")])
    state.put("north", "mixing", [(2, b"better")])
    assert state.get("north", "mixing", 0, 10) == [(1, b"a"), (2, b"better")]


def test_writing_nothing_is_nothing(database: Database) -> None:
    state = RollingStore(database)
    state.put("north", "mixing", [])
    assert state.get("north", "mixing", 0, 10) == []


def test_what_is_forgotten_is_of_one_building_and_name_and_older(database: Database) -> None:
    state = RollingStore(database)
    for building, name in (("north", "mixing"), ("north", "coil"), ("south", "mixing")):
        state.put(building, name, [(1, b"a"), (2, b"b"), (3, b"c")])
    state.forget("north", "mixing", 3)
    assert state.get("north", "mixing", 0, 10) == [(3, b"c")]
    assert len(state.get("north", "coil", 0, 10)) == len(state.get("south", "mixing", 0, 10)) == 3
