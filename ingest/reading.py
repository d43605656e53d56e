from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a message, or one reading of it, was refused; dead letters are counted by it."""

    UNKNOWN_TOPIC = "unknown topic"
    TOO_LARGE = "too large"
    NOT_JSON = "not JSON"
    WRONG_SCHEMA = "wrong schema"
    UNUSABLE_NAME = "unusable name"
    TOO_MANY_UNKNOWN = "too many unknown points"
    NOT_A_NUMBER = "not a number"
    UNKNOWN_UNIT = "unknown unit"
    UNFIT_UNIT = "unit does not fit"
    UNREADABLE_TIME = "unreadable time"
    LOCAL_TIME = "local time without a timezone"
    NO_SUCH_TIME = "no such local time"
    AMBIGUOUS_TIME = "ambiguous local time"
    FUTURE = "in the future"
    OUT_OF_BOUNDS = "out of bounds"
    INTERNAL_ERROR = "internal error"


class DecodeError(Exception):
    """What arrived cannot be taken in; ``reason`` to count by, ``detail`` says what exactly was wrong."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class RawReading(NamedTuple):
    """One value as it stood in a message, before any check.

    ``source`` is "building/device/point". ``time`` is UTC epoch milliseconds, or a datetime without offset,
    or None when the message names no time. ``unit`` is what the message itself says, if it does.
    """

    source: str
    value: float | str
    time: int | datetime | None = None
    unit: str | None = None


class Decoded(NamedTuple):
    """The readings of a message, and what was wrong with those of its points that gave none."""

    readings: Sequence[RawReading] = ()
    problems: Sequence[DecodeError] = ()


class Message(NamedTuple):
    """What the broker delivered; ``packet_id`` is what it waits to have acknowledged, 0 for none.

    A packet id means something on the connection only that brought it; ``connection`` counts them.
    """

    topic: str
    payload: bytes
    packet_id: int
    connection: int
    arrival_ms: int
