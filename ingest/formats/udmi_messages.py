"""The messages of UDMI 1.5 that carry no readings, checked as far as their schemas would refuse them."""

# ruff: noqa: D101, the names are those of the schemas

from datetime import datetime
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

# Devices of before 1.0 say 1 where today's say "1.5.7"; UDMI's own tools still take them in.
Version: TypeAlias = str | Annotated[int, Meta(ge=1, le=1)]
Name = Annotated[str, Meta(pattern="^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
DeviceId = Annotated[str, Meta(pattern="^[A-Z]{2,6}-[1-9][0-9]*$")]
SiteName = Annotated[str, Meta(pattern="^[A-Z]{2}-[A-Z]{3,4}-[A-Z0-9]{2,9}$")]
Category = Annotated[str, Meta(pattern=r"^[a-z]+(\.[a-z]+(_[a-z]+)*)+$")]
Level = Annotated[int, Meta(ge=100, le=800)]


class UdmiMessage(Struct):
    """What every message says of itself."""

    version: Version
    timestamp: datetime


class Entry(Struct, forbid_unknown_fields=True):
    """A line of a log, or a status."""

    message: str
    category: Category
    timestamp: datetime
    level: Level
    detail: str | None = None


class SystemEvents(UdmiMessage):
    logentries: list[Entry] = []
    metrics: dict[str, float] = {}


class PointsetDifference(Struct, forbid_unknown_fields=True):
    missing: list[str] = []
    extra: list[str] = []


class ValidationEvents(UdmiMessage, kw_only=True):
    sub_folder: str
    sub_type: str
    errors: list[Entry]
    status: Entry | None = None
    pointset: PointsetDifference | None = None


class Address(Struct, forbid_unknown_fields=True):
    addr: str | None = None
    ref: str | None = None


class Hardware(Struct, forbid_unknown_fields=True):
    make: str
    model: str
    sku: str | None = None
    rev: str | None = None


class DiscoveredSystem(Struct, forbid_unknown_fields=True):
    name: str | None = None
    serial_no: str | None = None
    ancillary: dict[str, Any] | None = None
    hardware: Hardware | None = None


class DiscoveredPoint(Struct):
    status: Entry | None = None


class DiscoveryEvents(Struct, forbid_unknown_fields=True):
    """What a scan found; nothing in it is required, not even version and timestamp."""

    version: str | None = None
    timestamp: datetime | None = None
    generation: datetime | None = None
    status: Entry | None = None
    family: str | None = None
    addr: str | None = None
    network: str | None = None
    event_no: int | None = None
    families: dict[Name, Address] = {}
    registries: dict[DeviceId, Any] = {}
    devices: dict[DeviceId, Any] = {}
    points: dict[Name, Any] = {}
    refs: dict[str, DiscoveredPoint] = {}
    features: dict[str, Any] = {}
    cloud_model: dict[str, Any] | None = None
    system: DiscoveredSystem | None = None


class StateSystem(Struct, forbid_unknown_fields=True):
    serial_no: str
    last_config: datetime
    hardware: Hardware
    software: dict[str, str]
    operation: dict[str, Any]
    timestamp: datetime | None = None
    version: str | None = None
    params: dict[str, str] = {}
    status: Entry | None = None
    upgraded_from: str | None = None


class StateDiscovery(Struct):
    families: dict[Name, Any] = {}


class StatePoint(Struct):
    status: Entry | None = None


class StatePointset(Struct):
    points: dict[Name, StatePoint] = {}


class State(UdmiMessage, kw_only=True, forbid_unknown_fields=True):
    system: StateSystem
    upgraded_from: str | None = None
    gateway: dict[str, Any] | None = None
    discovery: StateDiscovery | None = None
    localnet: dict[str, Any] | None = None
    blobset: dict[str, Any] | None = None
    alarmset: dict[str, Any] | None = None
    pointset: StatePointset | None = None


class FirstStateSystem(Struct, forbid_unknown_fields=True):
    serial_no: str
    make_model: str
    firmware: dict[str, str]
    last_config: datetime | None = None
    operational: bool | None = None
    status: Entry | None = None


class FirstState(UdmiMessage, kw_only=True):
    """A device's state as version 1 had it."""

    system: FirstStateSystem
    gateway: None = None
    pointset: StatePointset | None = None


class Location(Struct):
    site: SiteName | None = None


class MetadataSystem(Struct):
    location: Location | None = None


class MetadataGateway(Struct, forbid_unknown_fields=True):
    gateway_id: DeviceId | None = None
    target: dict[str, Any] | None = None
    proxy_ids: list[DeviceId] = []


class MetadataPointset(Struct):
    points: Annotated[dict[str, Any], Meta(max_length=150)]


class Metadata(UdmiMessage, kw_only=True):
    system: MetadataSystem
    gateway: MetadataGateway | None = None
    pointset: MetadataPointset | None = None


_MESSAGES: dict[tuple[str, str | None], type[UdmiMessage] | type[DiscoveryEvents]] = {
    ("events", "system"): SystemEvents,
    ("events", "discovery"): DiscoveryEvents,
    ("events", "validation"): ValidationEvents,
    ("state", None): State,
    ("metadata", None): Metadata,
}


def schema_of(kind: str, folder: str | None, version: object) -> type[UdmiMessage] | type[DiscoveryEvents]:
    """What a message of ``kind`` (events, state, metadata) and ``folder`` must be, at its own ``version``."""
    schema = _MESSAGES.get((kind, folder), UdmiMessage)
    return FirstState if schema is State and version == 1 else schema
