"""The truth as tables, for Parquet files that stand apart from what is published."""

from collections.abc import Iterable, Sequence
from dataclasses import fields

import pyarrow as pa  # type: ignore[import-untyped]

from simulator.faults import UNHEALED, Fault
from simulator.truth.twins import ActiveFault

_MOMENT = pa.timestamp("ms", tz="UTC")
_COSTS = tuple(each.name for each in fields(ActiveFault) if each.name != "fault")

FAULTS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "kind", "building", "equipment", "sensor", "swapped_with")),
        *((name, pa.float64()) for name in ("severity", "value")),
        ("onset", pa.string()),
        *((name, pa.float64()) for name in ("ramp_days", "duty")),
        ("begins", _MOMENT),
        ("healed", _MOMENT),
    ]
)
COSTS = pa.schema(
    [
        ("time", _MOMENT),
        *((name, pa.string()) for name in ("fault", "kind", "building", "equipment")),
        *((name, pa.float64()) for name in _COSTS),
    ]
)


def fault_rows(faults: Sequence[Fault], until_ms: int) -> pa.Table:
    """A row a fault begun before ``until_ms``, in the order of beginning; ``healed`` null: never mended."""
    begun = sorted(
        (fault for fault in faults if fault.onset_ms < until_ms), key=lambda each: (each.onset_ms, each.id)
    )
    same = ("id", "kind", "building", "equipment", "sensor", "swapped_with", "severity", "value", "onset")
    rows = [
        {name: getattr(fault, name) for name in (*same, "ramp_days", "duty")}
        | {"begins": fault.onset_ms, "healed": None if fault.healed_ms >= UNHEALED else fault.healed_ms}
        for fault in begun
    ]
    return pa.Table.from_pylist(rows, schema=FAULTS)


def cost_rows(time_ms: int, judged: Iterable[ActiveFault]) -> pa.Table:
    """A row a fault active at ``time_ms``, with what a day of waiting costs, in the order of their names."""
    rows = [
        {
            "time": time_ms,
            "fault": entry.fault.id,
            "kind": entry.fault.kind,
            "building": entry.fault.building,
            "equipment": entry.fault.equipment,
        }
        | {name: getattr(entry, name) for name in _COSTS}
        for entry in sorted(judged, key=lambda each: (each.fault.building, each.fault.id))
    ]
    return pa.Table.from_pylist(rows, schema=COSTS)
