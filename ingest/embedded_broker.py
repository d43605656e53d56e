import signal
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from iotcore import Broker

# rumqttd keeps what a subscriber has not taken in memory, the newest 8 segments of each subscription.
_CONFIGURATION = """\
id = 0

[router]
id = 0
max_connections = {connections}
max_outgoing_packet_count = 200
max_segment_size = 16777216
max_segment_count = 8

[v5.1]
name = "mqtt"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1

[v5.1.connections]
connection_timeout_ms = 60000
max_payload_size = {largest_payload_bytes}
max_inflight_count = 100
dynamic_filters = true
"""


class BrokerError(Exception):
    """The embedded broker did not start; the message says why and what to do."""


class EmbeddedBroker:
    """An MQTT broker for one machine, so that none need be installed: MQTT 5, on the loopback alone.

    It runs in a process of its own, ends with this one, and keeps sessions in memory: what is in it when it
    ends is gone. Clients must speak MQTT 5 and a keepalive above 0; it hands out 100 messages before it wants
    the first acknowledged.
    """

    def __init__(
        self, port: int = 1883, *, connections: int = 1000, largest_payload_bytes: int = 32 * 1024 * 1024
    ) -> None:
        self.port = port
        self._configuration = _CONFIGURATION.format(
            port=port, connections=connections, largest_payload_bytes=largest_payload_bytes
        )
        self._broker: Broker | None = None

    @property
    def running(self) -> bool:
        """Whether its process is alive."""
        return self._broker is not None and bool(self._broker.is_running)

    def start(self) -> None:
        """Start it and return when it accepts connections. Raises BrokerError."""
        if self.running:
            return
        with tempfile.TemporaryDirectory(prefix="plantroom-broker-") as folder:
            path = Path(folder) / "rumqttd.toml"
            path.write_text(self._configuration)
            try:
                broker = Broker(config_path=str(path))
                # Its process shares our terminal; Ctrl-C there is for us, who stop it in good order.
                before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
                try:
                    broker.start()
                finally:
                    signal.pthread_sigmask(signal.SIG_SETMASK, before)
            except OSError as error:
                raise BrokerError(
                    f"cannot have port {self.port} on 127.0.0.1 ({error}); choose another, or end who has it"
                ) from error
            except RuntimeError as error:
                raise BrokerError(f"the embedded broker did not start: {error}") from error
        self._broker = broker

    def stop(self) -> None:
        """Stop it; harmless when it does not run."""
        if self._broker is not None:
            self._broker.stop()
            self._broker = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
