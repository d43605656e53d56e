"""The times of a trend export, to UTC."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

NO_TIME = np.iinfo(np.int64).min
_HOUR = pd.Timedelta(hours=1)
_OFFSET = r"(Z|[+-]\d{2}:?\d{2})\s*$"
_EPOCH_MS = {"epoch_s": 1000.0, "epoch_ms": 1.0}


@dataclass(slots=True)
class Clock:
    """Reads times in the order of the file, by which it tells the hours apart when the clocks go back.

    ``skipped`` counts rows at times that the clocks jumped over: they are taken an hour later.
    """

    timezone: str
    time_format: str | None = None
    skipped: int = 0
    _last: int | None = None
    _second_pass: bool = False

    def utc_ms(self, column: pa.Array) -> NDArray[np.int64]:
        """Return UTC milliseconds (N,) of texts, numbers or timestamps; NO_TIME where unreadable."""
        if pa.types.is_timestamp(column.type) and column.type.tz is not None:
            return _milliseconds(pd.DatetimeIndex(pc.cast(column, pa.timestamp("ns", "UTC")).to_pandas()))
        if self.time_format in _EPOCH_MS:
            numbers = pd.to_numeric(pd.Series(column.to_pylist()), errors="coerce").to_numpy(np.float64)
            good = np.isfinite(numbers)
            numbers = np.rint(np.where(good, numbers, 0.0) * _EPOCH_MS[self.time_format])
            return np.where(good, numbers.astype(np.int64), NO_TIME)
        if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
            return self._from_local(pd.DatetimeIndex(column.to_pandas()))
        encoded = pc.cast(column, pa.string()).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        texts = pd.Series(encoded.dictionary.to_pylist(), dtype=object)
        zoned = np.full(len(texts), "%z" in (self.time_format or ""))
        if self.time_format is None:
            found = pc.match_substring_regex(encoded.dictionary, _OFFSET)
            zoned = np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
        times = self._zoned(texts.where(zoned))[codes] if zoned.any() else np.full(len(codes), NO_TIME)
        if not zoned.all():
            local = self._from_local(pd.DatetimeIndex(self._parse(texts.mask(zoned), utc=False))[codes])
            times = np.where(zoned[codes], times, local)
        return times

    def _zoned(self, texts: "pd.Series[str]") -> NDArray[np.int64]:
        return _milliseconds(pd.DatetimeIndex(self._parse(texts, utc=True)))

    def _parse(self, texts: "pd.Series[str]", *, utc: bool) -> "pd.Series[pd.Timestamp]":
        return pd.to_datetime(
            texts.str.strip(), format=self.time_format or "ISO8601", errors="coerce", utc=utc
        )

    def _from_local(self, local: pd.DatetimeIndex) -> NDArray[np.int64]:
        first = np.ones(len(local), dtype=bool)
        jumped = local.tz_localize(self.timezone, nonexistent="NaT", ambiguous=first)
        known = np.asarray(local.notna())
        self.skipped += int((np.asarray(jumped.isna()) & known).sum())
        seen = local.tz_localize(self.timezone, nonexistent=_HOUR, ambiguous="NaT")
        twice = np.asarray(seen.isna()) & known
        if twice.any():
            first = self._first_pass(local, twice)
        elif len(local):
            self._last, self._second_pass = None, False
        return _milliseconds(local.tz_localize(self.timezone, nonexistent=_HOUR, ambiguous=first))

    def _first_pass(self, local: pd.DatetimeIndex, twice: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Where an hour comes twice, the first pass ends when the time of a row is before the last one."""
        first = np.ones(len(local), dtype=bool)
        last, second = self._last, self._second_pass
        previous = -2
        walls = local.to_numpy().astype("datetime64[ms]").astype(np.int64)
        for index in np.flatnonzero(twice).tolist():
            if index != previous + 1 and not (previous == -2 and index == 0):
                last, second = None, False
            moment = int(walls[index])
            second = second or (last is not None and moment < last)
            first[index] = not second
            last, previous = moment, index
        self._last, self._second_pass = (last, second) if twice[-1] else (None, False)
        return first


def _milliseconds(times: pd.DatetimeIndex) -> NDArray[np.int64]:
    naive = times.tz_convert("UTC").tz_localize(None) if times.tz is not None else times
    values = naive.to_numpy().astype("datetime64[ms]")
    found: NDArray[np.int64] = np.where(np.isnat(values), NO_TIME, values.astype(np.int64))
    return found
