"""One connection to a broker, from CONNECT to its end, worked by whoever calls it."""

import contextlib
import select
import socket
import ssl
import time
from dataclasses import dataclass

from paho.mqtt.packettypes import PacketTypes

from simulator.publishing import packets

_OPEN_S = 5.0
_READ_BYTES = 262_144
# Linux alone has it.
_QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class ConnectionLostError(OSError):
    """There is no connection, or no longer; the message says why, and another try may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAddress:
    """Where and as whom to publish; ``certificates``: authorities trusted for TLS, None: no TLS."""

    host: str = "127.0.0.1"
    port: int = 1883
    username: str | None = None
    password: str | None = None
    certificates: str | None = None

    def tls(self) -> ssl.SSLContext | None:
        """What TLS needs; OSError when the certificates cannot be read."""
        return None if self.certificates is None else ssl.create_default_context(cafile=self.certificates)


class Connection:
    """A socket on which CONNECT was said. Nothing here waits but the opening and ``exchange``.

    ``welcome`` is None until the broker has let us in.
    """

    def __init__(
        self, address: BrokerAddress, tls: ssl.SSLContext | None, *, client_id: str, keepalive_s: int
    ) -> None:
        """Raises ConnectionLostError when nobody answers within 5 s."""
        self.welcome: packets.Welcome | None = None
        self.opened_s = time.monotonic()
        self._keepalive_s = keepalive_s
        self._pinged_s = self.opened_s
        self._unanswered_s: float | None = self.opened_s
        self._unread = b""
        self._unsent = bytearray()
        try:
            opened = socket.create_connection((address.host, address.port), timeout=_OPEN_S)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                opened = tls.wrap_socket(opened, server_hostname=address.host)
        except OSError as error:
            raise ConnectionLostError(str(error)) from error
        opened.settimeout(0)
        self._socket = opened
        self.send(packets.connect(client_id, address.username, address.password, keepalive_s))

    @property
    def busy(self) -> bool:
        """Whether the broker has yet to take something that was said before."""
        return bool(self._unsent)

    def send(self, data: bytes) -> None:
        """Say ``data`` now, as far as the broker takes it, and the rest with the next ``exchange``."""
        self._unsent += data
        self._write()

    def exchange(self, timeout_s: float) -> list[tuple[int, int]]:
        """Hear and speak, waiting up to ``timeout_s`` for something: packet id and reason acknowledged.

        Raises ConnectionLostError.
        """
        self._keep_alive()
        poll = select.poll()
        poll.register(self._socket, select.POLLIN | (select.POLLOUT if self._unsent else 0))
        held = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending() > 0
        events = poll.poll(0 if held else timeout_s * 1000)
        if self._unsent:
            self._write()
        if held or any(event & ~select.POLLOUT for _, event in events):
            return self._read()
        if self._unanswered_s is not None and time.monotonic() - self._unanswered_s > self._keepalive_s:
            raise ConnectionLostError(f"no sign of life for {self._keepalive_s} s")
        return []

    def close(self) -> None:
        """Take leave, if the broker listens, and hang up."""
        with contextlib.suppress(OSError):
            self.send(packets.GOOD_BYE)
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()

    def _keep_alive(self) -> None:
        now = time.monotonic()
        if now - self._pinged_s >= self._keepalive_s / 2:
            self._pinged_s = now
            if self._unanswered_s is None:
                self._unanswered_s = now
            self.send(packets.PING)

    def _write(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError as error:
            raise ConnectionLostError(str(error)) from error

    def _read(self) -> list[tuple[int, int]]:
        try:
            data = self._socket.recv(_READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return []
        except OSError as error:
            raise ConnectionLostError(str(error)) from error
        if not data:
            raise ConnectionLostError("it hung up")
        self._unanswered_s = None
        self._acknowledge_at_once()
        try:
            return self._understand(self._unread + data)
        except packets.BadPacketError as error:
            raise ConnectionLostError(f"what it says is no MQTT 5: {error}") from error

    def _acknowledge_at_once(self) -> None:
        # A broker that writes acknowledgements one by one, as Mosquitto does, holds back the second until our
        # kernel has acknowledged the first, and that waits 40 ms unless told not to, after each read again.
        if _QUICK_ACK is not None:
            self._socket.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)

    def _understand(self, data: bytes) -> list[tuple[int, int]]:
        found, end = packets.cut(data)
        self._unread = data[end:]
        heard = []
        for kind, body in found:
            if kind == packets.PUBACK:
                heard.append(packets.acknowledged(body))
            elif kind == packets.CONNACK:
                self._let_in(packets.welcome(body))
            elif kind == packets.DISCONNECT:
                reason = packets.reason_text(PacketTypes.DISCONNECT, body[0] if body else 0)
                raise ConnectionLostError(f"it disconnected us: {reason}")
        return heard

    def _let_in(self, welcome: packets.Welcome) -> None:
        if welcome.refusal is not None:
            raise ConnectionLostError(f"it refused us: {welcome.refusal}")
        self.welcome = welcome
        if welcome.keepalive_s:
            self._keepalive_s = welcome.keepalive_s
