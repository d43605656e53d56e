"""An ingester as a process of its own, to be killed: python -m tests.ingester_process PORT STORE [WHEN].

With WHEN it kills itself at one of the two worst moments: "before" its first commit, or right "after" it.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from ingest import BrokerSettings, Ingester, IngestSettings
from ingest.reading import Message
from ingest.writer import Writer
from store.database import open_database

write = Writer.write


def main(port: str, store: str, when: str = "never") -> None:
    def write_and_die(self: Writer, messages: Sequence[Message]) -> None:
        if when == "after":
            write(self, messages)
        os.kill(os.getpid(), signal.SIGKILL)

    if when != "never":
        Writer.write = write_and_die  # type: ignore[method-assign]
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    settings = IngestSettings(broker=BrokerSettings(port=int(port), shortest_wait_s=0.05))
    with open_database(Path(store)) as database:
        Ingester(settings, database).run(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
