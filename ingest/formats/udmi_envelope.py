import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ingest.formats.json_text import convert, parse_leniently
from ingest.formats.udmi import decoder
from ingest.formats.udmi_messages import DeviceId
from ingest.reading import Decoded, DecodeError, Reason

TOPIC = "udmi/envelope"


class Envelope(msgspec.Struct):
    """UDMI's envelope: what its cloud side says of a message, with the message itself in base64."""

    deviceRegistryId: Annotated[str, Meta(pattern="^[a-zA-Z][-a-zA-Z0-9._+~%]*[a-zA-Z0-9]$")]  # noqa: N815
    deviceId: DeviceId | None = None  # noqa: N815
    deviceNumId: Annotated[str, Meta(pattern="^[0-9]+$")] | None = None  # noqa: N815
    subType: (  # noqa: N815
        Literal[
            "invalid",
            "local",
            "reflect",
            "events",
            "errors",
            "commands",
            "config",
            "state",
            "query",
            "reply",
            "model",
        ]
        | None
    ) = None
    subFolder: str | None = None  # noqa: N815
    payload: str | None = None


class UdmiEnvelopes:
    """Messages that a bridge publishes in UDMI's envelope, those of all devices on ``udmi/envelope``."""

    subscriptions = (TOPIC,)

    def decoder(self, topic: str) -> Callable[[bytes], Decoded] | None:
        """What decodes an envelope and the message in it; None for another topic."""
        return _decode if topic == TOPIC else None


def _decode(payload: bytes) -> Decoded:
    envelope = convert(parse_leniently(payload), Envelope)
    if envelope.payload is None or envelope.deviceId is None or envelope.subType not in {"events", "state"}:
        return Decoded()
    try:
        content = base64.b64decode(envelope.payload, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DecodeError(Reason.WRONG_SCHEMA, f"payload is no base64: {error}") from error
    folder = envelope.subFolder
    if (envelope.subType, folder) == ("state", "update"):
        folder = None
    return decoder(envelope.deviceRegistryId, envelope.deviceId, envelope.subType, folder)(content)
