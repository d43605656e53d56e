"""Times on the wire: ISO 8601 in UTC with Z, to the millisecond only where there are any."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(time_ms: int) -> str:
    """Write UTC epoch milliseconds as ISO 8601 with Z."""
    moment = _EPOCH + timedelta(milliseconds=time_ms)
    precision = "milliseconds" if time_ms % 1000 else "seconds"
    return moment.replace(tzinfo=None).isoformat(timespec=precision) + "Z"


def milliseconds(moment: datetime) -> int:
    """UTC epoch milliseconds of an aware ``moment``."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)
