"""One fault a file, in a folder of its kind of equipment; this finds them all.

A module of a fault has ``FAULT``, or ``FAULTS`` where the same fault sits on several kinds.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from model.faults.fault import Assessment, Fault, Waste

__all__ = ["FAULTS", "FAULT_IDS", "Assessment", "Fault", "Waste"]


def _declared(module: ModuleType) -> tuple[Fault, ...]:
    many: tuple[Fault, ...] = getattr(module, "FAULTS", ())
    one: Fault | None = getattr(module, "FAULT", None)
    return many if one is None else (one, *many)


def _all() -> Iterator[Fault]:
    for found in sorted(walk_packages(__path__, f"{__name__}."), key=lambda module: module.name):
        if not found.ispkg:
            yield from _declared(import_module(found.name))


def _by_kind() -> Mapping[str, tuple[Fault, ...]]:
    kinds: dict[str, list[Fault]] = defaultdict(list)
    for fault in _all():
        kinds[fault.kind].append(fault)
    for kind, faults in kinds.items():
        ids = [fault.id for fault in faults]
        if len(set(ids)) < len(ids):
            raise ValueError(f"two faults of {kind} have one id: {min(i for i in ids if ids.count(i) > 1)}")
    return {kind: tuple(faults) for kind, faults in sorted(kinds.items())}


FAULTS: Mapping[str, tuple[Fault, ...]] = _by_kind()
FAULT_IDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(f.id for f in faults) for kind, faults in FAULTS.items()
}
