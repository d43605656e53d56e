import ssl
from collections.abc import Sequence
from typing import NamedTuple

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion


class Publish(NamedTuple):
    """A message as it came over the wire; ``packet_id`` is 0 for one that wants no acknowledgement."""

    topic: str
    payload: bytes
    packet_id: int


def readable_topic(topic: bytes) -> str:
    """A topic as text; no broker should pass on one that is no UTF-8, and none may stop us."""
    return topic.decode(errors="replace")


class StockClient(Client):
    """paho as it is: one packet a call, one system call an acknowledgement."""

    def __init__(self, client_id: str) -> None:
        super().__init__(
            CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True
        )
        self.inbox: list[Publish] = []
        self.inbox_bytes = 0
        self.on_message = self._keep

    def acknowledge(self, packet_ids: Sequence[int]) -> None:
        """Send one PUBACK for each of ``packet_ids``."""
        for packet_id in packet_ids:
            self.ack(packet_id, 1)

    def take_inbox(self) -> list[Publish]:
        """What came in since the last time."""
        taken, self.inbox, self.inbox_bytes = self.inbox, [], 0
        return taken

    def has_buffered(self) -> bool:
        """Whether bytes were decrypted and not read yet, of which the socket itself tells nothing."""
        opened = self.socket()
        return isinstance(opened, ssl.SSLSocket) and opened.pending() > 0

    def _keep(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError as error:
            topic = readable_topic(error.object)
        self.inbox_bytes += len(message.payload)
        self.inbox.append(Publish(topic, bytes(message.payload), message.mid if message.qos else 0))
