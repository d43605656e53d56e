"""The supervisor: a part that dies is started again, and none outlives the command."""

import os
import signal
from pathlib import Path

import pytest

from plantroom.settings import Settings
from plantroom.supervisor import Supervisor, parts_to_run
from tests.conftest import answers, free_port, wait_until
from tests.plantroom.conftest import plantroom_environment
from tests.plantroom.processes import Started, alive, children, whole_family


def test_up_runs_a_broker_only_where_there_is_none() -> None:
    assert parts_to_run(Settings()) == [("broker",), ("ingest",), ("rounds",), ("serve",)]
    assert ("broker",) not in parts_to_run(Settings(embedded_broker=False))


def test_a_part_that_dies_is_started_again_and_one_that_is_well_is_left_alone(tmp_path: Path) -> None:
    port = free_port()
    variables = plantroom_environment(tmp_path, PLANTROOM_BROKER__PORT=str(port))
    # Earlier tests of this process may have children that stay, such as a server that forks for simulations.
    before = {*whole_family(os.getpid())}
    with Supervisor([("broker",), ("rounds",)], variables, tmp_path / "log") as supervisor:
        wait_until(lambda: answers(port), "the broker answers", timeout_s=60)
        first = {*children(os.getpid())} - before
        [broker] = [child for child in first if b"broker" in Path(f"/proc/{child}/cmdline").read_bytes()]
        its_own = children(broker)
        os.kill(broker, signal.SIGKILL)
        wait_until(
            lambda: supervisor.watch() or not any(alive(one) for one in (broker, *its_own)), "it is dead"
        )
        wait_until(lambda: supervisor.watch() or answers(port), "a new one answers", timeout_s=60)
        second = {*children(os.getpid())} - before
        assert len(second) == len(first)
        assert first - second == {broker}
        family = {*whole_family(os.getpid())} - before
    assert not any(alive(one) for one in family)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_up_serves_until_it_is_asked_to_end_and_leaves_nothing_behind(
    start: Started, tmp_path: Path, ending: signal.Signals
) -> None:
    broker, api = free_port(), free_port()
    up = start("up", PLANTROOM_BROKER__PORT=str(broker), PLANTROOM_API__PORT=str(api))
    wait_until(lambda: answers(broker) and answers(api), "broker and API answer", timeout_s=60)
    assert len(children(up.pid)) == 4
    parts = whole_family(up.pid)
    up.send_signal(ending)
    assert up.wait(30) == 0, (tmp_path / "said").read_text()
    assert not any(alive(part) for part in parts)
    assert not answers(broker)
    assert not answers(api)
    assert b"Traceback" not in (tmp_path / "said").read_bytes()


def test_up_listens_on_loopback_only(start: Started, tmp_path: Path) -> None:
    broker, api = free_port(), free_port()
    up = start("up", PLANTROOM_BROKER__PORT=str(broker), PLANTROOM_API__PORT=str(api))
    wait_until(lambda: answers(broker) and answers(api), "broker and API answer", timeout_s=60)
    listening = Path(f"/proc/{up.pid}/net/tcp").read_text() + Path(f"/proc/{up.pid}/net/tcp6").read_text()
    for port in (broker, api):
        places = {
            row.split()[1] for row in listening.splitlines() if f":{port:04X} " in row and " 0A " in row
        }
        assert places == {f"0100007F:{port:04X}"}, "127.0.0.1 and no other"


@pytest.mark.slow
def test_parts_end_even_when_the_supervisor_is_killed(start: Started) -> None:
    broker, api = free_port(), free_port()
    up = start("up", PLANTROOM_BROKER__PORT=str(broker), PLANTROOM_API__PORT=str(api))
    wait_until(lambda: answers(broker) and answers(api), "broker and API answer", timeout_s=60)
    parts = whole_family(up.pid)
    up.kill()
    wait_until(lambda: not any(alive(part) for part in parts), "every part has ended", timeout_s=30)
