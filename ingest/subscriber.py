import contextlib
import os
import random
import select
import socket
import time
from collections.abc import Sequence
from typing import Any

import structlog
from paho.mqtt.client import Client, ConnectFlags
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from ingest.batch_client import make_client
from ingest.reading import Message
from ingest.settings import BrokerSettings

_log = structlog.get_logger("ingest")

# Enough for a large commit; beyond it waits in the broker, however large the messages are.
_ONE_READ = 4096
_ONE_READ_BYTES = 8 * 1024 * 1024
# A connection that lasted this long was a good one; the next wait starts small again.
_GOOD_CONNECTION_S = 5.0
_ONLY_IF_NEW = 1
_FAREWELL_S = 2.0


class Subscriber:
    """The one connection to the broker: messages are asked for, and acknowledged when the caller says so.

    It runs in the caller's thread; ``receive`` does all the work of the connection: it connects, comes back
    after a loss with growing pauses, and keeps the session alive. What was not acknowledged when a connection
    ends is delivered again by the broker on the next.
    """

    def __init__(self, settings: BrokerSettings, subscriptions: Sequence[str]) -> None:
        self._settings = settings
        self._filters = [_shared(settings.share_group, one) for one in subscriptions]
        self._client = make_client(settings.client_id, batch=settings.batch_client)
        self._connection = 0
        self._subscribed = -1
        self._attempts = 0
        self._next_attempt = 0.0
        self._away_since: float | None = time.monotonic()
        self._said = False
        self._connected_at = 0.0
        self._set_up()

    @property
    def connected(self) -> bool:
        """Whether the broker has accepted this end and has not gone since."""
        return self._away_since is None

    @property
    def subscribed(self) -> bool:
        """Whether the broker has taken the subscriptions of this connection."""
        return self.connected and self._subscribed == self._connection

    def receive(self, timeout_s: float) -> list[Message]:
        """What the broker delivered, waiting up to ``timeout_s`` for the first message; maybe nothing."""
        opened = self._client.socket()
        if opened is None and not self._connect(timeout_s):
            return []
        self._work(timeout_s, read=True)
        inbox = self._client.take_inbox()
        arrival_ms = time.time_ns() // 1_000_000
        connection = self._connection
        return [
            Message(topic, payload, packet_id, connection, arrival_ms) for topic, payload, packet_id in inbox
        ]

    def wait(self, timeout_s: float) -> None:
        """Let ``timeout_s`` pass without taking anything from the broker."""
        if self._client.socket() is not None:
            self._work(0.0, read=False)
        time.sleep(timeout_s)

    def acknowledge(self, messages: Sequence[Message]) -> None:
        """Tell the broker that ``messages`` are safe; it delivers those of an earlier connection again."""
        if self._client.socket() is None:
            return
        current = self._connection
        self._client.acknowledge(
            [message.packet_id for message in messages if message.connection == current and message.packet_id]
        )

    def close(self) -> None:
        """Take leave; the broker keeps the session, with what was not acknowledged."""
        self._client.on_disconnect = None
        opened = self._client.socket()
        if opened is None:
            return
        # paho closes its socket with the last byte sent. With bytes unread on our side the broker would get a
        # reset then, and forget the acknowledgements that it has not read yet; so wait for it to hang up.
        with socket.socket(fileno=os.dup(opened.fileno())) as ours:
            self._client.disconnect()
            deadline = time.monotonic() + _FAREWELL_S
            while self._client.socket() is not None and time.monotonic() < deadline:
                self._work(0.1, read=False)
            ours.settimeout(_FAREWELL_S)
            with contextlib.suppress(OSError):
                while ours.recv(65_536) and time.monotonic() < deadline:
                    pass

    def _set_up(self) -> None:
        client, settings = self._client, self._settings
        if settings.username is not None:
            client.username_pw_set(settings.username, settings.password)
        if settings.tls:
            client.tls_set(
                ca_certs=None if settings.ca_file is None else str(settings.ca_file),
                certfile=None if settings.certificate_file is None else str(settings.certificate_file),
                keyfile=None if settings.key_file is None else str(settings.key_file),
            )
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = settings.session_expiry_s
        properties.ReceiveMaximum = settings.receive_maximum
        properties.MaximumPacketSize = settings.largest_packet_bytes
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        client.on_socket_open = _send_at_once
        client.connect_async(
            settings.host, settings.port, settings.keepalive_s, clean_start=False, properties=properties
        )

    def _connect(self, timeout_s: float) -> bool:
        now = time.monotonic()
        if now < self._next_attempt:
            time.sleep(min(timeout_s, self._next_attempt - now))
            return False
        self._connection += 1
        self._client.take_inbox()
        try:
            self._client.reconnect()
        except OSError as error:
            self._lost(str(error))
            return False
        return True

    def _work(self, timeout_s: float, *, read: bool) -> None:
        client = self._client
        if read and client.has_buffered():
            timeout_s = 0.0
        readable, writable = _wait(client.socket(), client.want_write(), timeout_s, read=read)
        readable = readable or (read and client.has_buffered())
        while readable and len(client.inbox) < _ONE_READ and client.inbox_bytes < _ONE_READ_BYTES:
            client.loop_read()
            readable, _ = _wait(client.socket(), False, 0.0, read=True)  # noqa: FBT003
            readable = readable or client.has_buffered()
        if writable:
            client.loop_write()
        client.loop_misc()

    def _on_connect(
        self,
        client: Client,
        _userdata: object,
        flags: ConnectFlags,
        reason: ReasonCode,
        _properties: object,
    ) -> None:
        if reason.is_failure:
            self._lost(f"it refuses this client: {reason}")
            return
        away_s = time.monotonic() - (self._away_since or time.monotonic())
        self._away_since, self._said, self._connected_at = None, False, time.monotonic()
        _log.info(
            "connected to the broker",
            host=self._settings.host,
            port=self._settings.port,
            session="resumed" if flags.session_present else "new",
            after_s=round(away_s, 1),
        )
        # Retained messages come with a new subscription only, not each time the connection does.
        options = SubscribeOptions(qos=1, retainHandling=_ONLY_IF_NEW)
        client.subscribe([(one, options) for one in self._filters])

    def _on_subscribe(
        self,
        _client: Client,
        _userdata: object,
        _packet_id: int,
        reasons: list[ReasonCode],
        _properties: object,
    ) -> None:
        self._subscribed = self._connection
        for one, reason in zip(self._filters, reasons, strict=True):
            if reason.is_failure:
                _log.error("the broker refuses a subscription", filter=one, reason=str(reason))

    def _on_disconnect(
        self, _client: Client, _userdata: object, _flags: object, reason: ReasonCode, _properties: object
    ) -> None:
        self._lost(str(reason))

    def _lost(self, why: str) -> None:
        now = time.monotonic()
        if self._away_since is None:
            self._away_since = now
            if now - self._connected_at >= _GOOD_CONNECTION_S:
                self._attempts = 0
        longest = min(self._settings.longest_wait_s, self._settings.shortest_wait_s * 2**self._attempts)
        self._attempts = min(self._attempts + 1, 30)
        # Many clients that lost the same broker must not come back in step.
        self._next_attempt = now + longest * random.uniform(0.5, 1.0)  # noqa: S311
        if not self._said:
            self._said = True
            _log.warning(
                "the broker is away; trying until it is back",
                host=self._settings.host,
                port=self._settings.port,
                why=why,
            )


def _shared(group: str | None, topic_filter: str) -> str:
    return topic_filter if group is None else f"$share/{group}/{topic_filter}"


def _send_at_once(_client: Client, _userdata: object, opened: Any) -> None:  # noqa: ANN401
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _wait(opened: Any, write: bool, timeout_s: float, *, read: bool) -> tuple[bool, bool]:  # noqa: ANN401, FBT001
    """Whether the socket can be read and written, waiting up to ``timeout_s`` for either."""
    if opened is None:
        return False, False
    poll = select.poll()
    poll.register(opened, (select.POLLIN if read else 0) | (select.POLLOUT if write else 0))
    events = dict(poll.poll(timeout_s * 1000)).get(opened.fileno(), 0)
    broken = select.POLLHUP | select.POLLERR
    return bool(events & (select.POLLIN | broken)), bool(events & select.POLLOUT)
