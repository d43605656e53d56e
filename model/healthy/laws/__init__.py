"""One law a file; this finds them all.

A module of a law has ``LAW``, or ``LAWS``; faults ask ``LAW.expected(frames)``.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from model.healthy.learning.law import Law

__all__ = ["LAWS"]


def _all() -> Iterator[Law]:
    for found in sorted(iter_modules(__path__, f"{__name__}."), key=lambda module: module.name):
        module = import_module(found.name)
        one: Law | None = getattr(module, "LAW", None)
        yield from () if one is None else (one,)
        yield from getattr(module, "LAWS", ())


LAWS: Mapping[str, Law] = {law.id: law for law in _all()}
