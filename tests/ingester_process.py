"""An ingester as a process of its own, to be killed: python -m tests.ingester_process PORT STORE [COMMITS].

With COMMITS it kills itself at the worst moment: so many commits are on the disk, the last unacknowledged.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from ingest import BatchSettings, BrokerSettings, Ingester, IngestSettings
from ingest.reading import Message
from ingest.writer import Writer
from store.database import open_database

write = Writer.write


def main(port: str, store: str, commits: str = "0") -> None:
    left = int(commits)

    def write_and_die(self: Writer, messages: Sequence[Message]) -> None:
        nonlocal left
        write(self, messages)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    Writer.write = write_and_die  # type: ignore[method-assign]
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    broker = BrokerSettings(port=int(port), shortest_wait_s=0.05, receive_maximum=100)
    settings = IngestSettings(broker=broker, batch=BatchSettings(messages=100))
    with open_database(Path(store)) as database:
        Ingester(settings, database).run(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
