"""Processes that a test starts, and what becomes of them."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

Started = Callable[..., subprocess.Popen[bytes]]


def children(of: int) -> list[int]:
    """Processes whose parent is ``of``."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == of and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def whole_family(of: int) -> list[int]:
    """The children of a process, and theirs."""
    return [one for child in children(of) for one in (child, *whole_family(child))]


def alive(process: int) -> bool:
    """Whether it runs still, or waits for its parent to hear that it ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
