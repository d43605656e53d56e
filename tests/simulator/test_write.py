import numpy as np
import pandas as pd
import pytest

from model.site.site_file import load_site
from simulator import Portfolio, Scenario
from simulator.write import write
from tests.simulator.looking import LABORATORY, OFFICE, fault, start_ms

START = start_ms("winter")
LEAK = fault("zone_reheat_leaking", "VAV-1-03", building=LABORATORY)


def portfolio() -> Portfolio:
    return Portfolio.from_seed(7, start_ms=START, scenario=Scenario(first=(LEAK,), mean_gap_days=None))


def test_the_site_file_reads_back_as_the_portfolios_site(tmp_path):
    write(portfolio(), tmp_path, 0.05)
    site = load_site(tmp_path / "site.yaml")
    expected = portfolio().site()
    assert site.managers == expected.managers
    for read, described in zip(site.buildings, expected.buildings, strict=True):
        assert read == described
    assert site.export.layout == "long"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_readings_are_those_that_would_be_published(tmp_path, form):
    write(portfolio(), tmp_path, 0.25, form=form)
    path = tmp_path / f"readings.{form}"
    rows = pd.read_csv(path, parse_dates=["time"]) if form == "csv" else pd.read_parquet(path)
    published = portfolio().advance(START + 6 * 3_600_000)
    assert rows["time"].is_monotonic_increasing
    assert len(rows) == len(published.times_ms) * sum(len(frame.names) for frame in published.devices)
    frame = published.devices[2]
    assert frame.building == OFFICE
    one = rows[(rows["building"] == OFFICE) & (rows["device"] == frame.device)]
    shape = (len(published.times_ms), len(frame.names))
    np.testing.assert_array_equal(one["value"].to_numpy().reshape(shape), frame.values)
    assert list(one["point"][: len(frame.names)]) == list(frame.names)


def test_the_truth_stands_apart_with_a_row_a_day_and_fault(tmp_path):
    shares: list[float] = []
    write(portfolio(), tmp_path, 1.5, progress=shares.append)
    (truth_file,) = (tmp_path / "truth").iterdir()
    rows = pd.read_csv(truth_file)
    assert set(rows["kind"]) == {LEAK.kind}
    assert (rows["energy_cost"] > 0).all()
    assert rows["day"].is_unique
    assert shares[-1] == pytest.approx(1.0)


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        write(portfolio(), tmp_path / name, 0.1, form="csv")
    for path in sorted((tmp_path / "one").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes()
