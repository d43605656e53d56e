"""What is broken: the kinds of ``faults.yaml``, and single faults with their times."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

UNHEALED = 2**62


class UnknownFaultError(ValueError):
    """A fault of a kind that ``faults.yaml`` does not have, or on equipment that cannot have it."""


@dataclass(frozen=True, slots=True)
class FaultKind:
    """An entry of ``faults.yaml``."""

    id: str
    on: str
    effect: str
    at_none: float
    at_full: float
    weight: float
    sensors: tuple[str, ...]
    mended_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing broken from ``onset_ms`` until ``healed_ms`` (UTC).

    ``severity`` 0..1 gives the size of the effect by the kind, unless ``value`` (a position 0..1, a share,
    kelvin) is given. ``sensor`` is the role of the reading that it befalls, for kinds that need one.
    """

    id: str
    kind: str
    building: str
    equipment: str
    severity: float
    onset_ms: int
    healed_ms: int = UNHEALED
    value: float | None = None
    sensor: str | None = None

    @property
    def size(self) -> float:
        """The effect's value: ``value``, or what ``severity`` makes of the kind."""
        kind = fault_kind(self.kind)
        return (
            kind.at_none + self.severity * (kind.at_full - kind.at_none) if self.value is None else self.value
        )

    def active(self, time_ms: int) -> bool:
        return self.onset_ms <= time_ms < self.healed_ms


@cache
def fault_kinds() -> Mapping[str, FaultKind]:
    """All kinds by their id."""
    document: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text())
    return {
        name: FaultKind(
            id=name,
            on=entry["equipment"],
            effect=entry["effect"],
            at_none=float(entry["from"]),
            at_full=float(entry["to"]),
            weight=float(entry["weight"]),
            sensors=tuple(entry.get("sensors", ())),
            mended_by=frozenset([name, *entry["mended_by"]]),
        )
        for name, entry in document.items()
    }


def fault_kind(name: str) -> FaultKind:
    """The kind ``name``; UnknownFaultError names what there is."""
    try:
        return fault_kinds()[name]
    except KeyError:
        known = ", ".join(sorted(fault_kinds()))
        raise UnknownFaultError(f"no kind of fault {name!r} in faults.yaml; there are {known}") from None
