"""`plantroom token`."""

from rich.console import Console

from plantroom.errors import CommandError
from plantroom.parts import open_parts
from plantroom.settings import Settings
from store.tokens import UnknownTokenError

_DAY_MS = 86_400_000


def run_token(settings: Settings, console: Console, manager: str, *, days: float, revoke: str | None) -> None:
    """Make a token, or revoke one."""
    parts = open_parts(settings)
    with parts.database:
        if revoke is not None:
            try:
                parts.tokens.revoke(revoke)
            except UnknownTokenError as error:
                raise CommandError(f"{error}") from error
            console.print(f"Token {revoke} is revoked.")
            return
        known = parts.site_store.managers()
        if manager not in known:
            raise CommandError(
                f"no manager {manager!r}; known: {', '.join(sorted(known)) or 'none, import a site first'}"
            )
        secret, record = parts.tokens.create(manager, round(days * _DAY_MS) if days > 0 else None)
        console.print(secret, soft_wrap=True)
        where = settings.api.public_url or f"http://{settings.api.host}:{settings.api.port}/"
        console.print(f"id {record.id}; the page: {where}#token={secret}", style="dim", soft_wrap=True)
