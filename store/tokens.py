"""Bearer tokens: who may speak for which manager. Only a token's SHA-256 is kept."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from store.database import Database
from store.tables import tokens

PREFIX = "plantroom_"
_ID_LENGTH = 16


def wall_clock_ms() -> int:
    """Now [UTC ms]."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token without its secret; ``id`` is the beginning of its hash, for people and for revoking."""

    id: str
    manager: str
    created_ms: int
    expires_ms: int | None
    revoked_ms: int | None


class UnknownTokenError(LookupError):
    """No token has this id."""


class Tokens:
    """Makes, finds and revokes tokens.

    ``clock`` is the wall clock [UTC ms], never a simulated one: a demo in fast time must not outrun
    the expiry of its own token.
    """

    def __init__(self, database: Database, clock: Callable[[], int] = wall_clock_ms) -> None:
        self._database = database
        self._clock = clock

    def create(self, manager: str, lifetime_ms: int | None = None) -> tuple[str, TokenRecord]:
        """Make a token of 256 random bits for ``manager``, shown this once; None never expires."""
        secret = PREFIX + secrets.token_urlsafe(32)
        now_ms = self._clock()
        expires_ms = None if lifetime_ms is None else now_ms + lifetime_ms
        row = {"token": _hash(secret), "manager": manager, "created_ms": now_ms, "expires_ms": expires_ms}
        with self._database.write() as connection:
            connection.execute(insert(tokens), row)
        return secret, TokenRecord(_hash(secret)[:_ID_LENGTH], manager, now_ms, expires_ms, None)

    def manager_of(self, secret: str) -> str | None:
        """Whom ``secret`` speaks for; None for an unknown, expired or revoked one alike.

        The look-up is by hash, so its time says nothing of how much of a guess was right.
        """
        digest = _hash(secret)
        with self._database.read() as connection:
            found = connection.execute(select(tokens).where(tokens.c.token == digest)).one_or_none()
        if found is None or not hmac.compare_digest(found.token, digest):
            return None
        expired = found.expires_ms is not None and found.expires_ms <= self._clock()
        return None if expired or found.revoked_ms is not None else str(found.manager)

    def list_of(self, manager: str) -> list[TokenRecord]:
        """Every token ever made for ``manager``, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(tokens).where(tokens.c.manager == manager).order_by(tokens.c.created_ms)
            ).all()
        return [
            TokenRecord(row.token[:_ID_LENGTH], row.manager, row.created_ms, row.expires_ms, row.revoked_ms)
            for row in rows
        ]

    def revoke(self, token_id: str) -> None:
        """End a token now; ending it twice changes nothing. Raises ``UnknownTokenError``."""
        with self._database.write() as connection:
            whole = select(tokens.c.token).where(tokens.c.token.startswith(token_id, autoescape=True))
            matching = connection.execute(whole).scalars().all()
            if len(token_id) < _ID_LENGTH or len(matching) != 1:
                raise UnknownTokenError(f"no token has the id {token_id!r}; list_of names the ids")
            connection.execute(
                update(tokens)
                .where(tokens.c.token == matching[0], tokens.c.revoked_ms.is_(None))
                .values(revoked_ms=self._clock())
            )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
