"""Publishes at QoS 1 and answers for each message until the broker has acknowledged it."""

import itertools
import threading
import time
from types import TracebackType
from typing import Self

import structlog
from paho.mqtt.packettypes import PacketTypes

from simulator.published import Published
from simulator.publishing import packets
from simulator.publishing.connection import BrokerAddress, Connection, ConnectionLostError
from simulator.publishing.packets import Message
from simulator.publishing.pointset import Pointsets

_log = structlog.get_logger(__name__)
_SLICE_S = 0.2
_MOST_AT_ONCE = 512
_FAREWELL_S = 1.0
# A connection that lasted this long was a good one; the next wait starts small again.
_GOOD_CONNECTION_S = 5.0


class Publisher:
    """A connection to a broker with at most ``in_flight`` messages not yet acknowledged.

    It works in the thread of the caller: in ``publish``, ``drain`` and ``wait``, of which one must be called
    every ``keepalive_s`` or the broker hangs up. A broker that is away is tried again, after
    ``shortest_wait_s`` at first and ``longest_wait_s`` in the end; what it had not acknowledged is sent to it
    again, so a message may come twice and none is lost. ``acknowledged`` and ``refused`` count messages.
    Use it as a context manager.
    """

    def __init__(
        self,
        address: BrokerAddress,
        *,
        client_id: str,
        in_flight: int = 1000,
        keepalive_s: int = 60,
        shortest_wait_s: float = 1.0,
        longest_wait_s: float = 30.0,
    ) -> None:
        """OSError when the certificates of ``address`` cannot be read."""
        if not 1 <= in_flight <= packets.LARGEST_ID:
            raise ValueError(f"in_flight is {in_flight}: give 1 to {packets.LARGEST_ID}")
        self._address, self._tls = address, address.tls()
        self._client_id, self._keepalive_s = client_id, keepalive_s
        self._in_flight = self._window = in_flight
        self._shortest_wait_s, self._longest_wait_s = shortest_wait_s, longest_wait_s
        self._wait_s, self._next_attempt_s = shortest_wait_s, 0.0
        self._connection: Connection | None = None
        self._accepted = False
        self._told = False
        self._reasons: set[int] = set()
        self._last_id = 0
        self._pointsets = Pointsets()
        self._unacknowledged: dict[int, Message] = {}
        self._again: list[Message] = []
        self.acknowledged = 0
        self.refused = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What is on its way shall arrive, unless the broker takes its time.
        end, never = time.monotonic() + _FAREWELL_S, threading.Event()
        while self._accepted and self.unacknowledged and (left_s := end - time.monotonic()) > 0:
            self._work(min(left_s, _SLICE_S), never)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        left = self.unacknowledged
        if left:
            _log.warning("ended before the broker acknowledged everything", messages=left)

    @property
    def unacknowledged(self) -> int:
        """Messages handed over that the broker has not acknowledged."""
        return len(self._unacknowledged) + len(self._again)

    def publish(self, published: Published, stop: threading.Event) -> int:
        """Send all messages, waiting whenever too many are in flight; gives up soon after ``stop`` is set.

        Returns how many were handed over.
        """
        count = 0
        for messages in self._pointsets.messages(published):
            start = 0
            while start < len(messages):
                room = self._wait_for_room(stop)
                if not room:
                    return count
                taken = messages[start : start + room]
                self._send(taken)
                start += len(taken)
                count += len(taken)
        return count

    def drain(self, stop: threading.Event) -> bool:
        """Wait until the broker has acknowledged everything; False when ``stop`` was set before."""
        while self.unacknowledged:
            if stop.is_set():
                return False
            self._work(_SLICE_S, stop)
        return True

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Let ``seconds`` pass, or less when ``stop`` is set, and keep the connection alive."""
        end = time.monotonic() + seconds
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            self._work(min(left, _SLICE_S), stop)

    def _wait_for_room(self, stop: threading.Event) -> int:
        """How many messages may be sent now; 0 when ``stop`` was set."""
        while not stop.is_set():
            ready = self._accepted and not self._again
            if ready and self._connection is not None and not self._connection.busy:
                room = self._window - len(self._unacknowledged)
                # With half a window at a time a system call is shared by many messages.
                if room >= (self._window + 1) // 2:
                    return min(room, _MOST_AT_ONCE)
            self._work(_SLICE_S, stop)
        return 0

    def _work(self, timeout_s: float, stop: threading.Event) -> None:
        """Connect if need be, hear what the broker says, and send again what a lost connection left."""
        if self._connection is None and not self._connect(timeout_s, stop):
            return
        assert self._connection is not None  # noqa: S101
        try:
            for packet_id, reason in self._connection.exchange(timeout_s):
                self._hear(packet_id, reason)
            if self._connection.welcome is not None and not self._accepted:
                self._begin(self._connection.welcome)
            room = min(self._window - len(self._unacknowledged), _MOST_AT_ONCE)
            if self._accepted and self._again and room > 0 and not self._connection.busy:
                taken, self._again = self._again[:room], self._again[room:]
                self._send(taken)
        except ConnectionLostError as error:
            self._lose(error)

    def _send(self, messages: list[Message]) -> None:
        assert self._connection is not None  # noqa: S101
        limit = self._connection.welcome.largest_packet if self._connection.welcome else None
        if limit is not None and any(packets.size(message) > limit for message in messages):
            messages = self._leave_out(messages, limit)
        packet_ids = self._new_ids(len(messages))
        self._unacknowledged.update(zip(packet_ids, messages, strict=True))
        try:
            self._connection.send(packets.publishes(messages, packet_ids))
        except ConnectionLostError as error:
            self._lose(error)

    def _new_ids(self, count: int) -> list[int]:
        circle = itertools.chain(
            range(self._last_id + 1, packets.LARGEST_ID + 1), range(1, packets.LARGEST_ID + 1)
        )
        free = (packet_id for packet_id in circle if packet_id not in self._unacknowledged)
        packet_ids = list(itertools.islice(free, count))
        self._last_id = packet_ids[-1] if packet_ids else self._last_id
        return packet_ids

    def _leave_out(self, messages: list[Message], limit: int) -> list[Message]:
        small = [message for message in messages if packets.size(message) <= limit]
        self.refused += len(messages) - len(small)
        _log.error(
            "messages are larger than the broker takes", messages=len(messages) - len(small), most=limit
        )
        return small

    def _hear(self, packet_id: int, reason: int) -> None:
        if self._unacknowledged.pop(packet_id, None) is None:
            return
        if reason < packets.LEAST_FAILURE:
            self.acknowledged += 1
            return
        self.refused += 1
        if reason not in self._reasons:
            self._reasons.add(reason)
            said = packets.reason_text(PacketTypes.PUBACK, reason)
            _log.error("the broker refuses messages", reason=said, host=self._address.host)

    def _connect(self, timeout_s: float, stop: threading.Event) -> bool:
        left = self._next_attempt_s - time.monotonic()
        if left > 0:
            stop.wait(min(timeout_s, left))
            return False
        try:
            self._connection = Connection(
                self._address, self._tls, client_id=self._client_id, keepalive_s=self._keepalive_s
            )
        except ConnectionLostError as error:
            self._lose(error)
        return self._connection is not None

    def _begin(self, welcome: packets.Welcome) -> None:
        self._accepted, self._told = True, False
        self._window = min(self._in_flight, welcome.receive_maximum)
        self._reasons.clear()
        _log.info("publishing", host=self._address.host, port=self._address.port, in_flight=self._window)

    def _lose(self, why: ConnectionLostError) -> None:
        if self._connection is not None:
            if time.monotonic() - self._connection.opened_s >= _GOOD_CONNECTION_S:
                self._wait_s = self._shortest_wait_s
            self._connection.close()
        self._connection, self._accepted = None, False
        self._again = [*self._unacknowledged.values(), *self._again]
        self._unacknowledged.clear()
        self._next_attempt_s = time.monotonic() + self._wait_s
        self._wait_s = min(self._wait_s * 2, self._longest_wait_s)
        # Once per outage: retries would fill the log.
        if not self._told:
            self._told = True
            where = {"host": self._address.host, "port": self._address.port}
            _log.warning("no broker; trying again until there is one", why=str(why), **where)
