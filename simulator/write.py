"""A stretch of a portfolio's life as files, for backtests and training; the truth apart from the rest."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

from simulator.buildings.brick import brick_models
from simulator.buildings.devices import list_devices
from simulator.buildings.site_yaml import overrides_yaml, site_yaml
from simulator.clock import DAY_MS
from simulator.face import LivingPortfolio
from simulator.fleets import Fleets
from simulator.layout import Layout
from simulator.long_table import READINGS, LongTable
from simulator.pace import burst_ms
from simulator.portfolio import Portfolio
from simulator.truth.tables import COSTS, FAULTS, cost_rows, fault_rows
from simulator.truth.twins import ActiveFault, truth

ROWS_OF_A_GROUP = 1_000_000
Judge = Callable[[], Iterable[ActiveFault]]


def judge_of(portfolio: LivingPortfolio) -> Judge:
    """What tells the truth of a portfolio, wherever its buildings live; TypeError for any other."""
    if isinstance(portfolio, Fleets):
        return lambda: portfolio.gather(truth)
    if isinstance(portfolio, Portfolio):
        return lambda: truth(portfolio)
    raise TypeError(f"the truth is known of a Portfolio, not of a {type(portfolio).__name__}")


class NotWrittenError(OSError):
    """A file could not be written, for want of room as a rule; what there was of it is taken away."""


def write(
    portfolio: LivingPortfolio,
    folder: Path,
    days: float,
    *,
    judge: Judge,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Live ``days`` on and write what an owner would have, and apart from it the truth.

    ``site.yaml`` (one for each site when there are several), ``brick/`` with a Brick model a building and
    what to say beside it, and ``readings.parquet``: time (UTC), building, device, point, value in the
    site's units, in the order of time. ``truth/faults.parquet`` has what was ever broken, and
    ``truth/costs.parquet`` a row for each fault active at the start and at each midnight (UTC), with what
    ``judge`` says then: what the coming day costs with it. ``progress`` is told the share done, 0..1. Files
    appear when they are whole. Raises NotWrittenError.
    """
    with _told(folder):
        describe(portfolio, folder)
        (folder / "truth").mkdir(exist_ok=True)
    start_ms = portfolio.now_ms
    end_ms = start_ms + round(days * DAY_MS)
    names = LongTable()
    with (
        _parquet(folder / "readings.parquet", READINGS) as readings,
        _parquet(folder / "truth" / "costs.parquet", COSTS) as costs,
    ):
        for from_ms, until_ms in _stretches(start_ms, end_ms, burst_ms(len(portfolio.plans))):
            if from_ms == start_ms or from_ms % DAY_MS == 0:
                costs.add(cost_rows(from_ms, judge()))
            readings.add(names.table(portfolio.advance(until_ms)))
            if progress is not None:
                progress((until_ms - start_ms) / max(end_ms - start_ms, 1))
    with _parquet(folder / "truth" / "faults.parquet", FAULTS) as faults:
        faults.add(fault_rows(portfolio.faults, end_ms))


def describe(portfolio: LivingPortfolio, folder: Path) -> None:
    """Write the site file and the Brick models, which know of no fault."""
    (folder / "brick").mkdir(parents=True, exist_ok=True)
    sites = portfolio.sites()
    devices = list_devices(portfolio.plans, Layout.of([plan.shape for plan in portfolio.plans]))
    for site in sites:
        name = "site.yaml" if len(sites) == 1 else f"{site.id}.yaml"
        (folder / name).write_text(site_yaml(site), encoding="utf-8")
        buildings = {building.id: building for building in site.buildings}
        for building, turtle in brick_models(site, devices):
            (folder / "brick" / f"{building}.ttl").write_text(turtle, encoding="utf-8")
            beside = overrides_yaml(site, buildings[building])
            (folder / "brick" / f"{building}.yaml").write_text(beside, encoding="utf-8")


def _stretches(start_ms: int, end_ms: int, longest_ms: int) -> Iterator[tuple[int, int]]:
    """From start to end in stretches that end at midnight, so that the truth can be asked then."""
    at_ms = start_ms
    while at_ms < end_ms:
        until_ms = min(at_ms + longest_ms, (at_ms // DAY_MS + 1) * DAY_MS, end_ms)
        yield at_ms, until_ms
        at_ms = until_ms


class _Rows:
    """Gathers tables into row groups of one size, however they come: the bytes shall not tell."""

    def __init__(self, file: pa.NativeFile, schema: pa.Schema, target: Path) -> None:
        self._target = target
        with _told(target):
            self._writer = pa_parquet.ParquetWriter(file, schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._count = 0

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._count += len(table)
        while self._count >= ROWS_OF_A_GROUP:
            together = pa.concat_tables(self._waiting)
            self._write(together.slice(0, ROWS_OF_A_GROUP))
            self._waiting = [together.slice(ROWS_OF_A_GROUP)]
            self._count = len(self._waiting[0])

    def finish(self) -> None:
        if self._count:
            self._write(pa.concat_tables(self._waiting))
        with _told(self._target):
            self._writer.close()

    def abandon(self) -> None:
        """Write no more, if it is not finished."""
        # It would end its file when it is collected, and there is no file by then.
        self._writer.is_open = False

    def _write(self, table: pa.Table) -> None:
        with _told(self._target):
            self._writer.write_table(table.combine_chunks(), row_group_size=ROWS_OF_A_GROUP)


@contextlib.contextmanager
def _parquet(target: Path, schema: pa.Schema) -> Iterator[_Rows]:
    """A Parquet file that takes its place when it is whole."""
    part = target.with_suffix(".part")
    try:
        with _told(target):
            file = pa.OSFile(str(part), "wb")
        with file:
            rows = _Rows(file, schema, target)
            try:
                yield rows
                rows.finish()
            finally:
                rows.abandon()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWrittenError(f"{target} cannot be written: {error}") from error
