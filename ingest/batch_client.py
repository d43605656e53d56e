import struct
import time
from collections.abc import Sequence
from typing import Final

import numpy as np
import paho.mqtt
import structlog
from paho.mqtt.enums import MessageType, MQTTErrorCode
from paho.mqtt.exception import MalformedPacket, MQTTException

from ingest.stock_client import Publish, StockClient, readable_topic

_log = structlog.get_logger("ingest")

# The private parts of paho that are used here were read in this version.
PAHO_VERSION: Final = "2.2.0"

_READ_BYTES = 262_144
# Comparing with a member of an enum costs as much as the rest of a packet.
_PUBLISH = int(MessageType.PUBLISH)
_QOS = 0x06
_QOS_2 = 0x04
_MOST_TOPICS = 200_000
# All that paho raises at packets that make no sense.
_UNREADABLE = (MQTTException, struct.error, LookupError, ValueError, AssertionError)


def make_client(client_id: str, *, batch: bool) -> StockClient:
    """The client that was asked for; the stock one with a paho that the other was not written for."""
    if batch and paho.mqtt.__version__ == PAHO_VERSION:
        return BatchClient(client_id)
    if batch:
        _log.warning(
            "reading one packet at a time: the faster way is made for another paho",
            installed=paho.mqtt.__version__,
            wanted=PAHO_VERSION,
        )
    return StockClient(client_id)


class BatchClient(StockClient):
    """Reads whole buffers, cuts the PUBLISH packets out in bulk, and writes all PUBACKs at once.

    Stock paho makes several system calls and some forty Python calls for each packet. Every packet that is
    no plain PUBLISH is handed to paho as it would have read it itself.
    """

    def __init__(self, client_id: str) -> None:
        super().__init__(client_id)
        self._unread = bytearray()
        self._wanted = 0
        self._topics: dict[bytes, str] = {}

    def reconnect(self) -> MQTTErrorCode:
        """Connect again; half a packet of the connection before is forgotten."""
        self._unread, self._wanted = bytearray(), 0
        return super().reconnect()

    def loop_read(self, max_packets: int = 1) -> MQTTErrorCode:  # noqa: ARG002, paho's own ignores it too
        """Take what the socket holds, up to a buffer full, into ``inbox``."""
        if self._sock is None:
            return MQTTErrorCode.MQTT_ERR_NO_CONN
        try:
            data = self._sock_recv(_READ_BYTES)
        except BlockingIOError:
            return MQTTErrorCode.MQTT_ERR_SUCCESS
        except OSError:
            data = b""
        if not data:
            return self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)
        with self._msgtime_mutex:
            self._last_bytes_received = time.monotonic()
        self.inbox_bytes += len(data)
        if self._unread:
            self._unread += data
            if len(self._unread) < self._wanted:
                return MQTTErrorCode.MQTT_ERR_SUCCESS
            data = bytes(self._unread)
        try:
            cut = self._cut(data)
        except _UNREADABLE:
            return self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_PROTOCOL)
        self._unread = bytearray(data[cut:])
        return MQTTErrorCode.MQTT_ERR_SUCCESS

    def acknowledge(self, packet_ids: Sequence[int]) -> None:
        """Send one PUBACK for each of ``packet_ids``, all in one write."""
        if not packet_ids:
            return
        identifiers = np.array(packet_ids, dtype=np.uint16)
        packets = np.empty((len(identifiers), 4), dtype=np.uint8)
        packets[:, 0] = MessageType.PUBACK
        packets[:, 1] = 2
        packets[:, 2] = identifiers >> 8
        packets[:, 3] = identifiers & 0xFF
        self._packet_queue(MessageType.PUBACK, packets.tobytes(), 0, 0)

    def _cut(self, data: bytes) -> int:
        """Take the whole packets at the start of ``data``; the number of bytes that they were."""
        at, end = 0, len(data)
        while at < end:
            try:
                length, body = _number(data, at + 1)
            except IndexError:
                break
            after = body + length
            if after > end:
                self._wanted = after - at
                return at
            header = data[at]
            if header & 0xF0 != _PUBLISH or not self._publish(data, header & _QOS, body, after):
                result = self._hand_over(header, data[body:after])
                if result != MQTTErrorCode.MQTT_ERR_SUCCESS:
                    self._loop_rc_handle(result)
                if self._sock is None:
                    return end
            at = after
        self._wanted = 0
        return at

    def _publish(self, data: bytes, qos: int, body: int, after: int) -> bool:
        """Put the PUBLISH from ``body`` to ``after`` into ``inbox``; False for one out of the ordinary."""
        start = body + 2
        named = start + (data[body] << 8 | data[body + 1])
        if named == start or qos >= _QOS_2:
            return False
        packet_id, payload = 0, named
        if qos:
            packet_id = data[named] << 8 | data[named + 1]
            payload += 2
        # Properties nearly never come, and what they say (type, expiry, …) changes nothing here.
        size = data[payload]
        if size:
            size, payload = _number(data, payload)
            payload += size
        else:
            payload += 1
        if payload > after:
            raise MalformedPacket
        self.inbox.append(Publish(self._topic(data[start:named]), data[payload:after], packet_id))
        return True

    def _topic(self, name: bytes) -> str:
        topic = self._topics.get(name)
        if topic is None:
            if len(self._topics) >= _MOST_TOPICS:
                self._topics.clear()
            topic = self._topics[name] = readable_topic(name)
        return topic

    def _hand_over(self, command: int, packet: bytes) -> MQTTErrorCode:
        self._in_packet = {
            "command": command,
            "have_remaining": 1,
            "remaining_count": [],
            "remaining_mult": 1,
            "remaining_length": len(packet),
            "packet": bytearray(packet),
            "to_process": 0,
            "pos": 0,
        }
        return self._packet_handle()


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable length at ``at`` and where it ends. Raises IndexError if it is not all there."""
    number, shift = 0, 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return number, at
        shift += 7
        if shift > 21:
            raise MalformedPacket
