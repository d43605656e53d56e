"""A stretch of a portfolio's life as files, for backtests: readings, site, and apart from them the truth."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

from simulator.clock import DAY_MS
from simulator.faults import UNHEALED
from simulator.portfolio import Portfolio
from simulator.published import Published
from simulator.site_yaml import site_yaml
from simulator.truth import ActiveFault, truth

_READINGS = pa.schema(
    [
        ("time", pa.timestamp("ms", tz="UTC")),
        ("building", pa.dictionary(pa.int32(), pa.string())),
        ("device", pa.dictionary(pa.int32(), pa.string())),
        ("point", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
    ]
)


def write(
    portfolio: Portfolio,
    folder: Path,
    days: float,
    *,
    form: Literal["csv", "parquet"] = "parquet",
    progress: Callable[[float], None] | None = None,
) -> None:
    """Live ``days`` on and write ``site.yaml``, ``readings.csv`` or ``.parquet``, and ``truth/truth.csv``.

    Readings are long, in the site's units, in the order of time: time (UTC), building, device, point, value.
    The truth has a row a day and active fault: what that day with the fault cost against a twin without it.
    ``progress`` is told the share done, 0..1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth").mkdir(exist_ok=True)
    (folder / "site.yaml").write_text(site_yaml(portfolio.site()), encoding="utf-8")
    start_ms = portfolio.now_ms
    end_ms = start_ms + round(days * DAY_MS)
    target = folder / f"readings.{form}"
    judged: list[tuple[int, ActiveFault]] = []
    make = pa_csv.CSVWriter if form == "csv" else pa_parquet.ParquetWriter
    schema = _plain(_READINGS) if form == "csv" else _READINGS
    with make(str(target), schema) as writer:
        while portfolio.now_ms + portfolio.setting.interval_ms <= end_ms:
            until_ms = min((portfolio.now_ms // DAY_MS + 1) * DAY_MS, end_ms)
            table = long_table(portfolio.advance(until_ms))
            writer.write_table(table.cast(schema) if form == "csv" else table)
            day_ms = portfolio.now_ms - 1
            judged += [(day_ms // DAY_MS * DAY_MS, entry) for entry in truth(portfolio, day_ms)]
            if progress is not None:
                progress((portfolio.now_ms - start_ms) / max(end_ms - start_ms, 1))
    pa_csv.write_csv(_truth_table(judged), folder / "truth" / "truth.csv")


def long_table(published: Published) -> pa.Table:
    """Readings as one row each, in the order of time; what is no number is left out."""
    frames = published.devices
    if not frames:
        return _READINGS.empty_table()
    width = sum(len(frame.names) for frame in frames)
    values = np.concatenate([frame.values for frame in frames], axis=1).ravel()
    buildings = list(dict.fromkeys(frame.building for frame in frames))
    devices = list(dict.fromkeys(frame.device for frame in frames))
    names = list(dict.fromkeys(name for frame in frames for name in frame.names))
    columns = [
        (buildings.index(frame.building), devices.index(frame.device), names.index(name))
        for frame in frames
        for name in frame.names
    ]
    codes = np.tile(np.array(columns, dtype=np.int32), (len(published.times_ms), 1))
    times = np.repeat(published.times_ms, width)
    there = ~np.isnan(values)
    labels = (buildings, devices, names)
    return pa.table(
        [
            pa.array(times[there], pa.timestamp("ms", tz="UTC")),
            *(
                pa.DictionaryArray.from_arrays(pa.array(codes[there, column]), pa.array(labels[column]))
                for column in range(3)
            ),
            pa.array(values[there]),
        ],
        schema=_READINGS,
    )


def _plain(schema: pa.Schema) -> pa.Schema:
    """The same with text in place of dictionaries, and ISO times: what a CSV file can hold."""
    return pa.schema([(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in schema])


def _iso(time_ms: int) -> str | None:
    if time_ms >= UNHEALED:
        return None
    return datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _truth_table(judged: list[tuple[int, ActiveFault]]) -> pa.Table:
    rows = [
        {
            "day": _iso(day_ms),
            "fault": entry.fault.id,
            "kind": entry.fault.kind,
            "building": entry.fault.building,
            "equipment": entry.fault.equipment,
            "sensor": entry.fault.sensor,
            "severity": entry.fault.severity,
            "size": entry.fault.size,
            "onset": _iso(entry.fault.onset_ms),
            "healed": _iso(entry.fault.healed_ms),
            "energy_cost": round(entry.energy_cost, 4),
            "discomfort_degree_hours": round(entry.discomfort, 4),
            "daily_cost": round(entry.daily_cost, 4),
        }
        for day_ms, entry in judged
    ]
    text = ("day", "fault", "kind", "building", "equipment", "sensor")
    schema = pa.schema(
        [(name, pa.string()) for name in text]
        + [
            ("severity", pa.float64()),
            ("size", pa.float64()),
            ("onset", pa.string()),
            ("healed", pa.string()),
        ]
        + [(name, pa.float64()) for name in ("energy_cost", "discomfort_degree_hours", "daily_cost")]
    )
    return pa.Table.from_pylist(rows, schema=schema)
