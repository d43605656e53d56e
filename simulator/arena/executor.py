"""Where bouts run: in this process, on processes of this machine, or on a Dask cluster; one interface."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
INSTALL = "python -m pip install 'plantroom[arena]'"


class ArenaError(Exception):
    """The arena cannot run or report; the message says why, and what to do."""


class Here(Executor):
    """Runs what is submitted at once, in this process."""

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """A future that is done already."""
        future: Future[_Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # whoever asks for the result gets it
            future.set_exception(error)
        return future


@contextmanager
def open_executor(processes: int, dask: str | None = None) -> Iterator[Executor]:
    """An executor for a run; ``dask`` is the address of a scheduler ("tcp://127.0.0.1:8786").

    Raises ArenaError when Dask is not installed or does not answer.
    """
    if dask is not None:
        with _cluster(dask) as cluster:
            yield cluster
    elif processes == 1:
        yield Here()
    else:
        # Forking a process that has threads, as one with a live display has, is not safe.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            try:
                yield pool
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArenaError(f"runs on Dask need the package distributed: {INSTALL}") from error
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ArenaError(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        # Two bouts that look alike are two bouts: nothing is taken from a cache.
        yield client.get_executor(pure=False)
    finally:
        client.close()
