"""What was learned as bytes for the store, and back."""

from collections.abc import Mapping

import msgspec
import numpy as np

from model.healthy.laws import LAWS
from model.healthy.learning.learning import Learning, Sums


def pack_learning(learning: Mapping[str, Learning]) -> bytes:
    """Learning by kind as bytes for the store."""

    def packed(by_law: Mapping[str, Sums]) -> dict[str, list[bytes]]:
        return {law_id: [array.tobytes() for array in sums.arrays()] for law_id, sums in by_law.items()}

    return msgspec.msgpack.encode(
        {
            kind: {
                "equipment": one.equipment,
                "day_ms": one.day_ms,
                "known": packed(one.known),
                "today": packed(one.today),
            }
            for kind, one in learning.items()
        }
    )


def unpack_learning(content: bytes) -> dict[str, Learning]:
    """Learning by kind; laws that the model no longer knows, or knows otherwise, are dropped."""

    def sums(by_law: Mapping[str, list[bytes]], equipment: int) -> dict[str, Sums]:
        result = {}
        for law_id, stored in by_law.items():
            if law_id not in LAWS:
                continue
            shapes = [array.shape for array in Sums.none(LAWS[law_id], equipment).arrays()]
            arrays = [np.frombuffer(one, dtype=np.float64) for one in stored]
            if all(array.size == np.prod(shape) for array, shape in zip(arrays, shapes, strict=True)):
                result[law_id] = Sums(*(a.reshape(s).copy() for a, s in zip(arrays, shapes, strict=True)))
        return result

    return {
        kind: Learning(
            kind,
            tuple(one["equipment"]),
            one["day_ms"],
            sums(one["known"], len(one["equipment"])),
            sums(one["today"], len(one["equipment"])),
        )
        for kind, one in msgspec.msgpack.decode(content).items()
    }
