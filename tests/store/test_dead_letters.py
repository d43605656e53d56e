from store.database import Database
from store.dead_letters import FIRST_BYTES, DeadLetter, DeadLetters, add_dead_letters


def letters(database: Database, *reasons: str) -> DeadLetters:
    with database.write() as connection:
        add_dead_letters(
            connection,
            [
                DeadLetter(place, "a/b", b"x" * 1000, 1000, reason, "why")
                for place, reason in enumerate(reasons)
            ],
        )
    return DeadLetters(database)


def test_they_are_counted_by_reason_the_commonest_first(database: Database) -> None:
    kept = letters(database, "not JSON", "in the future", "in the future")
    assert list(kept.by_reason().items()) == [("in the future", 2), ("not JSON", 1)]


def test_the_newest_come_first_with_the_start_of_the_payload_alone(database: Database) -> None:
    kept = letters(database, "not JSON", "in the future", "not JSON")
    assert [letter.arrival_ms for letter in kept.newest(2)] == [2, 1]
    assert [letter.arrival_ms for letter in kept.newest(reason="not JSON")] == [2, 0]
    assert kept.newest()[0].first_bytes == b"x" * FIRST_BYTES
    assert kept.newest()[0].size == 1000


def test_pruning_keeps_the_newest(database: Database) -> None:
    kept = letters(database, *["not JSON"] * 10)
    assert kept.prune(4) == 6
    assert [letter.arrival_ms for letter in kept.newest()] == [9, 8, 7, 6]
    assert kept.prune(4) == 0
