from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.formats.json_text import milliseconds
from ingest.reading import DecodeError, Reason


def from_local(time: datetime, timezone: str, arrival_ms: int, tolerance_ms: int) -> int:
    """UTC milliseconds of a local time without offset.

    When the clocks go back an hour comes twice. A reading of that hour is taken only when it arrives within
    ``tolerance_ms`` of one of the two, which is then the one; from a backlog nobody can tell.
    Raises DecodeError then, and for a time that the clocks skipped.
    """
    candidates = _candidates(time, timezone)
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise DecodeError(Reason.NO_SUCH_TIME, f"{time.isoformat()} was skipped in {timezone}")
    for candidate in candidates:
        if abs(candidate - arrival_ms) <= tolerance_ms:
            return candidate
    raise DecodeError(
        Reason.AMBIGUOUS_TIME, f"{time.isoformat()} came twice in {timezone}; send it with its offset"
    )


@lru_cache(maxsize=4096)
def _candidates(time: datetime, timezone: str) -> tuple[int, ...]:
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise DecodeError(Reason.LOCAL_TIME, f"nobody knows the timezone {timezone!r} of its site") from error
    found = []
    try:
        for fold in (0, 1):
            moment = time.replace(tzinfo=zone, fold=fold).astimezone(UTC)
            # A skipped time comes back as another one.
            if moment.astimezone(zone).replace(tzinfo=None) == time:
                found.append(milliseconds(moment))
    except OverflowError as error:
        raise DecodeError(Reason.UNREADABLE_TIME, f"{time.isoformat()} is at the end of time") from error
    return tuple(dict.fromkeys(found))
