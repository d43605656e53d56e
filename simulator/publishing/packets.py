"""The few packets of MQTT 5 that a publisher at QoS 1 says and hears, many at a time."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

CONNACK, PUBACK, DISCONNECT = 2, 4, 14
PING = b"\xc0\x00"
GOOD_BYE = b"\xe0\x00"
LARGEST_ID = 65_535
LEAST_FAILURE = 0x80

# What to publish: the topic in UTF-8 with its length before it, as it stands in a packet, and the payload.
# A plain tuple, as the collector of garbage looks at those once, and at a named one again and again.
Message = tuple[bytes, bytes]

_PUBLISH_QOS_1 = b"\x32"
_CLEAN_START, _PASSWORD, _USERNAME = 0x02, 0x40, 0x80


class BadPacketError(Exception):
    """What came from the broker is no MQTT 5."""


class Welcome(NamedTuple):
    """A broker's answer to CONNECT. ``refusal``: why it does not want us, None: it does."""

    refusal: str | None
    receive_maximum: int
    largest_packet: int | None
    keepalive_s: int | None


def text(value: str | bytes) -> bytes:
    """A string as MQTT writes it, its length first. ValueError when it is longer than 65,535 bytes."""
    data = value.encode() if isinstance(value, str) else value
    if len(data) > LARGEST_ID:
        raise ValueError(f"{len(data):,} bytes are more than MQTT takes for a name: {data[:40]!r}...")
    return struct.pack("!H", len(data)) + data


def connect(client_id: str, username: str | None, password: str | None, keepalive_s: int) -> bytes:
    """A CONNECT that begins a session which ends with its connection."""
    flags = _CLEAN_START
    names = text(client_id)
    if username is not None:
        flags |= _USERNAME
        names += text(username)
    if password is not None:
        flags |= _PASSWORD
        names += text(password)
    body = struct.pack("!6sBBHB", b"\x00\x04MQTT", 5, flags, keepalive_s, 0) + names
    return b"\x10" + _length(len(body)) + body


def publishes(messages: Sequence[Message], packet_ids: Sequence[int]) -> bytes:
    """One PUBLISH at QoS 1 a message, all in a row."""
    parts: list[bytes] = []
    for (topic, payload), packet_id in zip(messages, packet_ids, strict=True):
        # Three bytes: the packet id, and no properties.
        parts += (
            _PUBLISH_QOS_1,
            _length(len(topic) + 3 + len(payload)),
            topic,
            (packet_id << 8).to_bytes(3, "big"),
            payload,
        )
    return b"".join(parts)


def size(message: Message) -> int:
    """Bytes of its PUBLISH, at most."""
    topic, payload = message
    return 8 + len(topic) + len(payload)


def cut(data: bytes) -> tuple[list[tuple[int, bytes]], int]:
    """The whole packets at the start of ``data``, type and body of each, and how many bytes they were.

    Raises BadPacketError.
    """
    packets: list[tuple[int, bytes]] = []
    at, end = 0, len(data)
    while end - at >= 2:
        length, body = data[at + 1], at + 2
        if length > 0x7F:
            length, body = _long_length(data, at + 1)
            if body == 0:
                break
        after = body + length
        if after > end:
            break
        packets.append((data[at] >> 4, data[body:after]))
        at = after
    return packets, at


def acknowledged(body: bytes) -> tuple[int, int]:
    """Packet id and reason of a PUBACK; a reason of 128 or more is a refusal. Raises BadPacketError."""
    if len(body) < 2:
        raise BadPacketError("an acknowledgement of nothing")
    return body[0] << 8 | body[1], body[2] if len(body) > 2 else 0


def welcome(body: bytes) -> Welcome:
    """What a CONNACK says. Raises BadPacketError."""
    properties = Properties(PacketTypes.CONNACK)  # type: ignore[no-untyped-call]
    try:
        reason = body[1]
        if len(body) > 2:
            properties.unpack(body[2:])  # type: ignore[no-untyped-call]
    except Exception as error:
        # paho raises whatever came up on bytes that make no sense.
        raise BadPacketError(f"an answer to CONNECT that cannot be read: {error!r}") from error
    refusal = reason_text(PacketTypes.CONNACK, reason) if reason >= LEAST_FAILURE else None
    if refusal is None and getattr(properties, "MaximumQoS", 1) < 1:
        refusal = "it takes no messages at QoS 1"
    return Welcome(
        refusal,
        getattr(properties, "ReceiveMaximum", LARGEST_ID),
        getattr(properties, "MaximumPacketSize", None),
        getattr(properties, "ServerKeepAlive", None),
    )


def reason_text(packet_type: int, reason: int) -> str:
    """A reason in the words of the standard, its number when it has none."""
    try:
        return str(ReasonCode(packet_type, identifier=reason))
    except KeyError:
        return f"reason {reason}"


def _length(number: int) -> bytes:
    if number < 0x80:
        return bytes((number,))
    if number < 0x4000:
        return bytes((number & 0x7F | 0x80, number >> 7))
    if number < 0x20_0000:
        return bytes((number & 0x7F | 0x80, number >> 7 & 0x7F | 0x80, number >> 14))
    return bytes((number & 0x7F | 0x80, number >> 7 & 0x7F | 0x80, number >> 14 & 0x7F | 0x80, number >> 21))


def _long_length(data: bytes, at: int) -> tuple[int, int]:
    """A length of several bytes and where it ends; 0 for the end when it is not all there."""
    number = 0
    for place in range(4):
        if at + place >= len(data):
            return 0, 0
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    raise BadPacketError("a length of more than four bytes")
