"""What stands on the wire, one format a file; the topic of a message says which."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ingest.formats.plain import Plain
from ingest.formats.udmi import Udmi
from ingest.formats.udmi_envelope import UdmiEnvelopes
from ingest.reading import Decoded, DecodeError, Reason

__all__ = ["Format", "Formats", "Plain", "Udmi", "UdmiEnvelopes"]

_MOST_TOPICS = 200_000


class Format(Protocol):
    """How the messages of some topics are read."""

    @property
    def subscriptions(self) -> Sequence[str]:
        """MQTT topic filters that bring this format's messages."""
        ...

    def decoder(self, topic: str) -> Callable[[bytes], Decoded] | None:
        """What turns the payloads of ``topic`` into readings, or None if the topic is not of this format.

        The decoder raises DecodeError, and nothing else, for any bytes.
        """
        ...


class Formats:
    """The formats that are taken in; the first that knows a topic decodes it."""

    def __init__(self, formats: Sequence[Format]) -> None:
        self._formats = formats
        self._decoders: dict[str, Callable[[bytes], Decoded]] = {}
        self.subscriptions = tuple(subscription for one in formats for subscription in one.subscriptions)

    def decode(self, topic: str, payload: bytes) -> Decoded:
        """The readings of one message. Raises DecodeError."""
        decoder = self._decoders.get(topic)
        if decoder is None:
            decoder = self._find(topic)
        return decoder(payload)

    def _find(self, topic: str) -> Callable[[bytes], Decoded]:
        for one in self._formats:
            decoder = one.decoder(topic)
            if decoder is not None:
                # Somebody may publish on ever new topics.
                if len(self._decoders) >= _MOST_TOPICS:
                    self._decoders.clear()
                self._decoders[topic] = decoder
                return decoder
        raise DecodeError(Reason.UNKNOWN_TOPIC, "no format is defined for this topic")
