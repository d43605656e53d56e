"""A portfolio of many buildings, spread over processes; the same to the byte on any number of them."""

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from model.site.graph import Manager, Site
from simulator.buildings.plan import Plan
from simulator.buildings.sites import sites_of
from simulator.face import LivingPortfolio
from simulator.faults import Fault, UnknownFaultError
from simulator.published import DeviceFrame, Published
from simulator.record import Times

Build = Callable[[Sequence[Plan]], LivingPortfolio]
Result = TypeVar("Result")
Header = tuple[tuple[str, str, tuple[str, ...]], ...]


class FleetLostError(RuntimeError):
    """A process that buildings live in has ended, and they with it; the run has to begin anew."""


class Fleets:
    """Has the face of a portfolio; each of ``processes`` lives a share of the buildings, in their order.

    ``build`` makes a portfolio of some of the ``plans`` and can be pickled, such as
    ``functools.partial(Portfolio, start_ms=0)``. Use it as a context manager. Methods raise FleetLostError.
    """

    def __init__(
        self, build: Build, plans: Sequence[Plan], *, processes: int, managers: Sequence[Manager] = ()
    ) -> None:
        if not 1 <= processes <= len(plans):
            raise ValueError(f"{processes} processes for {len(plans)} buildings: give 1 to {len(plans)}")
        self.plans = tuple(plans)
        self._managers = tuple(managers)
        bounds = [len(plans) * number // processes for number in range(processes + 1)]
        shares = [self.plans[a:b] for a, b in itertools.pairwise(bounds)]
        self._home = {plan.id: number for number, share in enumerate(shares) for plan in share}
        context = multiprocessing.get_context("forkserver")
        # Importing takes longer than all else of a start; this way it is done once.
        context.set_forkserver_preload([__name__])
        # One process an executor: buildings live where they were built.
        self._executors = [
            ProcessPoolExecutor(1, mp_context=context, initializer=_settle, initargs=(build, share))
            for share in shares
        ]
        self._headers: list[Header] = [()] * processes
        self._now_ms = 0

    def __enter__(self) -> Self:
        self._now_ms = self.each(_now_ms)[0]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for executor in self._executors:
            executor.shutdown(cancel_futures=True)

    def each(self, task: Callable[..., Result], *arguments: object) -> list[Result]:
        """What ``task(portfolio, *arguments)`` gives in each process, in the order of the buildings."""
        futures = [executor.submit(_call, task, *arguments) for executor in self._executors]
        return [_result(future) for future in futures]

    def gather(self, task: Callable[..., Iterable[Result]], *arguments: object) -> list[Result]:
        """All that ``task(portfolio, *arguments)`` gives in all processes, in the order of the buildings."""
        return [one for part in self.each(task, *arguments) for one in part]

    @property
    def now_ms(self) -> int:
        """The simulated time, UTC."""
        return self._now_ms

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults so far, mended ones too."""
        return tuple(self.gather(_faults))

    def sites(self) -> tuple[Site, ...]:
        """The sites as their owners describe them, who know of no fault."""
        return sites_of(self.plans, self._managers)

    def active(self, time_ms: int | None = None) -> list[Fault]:
        """The faults active at a time, by default now."""
        return self.gather(_active, time_ms)

    def break_down(self, fault: Fault) -> None:
        """Add a fault; UnknownFaultError when the kind or the equipment does not exist or do not fit."""
        home = self._home.get(fault.building)
        if home is None:
            raise UnknownFaultError(f"fault {fault.id}: there is no building {fault.building!r}")
        _result(self._executors[home].submit(_call, _break_down, fault))

    def heal(self, fault_id: str, at_ms: int | None = None) -> bool:
        """Mend a fault now or at ``at_ms``; False when there is nothing to mend."""
        return any(self.each(_heal, fault_id, at_ms))

    def advance(self, until_ms: int) -> Published:
        """Live on to ``until_ms`` and give what was published since the last call, in order of time."""
        parts = self.each(_advance, until_ms)
        devices: list[DeviceFrame] = []
        for number, (now_ms, _, header, values) in enumerate(parts):
            self._now_ms = now_ms
            if header is not None:
                self._headers[number] = header
            at = 0
            for building, device, names in self._headers[number] if values.size else ():
                devices.append(DeviceFrame(building, device, names, values[:, at : at + len(names)]))
                at += len(names)
        return Published(parts[0][1], tuple(devices))


# What follows runs in the processes of the fleets.

_here: LivingPortfolio | None = None
_last_header: Header = ()


def _settle(build: Build, plans: Sequence[Plan]) -> None:
    global _here  # noqa: PLW0603  # the buildings live here from call to call
    # Ctrl-C is for who started us, and ends us in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _here = build(plans)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _call(task: Callable[..., Result], *arguments: object) -> Result:
    if _here is None:
        raise RuntimeError("no buildings live in this process")
    return task(_here, *arguments)


def _result(future: Future[Result]) -> Result:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise FleetLostError("a process of the simulation has ended unasked; start the run anew") from error


def _now_ms(portfolio: LivingPortfolio) -> int:
    return portfolio.now_ms


def _faults(portfolio: LivingPortfolio) -> Sequence[Fault]:
    return portfolio.faults


def _active(portfolio: LivingPortfolio, time_ms: int | None) -> Sequence[Fault]:
    return portfolio.active(time_ms)


def _break_down(portfolio: LivingPortfolio, fault: Fault) -> None:
    portfolio.break_down(fault)


def _heal(portfolio: LivingPortfolio, fault_id: str, at_ms: int | None) -> bool:
    return portfolio.heal(fault_id, at_ms)


def _advance(
    portfolio: LivingPortfolio, until_ms: int
) -> tuple[int, Times, Header | None, NDArray[np.float64]]:
    """The time, the times, names if they are others than the last time, and all values side by side."""
    global _last_header  # noqa: PLW0603  # names are many and hardly change
    published = portfolio.advance(until_ms)
    if not published.devices:
        return portfolio.now_ms, published.times_ms, None, np.zeros((len(published.times_ms), 0))
    header = tuple((frame.building, frame.device, frame.names) for frame in published.devices)
    new = header != _last_header
    _last_header = header
    values = np.concatenate([frame.values for frame in published.devices], axis=1)
    return portfolio.now_ms, published.times_ms, header if new else None, values
