import numpy as np
import pytest

from simulator.segments import Segments


@pytest.mark.parametrize(
    ("parents", "buildings"), [([0, 0, 1, 2, 2, 2], 3), ([1, 1, 3], 5), ([], 2), ([0], 1), ([4], 5)]
)
def test_each_building_gets_the_sum_of_its_rows_and_nothing_without_rows(
    parents: list[int], buildings: int
) -> None:
    owners = np.array(parents, dtype=np.int64)
    values = np.arange(1.0, len(parents) + 1, dtype=np.float32)
    found = Segments.of(owners, buildings).sum(values)
    assert found.dtype == np.float32
    assert found.tolist() == np.bincount(owners, weights=values, minlength=buildings).tolist()


def test_a_sum_does_not_depend_on_the_neighbours() -> None:
    values = np.random.default_rng(1).uniform(0, 1e5, 300).astype(np.float32)
    owners = np.repeat(np.arange(30), 10)
    together = Segments.of(owners, 30).sum(values)
    alone = [
        Segments.of(np.zeros(10, dtype=np.int64), 1).sum(values[10 * k : 10 * k + 10])[0] for k in range(30)
    ]
    assert together.tolist() == alone
