import json
import re
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from ingest.reading import DecodeError, Reason

_Checked = TypeVar("_Checked")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A string, kept; or a comment, dropped.
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
# A time as a bare number is in seconds below this (until the year 5138), else in milliseconds (since 1973).
_MILLISECONDS_FROM = 100_000_000_000
_LATEST = 1000 * _MILLISECONDS_FROM


def parse_leniently(payload: bytes) -> Any:  # noqa: ANN401, JSON holds anything
    """The value of ``payload``, which may hold comments, NaN and Infinity as some senders write them.

    A NaN costs a message one reading that way, not all of them. Raises DecodeError.
    """
    try:
        text = payload.decode()
        return json.loads(_COMMENT.sub(r"\1", text) if "/" in text else text)
    except (ValueError, RecursionError) as error:
        raise DecodeError(Reason.NOT_JSON, f"{error}") from error


def convert(content: object, checked: type[_Checked]) -> _Checked:
    """``content`` as ``checked``. Raises DecodeError when it does not fit."""
    try:
        return msgspec.convert(content, checked)
    except (msgspec.ValidationError, ValueError, OverflowError, RecursionError) as error:
        raise DecodeError(Reason.WRONG_SCHEMA, f"{error}") from error


def milliseconds(time: datetime) -> int:
    """UTC epoch milliseconds of a datetime with an offset."""
    since = time - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def read_time(time: str | float | None) -> int | datetime | None:
    """UTC epoch milliseconds, or a datetime without offset, from RFC 3339 text or a number; None for None.

    Raises DecodeError.
    """
    if time is None:
        return None
    if isinstance(time, str):
        try:
            moment = msgspec.convert(time, datetime)
            return moment if moment.tzinfo is None else milliseconds(moment)
        except (msgspec.ValidationError, OverflowError) as error:
            raise DecodeError(Reason.UNREADABLE_TIME, f"{time[:40]!r} is no RFC 3339 time") from error
    if not -_LATEST < time < _LATEST:
        raise DecodeError(Reason.UNREADABLE_TIME, f"{time!r} is no time")
    return int(time if time >= _MILLISECONDS_FROM else time * 1000)
