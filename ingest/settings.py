import math
from dataclasses import dataclass
from pathlib import Path


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        up_to = "" if most == math.inf else f" to {most:.0f}"
        raise ValueError(f"{name} must be {least:.0f}{up_to or ' or more'}, is {value:g}")


def _above_zero(settings: object, *names: str) -> None:
    for name in names:
        value = getattr(settings, name)
        if not value > 0:
            raise ValueError(f"{name} must be above 0, is {value:g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerSettings:
    """How to reach the MQTT broker.

    ``client_id`` names the session that the broker keeps while this end is away, for ``session_expiry_s``;
    two processes must not share it. With ``share_group`` several of them share the work: the broker gives
    each message to one. ``receive_maximum`` is how many messages the broker may hand out before the first is
    acknowledged. ``batch_client`` reads and acknowledges in bulk; without it every packet costs several
    system calls, which is slower and simpler. ``…_wait_s`` bound the wait between two attempts to connect.
    """

    host: str = "127.0.0.1"
    port: int = 1883
    client_id: str = "plantroom-ingest"
    username: str | None = None
    password: str | None = None
    tls: bool = False
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    keepalive_s: int = 60
    session_expiry_s: int = 7 * 86_400
    receive_maximum: int = 4000
    largest_packet_bytes: int = 64 * 1024 * 1024
    share_group: str | None = None
    batch_client: bool = True
    shortest_wait_s: float = 0.5
    longest_wait_s: float = 60.0

    def __post_init__(self) -> None:
        """Raise ValueError for a number that no broker takes."""
        _within("port", self.port, 1, 65_535)
        _within("keepalive_s", self.keepalive_s, 1, 65_535)
        _within("session_expiry_s", self.session_expiry_s, 0, 0xFFFFFFFF)
        _within("receive_maximum", self.receive_maximum, 1, 65_535)
        _within("largest_packet_bytes", self.largest_packet_bytes, 1, 0xFFFFFFFF)
        _above_zero(self, "shortest_wait_s", "longest_wait_s")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """What is taken in.

    A payload above ``largest_payload_bytes``, a reading more than ``future_ms`` ahead of its arrival, and a
    new source beyond ``most_unknown_points`` become dead letters, of which the newest ``dead_letters_kept``
    stay.
    ``udmi_building`` is the building of UDMI topics that name none (``/devices/…``).
    """

    largest_payload_bytes: int = 1024 * 1024
    future_ms: int = 600_000
    most_unknown_points: int = 50_000
    dead_letters_kept: int = 100_000
    udmi_building: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a limit that would refuse everything."""
        _above_zero(self, "largest_payload_bytes", "dead_letters_kept")
        _within("future_ms", self.future_ms, 0, math.inf)
        _within("most_unknown_points", self.most_unknown_points, 0, math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """When what was gathered is committed: at ``messages`` or ``size_bytes``, or after ``linger_ms``.

    While the store takes no writes up to ``held_messages`` and ``held_bytes`` wait in memory; then nothing
    more is read from the broker. The store is asked again after ``shortest_wait_s``, twice as long each time,
    up to ``longest_wait_s``.
    """

    messages: int = 2000
    size_bytes: int = 16 * 1024 * 1024
    linger_ms: int = 50
    held_messages: int = 20_000
    held_bytes: int = 64 * 1024 * 1024
    shortest_wait_s: float = 0.2
    longest_wait_s: float = 10.0

    def __post_init__(self) -> None:
        """Raise ValueError for a size or a wait of nothing."""
        _above_zero(self, "messages", "size_bytes", "held_messages", "held_bytes")
        _above_zero(self, "shortest_wait_s", "longest_wait_s")
        _within("linger_ms", self.linger_ms, 0, math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """All settings of the ingest."""

    broker: BrokerSettings = BrokerSettings()
    intake: IntakeSettings = IntakeSettings()
    batch: BatchSettings = BatchSettings()
