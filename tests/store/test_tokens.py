import sqlite3

import pytest

from store.database import Database
from store.tokens import Tokens, UnknownTokenError

NOW_MS = 1_000_000


class Clock:
    now_ms = NOW_MS

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(database: Database, clock: Clock) -> Tokens:
    return Tokens(database, clock)


def test_a_token_speaks_for_its_manager(tokens: Tokens) -> None:
    maria, _ = tokens.create("maria")
    jonas, _ = tokens.create("jonas")

    assert (tokens.manager_of(maria), tokens.manager_of(jonas)) == ("maria", "jonas")


def test_a_token_has_256_random_bits_and_a_prefix_that_scanners_find(tokens: Tokens) -> None:
    secrets = {tokens.create("maria")[0] for _ in range(50)}

    assert len(secrets) == 50
    assert all(
        secret.startswith("plantroom_") and len(secret) == len("plantroom_") + 43 for secret in secrets
    )


def test_the_store_never_sees_the_token_itself(tokens: Tokens, database: Database) -> None:
    secret, record = tokens.create("maria", 5000)

    with sqlite3.connect(database.path) as connection:
        [row] = connection.execute("SELECT * FROM tokens").fetchall()
    assert not any(secret.removeprefix("plantroom_") in str(cell) for cell in row)
    assert len(row[0]) == 64
    assert record.id == row[0][:16]


@pytest.mark.parametrize("guess", ["", "plantroom_", "plantroom_x", "\x00", "é", "\ud800"])
def test_a_guess_speaks_for_nobody(tokens: Tokens, guess: str) -> None:
    tokens.create("maria")

    assert tokens.manager_of(guess) is None


def test_a_part_of_a_token_or_its_hash_is_no_token(tokens: Tokens) -> None:
    secret, record = tokens.create("maria")

    assert [tokens.manager_of(part) for part in (secret[:-1], secret + "a", record.id)] == [None] * 3


def test_a_token_ends_when_it_expires(tokens: Tokens, clock: Clock) -> None:
    secret, record = tokens.create("maria", lifetime_ms=1000)

    assert record.expires_ms == NOW_MS + 1000
    clock.now_ms = NOW_MS + 999
    assert tokens.manager_of(secret) == "maria"
    clock.now_ms = NOW_MS + 1000
    assert tokens.manager_of(secret) is None


def test_a_revoked_token_ends_and_the_others_do_not(tokens: Tokens, clock: Clock) -> None:
    lost, record = tokens.create("maria")
    kept, _ = tokens.create("maria")

    tokens.revoke(record.id)
    clock.now_ms += 10
    tokens.revoke(record.id)

    assert (tokens.manager_of(lost), tokens.manager_of(kept)) == (None, "maria")
    assert [token.revoked_ms for token in tokens.list_of("maria")] == [NOW_MS, None]


@pytest.mark.parametrize("unknown", ["", "%", "0123456789abcdef"])
def test_an_unknown_id_revokes_nothing_and_says_so(tokens: Tokens, unknown: str) -> None:
    secret, _ = tokens.create("maria")

    with pytest.raises(UnknownTokenError, match="list_of"):
        tokens.revoke(unknown)
    assert tokens.manager_of(secret) == "maria"


def test_a_short_id_is_refused_even_when_it_would_fit(tokens: Tokens) -> None:
    _, record = tokens.create("maria")

    with pytest.raises(UnknownTokenError):
        tokens.revoke(record.id[:4])


def test_tokens_are_listed_by_manager_without_their_secret(tokens: Tokens) -> None:
    secret, record = tokens.create("maria")
    tokens.create("jonas")

    assert tokens.list_of("maria") == [record]
    assert secret not in repr(record)
